import {
  cancelAddressChangeAction,
  changeAddressAction,
  removeOwnAvatarAction,
  renameAccountAction,
  resendNewAddressAction,
  setOwnAvatarAction,
} from "@/app/dashboard/(you)/account/actions";
import { resendVerificationAction } from "@/app/dashboard/actions";
import { AddressButton } from "@/components/accounts/address-button";
import { PendingAddress } from "@/components/accounts/pending-address";
import { RenameButton } from "@/components/accounts/rename-button";
import { ResendVerification } from "@/components/accounts/resend-verification";
import { AvatarButtons } from "@/components/avatars/avatar-buttons";
import { PictureRow } from "@/components/avatars/avatar-row";
import { Person } from "@/components/identity/person";
import { PageHead } from "@/components/ui/layout/page-head";
import { Section } from "@/components/ui/layout/section";
import { ExactTime } from "@/components/ui/layout/time";
import { Badge } from "@/components/ui/message/badge";
import { Notice } from "@/components/ui/message/notice";
import { Line, Lines } from "@/components/ui/table/lines";
import { readAddressChange } from "@/lib/accounts/address_operations";
import { readProfile } from "@/lib/accounts/profile_operations";
import { currentCaller } from "@/lib/doors/http/caller";
import { read } from "@/lib/doors/page/page";
import { canMail } from "@/lib/env";
import { readMayFound } from "@/lib/organisations/operations";

export const metadata = { title: "Your account" };

async function set(file: Uint8Array) {
  "use server";
  return setOwnAvatarAction({ file });
}
async function remove() {
  "use server";
  return removeOwnAvatarAction({});
}

export default async function AccountPage() {
  const [{ id, name, email, avatar }, { mayFound }, { pending }] = await Promise.all([
    read(readProfile, {}),
    read(readMayFound, {}),
    read(readAddressChange, {}),
  ]);
  const { actor } = await currentCaller();
  if (actor?.kind !== "user") return null;
  const { verified, portalAdmin } = actor;
  return (
    <>
      <PageHead title="Your account" />
      {!verified && (
        <Notice
          tone="warn"
          title="Your e-mail address isn’t verified"
          className="max-w-[40rem]"
          actions={<ResendVerification resend={resendVerificationAction} byMail={canMail()} />}
        >
          {canMail()
            ? `Until it is, you can’t ${mayFound ? "create organisations or invite people" : "invite people"}.`
            : "Until it is, you can’t answer invitations from here."}
        </Notice>
      )}
      {pending && (
        <Notice
          title={`${pending.address} isn’t confirmed yet`}
          className="mt-4 max-w-[40rem]"
          actions={
            <PendingAddress resend={resendNewAddressAction} cancel={cancelAddressChangeAction} byMail={canMail()} />
          }
        >
          {pending.linkUntil ? (
            <>
              {canMail()
                ? "Open the link that was sent there. It works"
                : "Guildhall can’t send e-mail: a portal administrator finds the link under Outgoing mail. It works"}{" "}
              until <ExactTime at={pending.linkUntil} />.
            </>
          ) : (
            "The link to confirm it no longer works."
          )}
        </Notice>
      )}
      <Section title="Profile">
        <div className="max-w-[40rem]">
          <Lines>
            <Line label="Name">{name}</Line>
            <Line label="E-mail">
              {email}{" "}
              {verified && (
                <Badge tone="good" dot>
                  Verified
                </Badge>
              )}
            </Line>
            {portalAdmin && <Line label="Portal">You administer this portal.</Line>}
          </Lines>
        </div>
        <div className="mt-4 flex flex-wrap gap-2 noscript:hidden">
          <RenameButton name={name} rename={renameAccountAction} />
          <AddressButton email={email} verified={verified} change={changeAddressAction} byMail={canMail()} />
        </div>
      </Section>
      <Section title="Avatar">
        <PictureRow
          picture={<Person id={id} name={name} avatar={avatar} size="grand" />}
          about="Visible to the people in your organisations."
        >
          <AvatarButtons of={name} has={avatar !== null} shape="circle" set={set} remove={remove} />
        </PictureRow>
      </Section>
    </>
  );
}
