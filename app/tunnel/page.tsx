import Link from "next/link";
import { currentTheme } from "@/app/theme";
import { approveDeviceAction, declineDeviceAction } from "@/app/tunnel/actions";
import { AloneFrame, CardBox } from "@/components/frame/alone-frame";
import { AnswerDevice } from "@/components/tunnels/answer-device";
import { ChooseOrganisation, EnterCode } from "@/components/tunnels/code-forms";
import { EnrolmentFacts } from "@/components/tunnels/enrolment-facts";
import { LinkButton } from "@/components/ui/button/link-button";
import { EmptyState } from "@/components/ui/message/empty-state";
import { currentCaller } from "@/lib/doors/http/caller";
import { attempt, read, refusalWords } from "@/lib/doors/page/page";
import { type Search, withWords, word } from "@/lib/doors/page/search";
import { listUsable } from "@/lib/gateways/operations";
import { listOrganisations, readOrganisation } from "@/lib/organisations/operations";
import { readFeatures } from "@/lib/portal/settings_operations";
import { listProjects } from "@/lib/projects/operations";
import { readEnrolment } from "@/lib/tunnels/enrolment_operations";

export const metadata = { title: "Approve a device" };

export default async function TunnelPage({ searchParams }: { searchParams: Search }) {
  const given = await searchParams;
  const code = word(given.code) ?? "";
  const organisations = (await read(listOrganisations, {})).filter(
    ({ permissions, suspension }) =>
      suspension === null && permissions.includes("tunnel.create") && permissions.includes("tunnel.read"),
  );
  const { actor } = await currentCaller();
  const frame = {
    theme: await currentTheme(),
    title: "Approve a device",
    foot: actor?.kind === "user" && <span>Signed in as {actor.email}</span>,
  };
  if (!(await read(readFeatures, {})).tunnels)
    return (
      <AloneFrame {...frame}>
        <div className="mt-7">
          <EmptyState title="Tunnels are switched off">
            The administrator has switched tunnels off for now, so no device can be added.
          </EmptyState>
        </div>
      </AloneFrame>
    );
  if (organisations.length === 0)
    return (
      <AloneFrame {...frame}>
        <div className="mt-7">
          <EmptyState
            title="You can’t add devices yet"
            actions={<LinkButton href="/dashboard/organisations">Go to your organisations</LinkButton>}
          >
            A tunnel device belongs to an organisation, and its owner and admins add devices. Ask one of them to approve
            this one, or create an organisation.
          </EmptyState>
        </div>
      </AloneFrame>
    );
  const { data: enrolment, refusal } = code ? await attempt(readEnrolment, { userCode: code }) : {};
  if (!enrolment)
    return (
      <AloneFrame {...frame} about="Enter the code that the device shows.">
        <CardBox>
          <EnterCode code={code} error={refusal && refusalWords(refusal)} />
        </CardBox>
      </AloneFrame>
    );
  const wanted = word(given.organisation) ?? (organisations.length === 1 ? organisations[0]?.handle : undefined);
  const organisation = organisations.find(({ handle }) => handle === wanted);
  return (
    <AloneFrame {...frame} about="Approve it only if the device shows the same fingerprint.">
      <CardBox flush>
        <EnrolmentFacts enrolment={enrolment} />
      </CardBox>
      <div className="mt-6 grid gap-6">
        {organisation ? (
          <p className="text-sm">
            It will be added to {organisation.name}.{" "}
            {organisations.length > 1 && (
              <Link href={withWords("/tunnel", { code })} className="underline underline-offset-[0.2em]">
                Choose another organisation
              </Link>
            )}
          </p>
        ) : (
          <ChooseOrganisation code={code} organisations={organisations} />
        )}
        <AnswerDevice
          key={organisation?.handle}
          userCode={code}
          name={enrolment.name}
          place={organisation && (await readPlace(organisation.handle))}
          approve={approveDeviceAction}
          decline={declineDeviceAction}
        />
      </div>
    </AloneFrame>
  );
}

async function readPlace(organisation: string) {
  const { handle, name, narrowed, permissions } = await read(readOrganisation, { organisation });
  const gateways = await read(listUsable, { organisation });
  const projects = permissions.includes("project.read") ? await read(listProjects, { organisation }) : [];
  return { handle, name, gateways, projects, projectNeeded: narrowed };
}
