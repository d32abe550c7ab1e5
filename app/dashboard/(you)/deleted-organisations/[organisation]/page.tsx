import {
  purgeOrganisationAction,
  restoreOrganisationAction,
} from "@/app/dashboard/(you)/deleted-organisations/[organisation]/actions";
import { ActivitySection } from "@/app/dashboard/activity-section";
import { Contents } from "@/components/organisations/contents";
import { DeletedState } from "@/components/organisations/deleted-state";
import { PurgeOrganisation } from "@/components/organisations/purge-organisation";
import { RestoreOrganisation } from "@/components/organisations/restore-organisation";
import { PageHead } from "@/components/ui/layout/page-head";
import { Section } from "@/components/ui/layout/section";
import { ExactTime } from "@/components/ui/layout/time";
import { listDeletedActivity } from "@/lib/audit/organisation_operations";
import { withSentences } from "@/lib/doors/page/activity";
import { attempt, read } from "@/lib/doors/page/page";
import { type Search, word } from "@/lib/doors/page/search";
import { readDeleted } from "@/lib/organisations/deletion/operations";

export const metadata = { title: "Deleted organisation" };

interface DeletedOrganisationProps {
  params: Promise<{ organisation: string }>;
  searchParams: Search;
}

/** A deleted organisation, for its former owner. */
export default async function DeletedOrganisationPage({ params, searchParams }: DeletedOrganisationProps) {
  const deleted = await read(readDeleted, { organisation: (await params).organisation });
  const { id, name, handle, deletedAt, deletedBy, state, contents } = deleted;
  const cursor = word((await searchParams).cursor);
  const { data, refusal } = await attempt(listDeletedActivity, { organisation: id, cursor, limit: 20 });
  return (
    <>
      <PageHead
        title={name}
        crumbs={[{ href: "/dashboard/organisations", label: "Organisations" }]}
        actions={
          state === "restorable" && (
            <>
              <PurgeOrganisation organisation={deleted} purge={purgeOrganisationAction} />
              <RestoreOrganisation organisation={deleted} restore={restoreOrganisationAction} mine />
            </>
          )
        }
      >
        <span className="font-mono text-sm">{handle}</span>, deleted by {deletedBy} on <ExactTime at={deletedAt} />
      </PageHead>
      <div className="max-w-[46rem]">
        <DeletedState deleted={deleted} />
        <Section title={state === "restorable" ? "What is in it" : "What it had"}>
          <Contents counts={contents} />
        </Section>
      </div>
      <ActivitySection
        path={`/dashboard/deleted-organisations/${id}`}
        exportPath={`/api/account/deleted-organisations/${id}/activity/export`}
        cursor={cursor}
        activity={data && { ...data, items: withSentences(data.items) }}
        refusal={refusal}
      />
    </>
  );
}
