import Link from "next/link";
import { forbidden } from "next/navigation";
import { checkHandleAction } from "@/app/dashboard/(you)/organisations/new/actions";
import { type OrganisationParams, openOrganisation } from "@/app/dashboard/organisations/[handle]/open-organisation";
import {
  deleteOrganisationAction,
  readContentsAction,
  removeOrganisationAvatarAction,
  setOrganisationAvatarAction,
  updateOrganisationAction,
} from "@/app/dashboard/organisations/[handle]/settings/actions";
import { Danger } from "@/app/dashboard/organisations/[handle]/settings/danger";
import { OwnSignIn, Roles, SmtpServers, Tokens } from "@/app/dashboard/organisations/[handle]/settings/parts";
import { Security } from "@/app/dashboard/organisations/[handle]/settings/security";
import { AvatarButtons } from "@/components/avatars/avatar-buttons";
import { PictureRow } from "@/components/avatars/avatar-row";
import { Shield } from "@/components/identity/shield";
import { DeleteOrganisation } from "@/components/organisations/delete-organisation";
import { RenameButton } from "@/components/organisations/rename-button";
import { PageHead } from "@/components/ui/layout/page-head";
import { Section } from "@/components/ui/layout/section";
import { Notice } from "@/components/ui/message/notice";
import { Line, Lines } from "@/components/ui/table/lines";
import { read } from "@/lib/doors/page/page";
import { readContents } from "@/lib/organisations/deletion/operations";
import { readMayFound } from "@/lib/organisations/operations";
import { limitNames, limitParts } from "@/lib/tiers/words";

export const metadata = { title: "Settings" };

// The organisation is an argument, not taken from the closure: a closure travels encrypted, so the gate couldn't check it.
async function set(organisation: string, file: Uint8Array) {
  "use server";
  return setOrganisationAvatarAction({ organisation, file });
}
async function remove(organisation: string) {
  "use server";
  return removeOrganisationAvatarAction({ organisation });
}

export default async function SettingsPage({ params }: OrganisationParams) {
  const organisation = await openOrganisation((await params).handle);
  const { id, name, handle, avatar, logo, logoProblem, may, holds, base, tierName, limits } = organisation;
  if (!holds("organisation.update")) forbidden();
  const change = may("organisation.update");
  const { isLastOwned } = await read(readContents, { organisation: id });
  const { mayFound } = await read(readMayFound, {});
  return (
    <>
      <PageHead title="Settings">Visible to the owner only.</PageHead>
      <Section title="General">
        <div className="grid max-w-[40rem] justify-items-start gap-4">
          <div className="w-full">
            <Lines>
              <Line label="Name">{name}</Line>
              <Line label="Handle">
                <span className="font-mono text-sm">{handle}</span>
              </Line>
            </Lines>
          </div>
          {change && (
            <RenameButton
              organisation={id}
              name={name}
              handle={handle}
              update={updateOrganisationAction}
              checkHandle={checkHandleAction}
            />
          )}
        </div>
      </Section>
      <Section title="Avatar">
        <PictureRow
          picture={<Shield handle={handle} name={name} avatar={avatar} size="grand" />}
          about="Shown in lists, on invitations and in invitation e-mails."
        >
          {change && (
            <AvatarButtons
              of={name}
              has={avatar !== null}
              shape="shield"
              set={set.bind(null, id)}
              remove={remove.bind(null, id)}
            />
          )}
        </PictureRow>
        {logoProblem && (
          <Notice tone="warn" title="The logo couldn’t be fetched" className="mt-4 max-w-[40rem]">
            A program set its address to {logo}. {logoProblem}
          </Notice>
        )}
      </Section>
      {may("organisation.security") && (
        <Section title="Security">
          <Security organisation={id} name={name} />
        </Section>
      )}
      {holds("organisation.security") && (
        <Section title="Sign-in" action={<Link href={`${base}/settings/sign-in`}>Manage</Link>}>
          <OwnSignIn organisation={id} />
        </Section>
      )}
      {may("notification.read") && (
        <Section title="Notification channels" action={<Link href={`${base}/notifications`}>Manage</Link>}>
          <SmtpServers organisation={id} />
        </Section>
      )}
      {may("role.read") && (
        <Section title="Roles" action={<Link href={`${base}/roles`}>Manage roles</Link>}>
          <Roles organisation={id} />
        </Section>
      )}
      {holds("member.update") && (
        <Section title="Access tokens" action={<Link href={`${base}/tokens`}>View tokens</Link>}>
          <Tokens organisation={id} name={name} />
        </Section>
      )}
      <Section title="Portal tier">
        <div className="max-w-[40rem]">
          <Lines>
            <Line label="Tier" under="Only the portal’s administrator can change it.">
              {tierName}
            </Line>
            {limitParts.map((part) => (
              <Line key={part} label={limitNames[part]} under={limits[part].own && "For this organisation only."}>
                {limits[part].most?.toLocaleString("en-GB") ?? "Unlimited"}
              </Line>
            ))}
          </Lines>
        </div>
      </Section>
      <Danger organisation={organisation}>
        <DeleteOrganisation
          organisation={{ id, handle, name, avatar }}
          isLastOwned={isLastOwned}
          createHref={mayFound ? "/dashboard/organisations/new" : undefined}
          read={readContentsAction}
          remove={deleteOrganisationAction}
        />
      </Danger>
    </>
  );
}
