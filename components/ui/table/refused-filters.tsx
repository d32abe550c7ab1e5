import { LinkButton } from "@/components/ui/button/link-button";
import { Notice } from "@/components/ui/message/notice";

interface RefusedFiltersProps {
  /** The list without filters. */
  href: string;
  refusal: { message: string; fields?: Record<string, string[]> };
}

/** Replaces a list whose URL has invalid filters. */
export function RefusedFilters({ href, refusal }: RefusedFiltersProps) {
  const clear = (
    <LinkButton href={href} size="small">
      Clear filters
    </LinkButton>
  );
  return (
    <Notice tone="bad" title="These filters aren’t valid" actions={clear}>
      {Object.values(refusal.fields ?? {})
        .flat()
        .join(" ") || refusal.message}
    </Notice>
  );
}
