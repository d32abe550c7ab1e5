import { Button } from "@/components/ui/button/button";
import { EmptyState } from "@/components/ui/message/empty-state";

interface Empty {
  at: string;
  title: string;
  text: string;
  action?: string;
  main?: boolean;
  limit?: string;
}

/** An empty state of one page, and the texts of other pages with the same title. */
export function EmptySample({ samples: [first, ...others] }: { samples: Empty[] }) {
  if (!first) return null;
  const { title, text, action, main, limit } = first;
  return (
    <div>
      <EmptyState
        title={title}
        actions={action && <Button variant={main ? "main" : "default"}>{action}</Button>}
        limit={limit}
      >
        {text}
      </EmptyState>
      <ul className="mt-1.5 grid gap-1 text-sm text-ink-soft wrap-anywhere">
        <li className="font-mono text-xs">{first.at}</li>
        {others.map(({ at, text, action }) => (
          <li key={at + text}>
            <span className="font-mono text-xs">{at}</span>: {text} {action && `[${action}]`}
          </li>
        ))}
      </ul>
    </div>
  );
}
