import { LinkButton } from "@/components/ui/button/link-button";
import { Notice } from "@/components/ui/message/notice";

interface RefusedFiltersProps {
  /** The list without them. */
  href: string;
  refusal: { message: string; fields?: Record<string, string[]> };
}

/** Stands for a list whose address asks for what can't be. */
export function RefusedFilters({ href, refusal }: RefusedFiltersProps) {
  const clear = (
    <LinkButton href={href} size="small">
      Clear them
    </LinkButton>
  );
  return (
    <Notice tone="bad" title="These filters can’t be used" actions={clear}>
      {Object.values(refusal.fields ?? {})
        .flat()
        .join(" ") || refusal.message}
    </Notice>
  );
}
