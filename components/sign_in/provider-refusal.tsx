import { Notice } from "@/components/ui/message/notice";
import { isReason, reasons } from "@/lib/errors";

interface ProviderRefusalProps {
  /** The reason in the URL; anything that isn’t one of ours says nothing. */
  refused?: string;
  /** What didn’t happen, if the portal offers the provider. */
  title?: string;
}

/** Why somebody comes back from a provider without what they went for. */
export function ProviderRefusal({ refused, title }: ProviderRefusalProps) {
  if (!refused || !isReason(refused)) return null;
  return (
    <Notice tone="warn" role="alert" title={title} className="mt-7">
      {reasons[refused][1]}
    </Notice>
  );
}
