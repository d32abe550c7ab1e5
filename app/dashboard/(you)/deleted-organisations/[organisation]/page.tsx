import {
  purgeOrganisationAction,
  restoreOrganisationAction,
} from "@/app/dashboard/(you)/deleted-organisations/[organisation]/actions";
import { Contents } from "@/components/organisations/contents";
import { DeletedState } from "@/components/organisations/deleted-state";
import { PurgeOrganisation } from "@/components/organisations/purge-organisation";
import { RestoreOrganisation } from "@/components/organisations/restore-organisation";
import { PageHead } from "@/components/ui/layout/page-head";
import { Section } from "@/components/ui/layout/section";
import { ExactTime } from "@/components/ui/layout/time";
import { read } from "@/lib/doors/page/page";
import { readDeleted } from "@/lib/organisations/deletion/operations";

export const metadata = { title: "Deleted organisation" };

interface DeletedOrganisationParams {
  params: Promise<{ organisation: string }>;
}

/** A deleted organisation, for its former owner. */
export default async function DeletedOrganisationPage({ params }: DeletedOrganisationParams) {
  const deleted = await read(readDeleted, { organisation: (await params).organisation });
  const { name, handle, deletedAt, deletedBy, state, contents } = deleted;
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
    </>
  );
}
