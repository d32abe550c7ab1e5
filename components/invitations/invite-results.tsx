import { CircleAlert, CircleCheck } from "lucide-react";
import type { InviteResult } from "@/components/invitations/actions";
import { Icon } from "@/components/ui/layout/icon";
import { Notice } from "@/components/ui/message/notice";

/** The result for each address, when not all could be invited. */
export function InviteResults({ results }: { results: InviteResult[] }) {
  if (results.length === 0) return null;
  const failed = results.filter(({ error }) => error).length;
  const invited = results.length - failed;
  return (
    <Notice
      tone={invited > 0 ? "warn" : "bad"}
      role="alert"
      title={`${invited === 0 ? "None" : invited} of ${results.length} ${invited === 1 ? "was" : "were"} invited`}
    >
      <ul aria-label="Result for each address" className="mt-1 grid gap-1.5">
        {results.map(({ email, error }) => (
          <li key={email} className="flex gap-2">
            <Icon
              of={error ? CircleAlert : CircleCheck}
              className={`mt-[0.1875rem] ${error ? "text-bad" : "text-good"}`}
            />
            <span className="min-w-0 wrap-anywhere">
              <span className="text-ink">{email}</span> {error ? error.error : "Invited."}
            </span>
          </li>
        ))}
      </ul>
      <p className="mt-1.5">The others are still in the field below: correct or remove them.</p>
    </Notice>
  );
}
