import { leftWords, progressOf } from "@/components/organisations/deletion-words";
import { KeepFresh } from "@/components/servers/keep-fresh";
import { ExactTime } from "@/components/ui/layout/time";
import { Notice } from "@/components/ui/message/notice";
import { Progress } from "@/components/ui/message/progress";
import { handleHeldDays } from "@/lib/limits";
import type { DeletedOrganisation } from "@/lib/organisations/deletion/view";

/** Whether a deleted organisation can be restored, how far its removal is, or that it is gone. Keeps itself fresh. */
export function DeletedState({ deleted }: { deleted: DeletedOrganisation }) {
  const { state, handle, deletedAt, purgeAt, purgedAt, left } = deleted;
  const heldUntil = new Date(deletedAt.getTime() + handleHeldDays * 86_400_000);
  if (state === "purged")
    return (
      <Notice
        tone="good"
        title={
          <>
            Removed on <ExactTime at={purgedAt ?? purgeAt} only="day" />
          </>
        }
      >
        Only its activity is kept.{" "}
        {heldUntil > (purgedAt ?? purgeAt) && (
          <>
            The handle {handle} is held for its former owner until <ExactTime at={heldUntil} only="day" />.
          </>
        )}
      </Notice>
    );
  if (state === "restorable")
    return (
      <Notice
        title={
          <>
            Can be restored until <ExactTime at={purgeAt} />
          </>
        }
      >
        Until then everything in it is kept: nobody can open it, its servers are stopped and its zones aren’t served.
        Afterwards everything is removed.
      </Notice>
    );
  const waiting = left?.waiting ?? [];
  return (
    <div className="grid gap-3">
      <KeepFresh />
      <Notice tone="warn" title="Being removed">
        <Progress {...progressOf(deleted)}>{leftWords(left)}</Progress>
      </Notice>
      {waiting.length > 0 && (
        <Notice title="Waiting for nodes">
          <p>These servers can’t be removed yet. Nothing is lost, and it goes on by itself once it is possible.</p>
          <ul className="mt-1 grid list-disc gap-1 pl-4 wrap-anywhere">
            {waiting.map(({ name, problem }) => (
              <li key={name}>
                {name}: {problem}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  );
}
