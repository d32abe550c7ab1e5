import Link from "next/link";
import { changePasswordAction } from "@/app/dashboard/(you)/account/actions";
import {
  checkLinkingAction,
  unlinkIdentityAction,
  unlinkOwnAction,
} from "@/app/dashboard/(you)/account/sign-in/actions";
import { Passkeys } from "@/app/dashboard/(you)/account/sign-in/passkeys";
import { PasswordButton } from "@/components/accounts/password-button";
import type { Answer } from "@/components/forms/post-form";
import { IdentityList } from "@/components/sign_in/identity-list";
import { ProviderRefusal } from "@/components/sign_in/provider-refusal";
import { PageHead } from "@/components/ui/layout/page-head";
import { Section } from "@/components/ui/layout/section";
import { readProfile } from "@/lib/accounts/profile_operations";
import { fieldsOf } from "@/lib/doors/action/action";
import { read } from "@/lib/doors/page/page";
import { type Search, word } from "@/lib/doors/page/search";
import { passwordSignIn } from "@/lib/env";
import { listIdentities } from "@/lib/identities/operations";
import { listOwnSignIns } from "@/lib/own_sign_in/link_operations";
import { readProofs } from "@/lib/sessions/proof_operations";

export const metadata = { title: "Ways to sign in" };

/** The pressed button says which one to unlink. */
async function unlink(form: FormData): Promise<Answer> {
  "use server";
  const answer = await unlinkIdentityAction({ identity: String(fieldsOf(form).get("identity")) });
  return answer.ok ? { ok: true, data: `${answer.data.name} unlinked.` } : answer;
}

async function unlinkOwnSignIn(form: FormData): Promise<Answer> {
  "use server";
  const answer = await unlinkOwnAction({ organisationId: String(fieldsOf(form).get("identity")) });
  return answer.ok ? { ok: true, data: `${answer.data.name} unlinked.` } : answer;
}

export default async function SignInSettingsPage({ searchParams }: { searchParams: Search }) {
  const given = await searchParams;
  const { email } = await read(readProfile, {});
  const identities = await read(listIdentities, {});
  const ownSignIns = await read(listOwnSignIns, {});
  const tried = identities.find(({ provider }) => provider === word(given.by));
  const hasPassword = (await read(readProofs, {})).ways.includes("password");
  return (
    <>
      <PageHead title="Ways to sign in" />
      <ProviderRefusal refused={word(given.refused)} title={tried && `${tried.name} wasn’t linked`} />
      {passwordSignIn() && (
        <Section title="Password">
          <p className="text-control text-ink-soft">
            {hasPassword ? (
              `You sign in with ${email} and your password.`
            ) : (
              <>
                Your account has no password. <Link href="/reset-password">Choose one</Link> by a link that we send you.
              </>
            )}
          </p>
          {hasPassword && <PasswordButton change={changePasswordAction} />}
        </Section>
      )}
      <Passkeys />
      {identities.length > 0 && (
        <Section title="Sign-in by others">
          <p className="text-control text-ink-soft">
            Link an account that you have elsewhere, and sign in here with it. Whoever can sign in there can sign in
            here.
          </p>
          <IdentityList identities={identities} now={new Date()} check={checkLinkingAction} unlink={unlink} />
        </Section>
      )}
      {ownSignIns.length > 0 && (
        <Section title="Sign-in of your organisations">
          <p className="text-control text-ink-soft">
            Link your account, and that organisation’s provider lets you in, into that organisation only. Its owner
            decides who can sign in there.
          </p>
          <IdentityList
            identities={ownSignIns.map(({ id, name, identity }) => ({
              ...{ provider: `own-${id}`, name, offered: true },
              identity: identity && { ...identity, id },
            }))}
            now={new Date()}
            check={checkLinkingAction}
            unlink={unlinkOwnSignIn}
          />
        </Section>
      )}
    </>
  );
}
