import {
  beginRegistrationAction,
  deletePasskeyAction,
  registerPasskeyAction,
  renamePasskeyAction,
} from "@/app/dashboard/(you)/account/sign-in/actions";
import { AddPasskey } from "@/components/passkeys/add-button";
import { PasskeyMenu } from "@/components/passkeys/passkey-menu";
import { PasskeyTable } from "@/components/passkeys/passkey-table";
import { Section } from "@/components/ui/layout/section";
import { Notice } from "@/components/ui/message/notice";
import { read } from "@/lib/doors/page/page";
import { listPasskeys } from "@/lib/passkeys/operations";
import { type PasskeyObstacle, passkeyObstacle } from "@/lib/passkeys/party";
import { readSecondFactor } from "@/lib/second_factors/authenticator_operations";

const obstacles: Record<PasskeyObstacle, string> = {
  address:
    "This portal’s address is an IP address, and browsers have passkeys for host names only. Whoever runs the portal can give it a host name with PUBLIC_URL.",
  http: "This portal is opened without encryption, and browsers have passkeys for HTTPS only. Whoever runs the portal can give it an https address with PUBLIC_URL.",
};

export async function Passkeys() {
  const passkeys = await read(listPasskeys, {});
  const { enabledAt, authenticator } = await read(readSecondFactor, {});
  const obstacle = passkeyObstacle();
  return (
    <Section title="Passkeys" id="passkeys">
      <p className="max-w-[40rem] text-control text-ink-soft">
        A passkey signs you in with a fingerprint, your face or a PIN, without your password. It also counts as a second
        factor.
      </p>
      {obstacle && (
        <Notice tone="note" title="Passkeys aren’t available here" className="mt-4 max-w-[40rem]">
          {obstacles[obstacle]}
        </Notice>
      )}
      {passkeys.length > 0 && (
        <div className="mt-4">
          <PasskeyTable
            passkeys={passkeys}
            now={new Date()}
            menu={({ id, name }) => (
              <PasskeyMenu
                passkey={{ id, name }}
                isLast={passkeys.length === 1 && !authenticator}
                rename={renamePasskeyAction}
                remove={deletePasskeyAction}
              />
            )}
          />
        </div>
      )}
      {!obstacle && passkeys.length === 0 && <p className="mt-4 text-control">You have no passkeys yet.</p>}
      {!obstacle && (
        <AddPasskey begin={beginRegistrationAction} register={registerPasskeyAction} isFirst={!enabledAt} />
      )}
    </Section>
  );
}
