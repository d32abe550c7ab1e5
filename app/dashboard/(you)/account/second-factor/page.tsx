import Link from "next/link";
import {
  beginAuthenticatorAction,
  confirmAuthenticatorAction,
  makeRecoveryCodesAction,
  removeAuthenticatorAction,
} from "@/app/dashboard/(you)/account/second-factor/actions";
import { RemoveAuthenticator, SetUpAuthenticator } from "@/components/second_factors/authenticator-button";
import { MakeRecoveryCodes } from "@/components/second_factors/recovery-button";
import { PageHead } from "@/components/ui/layout/page-head";
import { Section } from "@/components/ui/layout/section";
import { ExactTime } from "@/components/ui/layout/time";
import { Notice } from "@/components/ui/message/notice";
import { readProfile } from "@/lib/accounts/profile_operations";
import { read } from "@/lib/doors/page/page";
import { readSecondFactor } from "@/lib/second_factors/authenticator_operations";

export const metadata = { title: "Second factor" };

const few = 3;

export default async function SecondFactorSettingsPage() {
  // A half session may read what it could give, but this page is for whole ones.
  await read(readProfile, {});
  const { enabledAt, authenticator, passkeys, recoveryCodesLeft: left } = await read(readSecondFactor, {});
  return (
    <>
      <PageHead title="Second factor" />
      {enabledAt && left < few && (
        <Notice
          tone="warn"
          title={
            left === 0
              ? "You have no recovery codes left"
              : `You have only ${left} recovery ${left === 1 ? "code" : "codes"} left`
          }
          className="max-w-[40rem]"
        >
          Create new ones: without them you can’t sign in if you lose your second factor.
        </Notice>
      )}
      <Section title="State">
        <p className="text-control text-ink-soft">
          {enabledAt ? (
            <>
              On since <ExactTime at={enabledAt} />.{" "}
              {passkeys > 0
                ? "A passkey signs you in by itself; any other way asks for a second factor as well."
                : "Whichever way you sign in, it asks for a code as well."}
            </>
          ) : (
            "Off. Whoever knows your password, or reads your mail, can sign in."
          )}
        </p>
      </Section>
      <Section title="Authenticator app">
        {authenticator ? (
          <>
            <p className="text-control text-ink-soft">
              Added <ExactTime at={authenticator.addedAt} />
              {authenticator.lastUsedAt && (
                <>
                  , last used <ExactTime at={authenticator.lastUsedAt} />
                </>
              )}
              .
            </p>
            <RemoveAuthenticator isLast={passkeys === 0} remove={removeAuthenticatorAction} />
          </>
        ) : (
          <>
            <p className="text-control text-ink-soft">An app on your phone shows a new code every 30 seconds.</p>
            <SetUpAuthenticator begin={beginAuthenticatorAction} confirm={confirmAuthenticatorAction} />
          </>
        )}
      </Section>
      <Section title="Passkeys">
        <p className="text-control text-ink-soft">
          {passkeys === 0
            ? "A passkey counts as a second factor, too."
            : `You have ${passkeys === 1 ? "one passkey" : `${passkeys} passkeys`}, which ${passkeys === 1 ? "counts" : "count"} as a second factor.`}{" "}
          You manage them under <Link href="/dashboard/account/sign-in#passkeys">Ways to sign in</Link>.
        </p>
      </Section>
      {enabledAt && (
        <Section title="Recovery codes">
          <p className="text-control text-ink-soft">{left} left. Each works once if you lose your second factor.</p>
          <MakeRecoveryCodes make={makeRecoveryCodesAction} />
        </Section>
      )}
    </>
  );
}
