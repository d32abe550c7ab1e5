"use client";

import { Contents } from "@/components/organisations/contents";
import { DeletedState } from "@/components/organisations/deleted-state";
import { PurgeOrganisation } from "@/components/organisations/purge-organisation";
import { RestoreOrganisation } from "@/components/organisations/restore-organisation";
import type { LifeActions, NamedOrganisation } from "@/components/portal/organisations/actions";
import { DeleteForOwner } from "@/components/portal/organisations/delete-for-owner";
import { SuspendButton } from "@/components/portal/organisations/suspend-button";
import { UnsuspendButton } from "@/components/portal/organisations/unsuspend-button";
import { Panel } from "@/components/ui/layout/panel";
import { Section } from "@/components/ui/layout/section";
import { ExactTime } from "@/components/ui/layout/time";
import type { DeletedOrganisation } from "@/lib/organisations/deletion/view";

interface OrganisationLifeProps {
  organisation: NamedOrganisation;
  /** Null unless it is suspended. */
  suspension: { reason: string; until: Date | null } | null;
  /** Null unless it is deleted. */
  deleted: DeletedOrganisation | null;
  actions: LifeActions;
}

/** Suspending, deleting and restoring an organisation, for the portal’s administration. */
export function OrganisationLife({ organisation, suspension, deleted, actions }: OrganisationLifeProps) {
  if (deleted) return <Deleted organisation={organisation} deleted={deleted} actions={actions} />;
  return (
    <Section title="Suspension and deletion">
      <div className="grid max-w-[46rem] gap-3">
        {suspension ? (
          <Panel
            title="Suspended"
            about={
              suspension.until ? (
                <>
                  Until <ExactTime at={suspension.until} />.
                </>
              ) : (
                "Until you end it."
              )
            }
            action={
              <span className="flex flex-wrap gap-2">
                <SuspendButton organisation={organisation} suspension={suspension} suspend={actions.suspend} />
                <UnsuspendButton organisation={organisation} unsuspend={actions.unsuspend} />
              </span>
            }
          >
            <p className="text-control wrap-anywhere">{suspension.reason}</p>
          </Panel>
        ) : (
          <Panel
            title="Suspend"
            about="Its members can read, but change nothing. Its servers are stopped; its zones are still served."
            action={<SuspendButton organisation={organisation} suspension={null} suspend={actions.suspend} />}
          />
        )}
        <Panel
          title="Delete organisation"
          about="Nobody can open it any more. It can be restored for some days, unless you delete it for good."
          action={<DeleteForOwner organisation={organisation} remove={actions.delete} />}
        />
      </div>
    </Section>
  );
}

type DeletedProps = Pick<OrganisationLifeProps, "organisation" | "actions"> & { deleted: DeletedOrganisation };

function Deleted({ organisation, deleted, actions }: DeletedProps) {
  const { state, deletedAt, deletedBy, contents } = deleted;
  return (
    <Section title="Deleted">
      <div className="max-w-[46rem]">
        <p className="mb-3 text-ink-soft">
          Deleted by {deletedBy} on <ExactTime at={deletedAt} />.
        </p>
        <DeletedState deleted={deleted} />
        {state === "restorable" && (
          <p className="mt-4 flex flex-wrap gap-2">
            <PurgeOrganisation
              organisation={organisation}
              purge={({ organisation: id }) => actions.delete({ organisation: id, permanent: true })}
            />
            <RestoreOrganisation organisation={organisation} restore={actions.restore} mine={false} />
          </p>
        )}
        <h3 className="mt-6 mb-1">{state === "restorable" ? "What is in it" : "What it had"}</h3>
        <Contents counts={contents} />
      </div>
    </Section>
  );
}
