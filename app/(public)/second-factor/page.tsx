import Link from "next/link";
import { redirect } from "next/navigation";
import {
  beginConfirmationAction,
  confirmByCodeAction,
  confirmByPasskeyAction,
  confirmByRecoveryCodeAction,
} from "@/app/(public)/second-factor/actions";
import { leaveSessionAction } from "@/app/actions";
import { currentTheme } from "@/app/theme";
import { PostButton } from "@/components/forms/post-button";
import { AloneFrame, CardBox } from "@/components/frame/alone-frame";
import { ConfirmByPasskey } from "@/components/passkeys/confirm-button";
import { CodeForm } from "@/components/second_factors/code-form";
import { RecoveryCodeForm } from "@/components/second_factors/recovery-code-form";
import { currentCaller } from "@/lib/doors/http/caller";
import { read } from "@/lib/doors/page/page";
import type { Search } from "@/lib/doors/page/search";
import { passkeyObstacle } from "@/lib/passkeys/party";
import { safePath } from "@/lib/redirects";
import { readSecondFactor } from "@/lib/second_factors/authenticator_operations";

export const metadata = { title: "Second factor" };

const offers = { passkey: "Use a passkey", code: "Use your authenticator app", "recovery-code": "Use a recovery code" };
type Way = keyof typeof offers;

/** Where a session lands that lacks its second factor: it can open nothing else until it gives it. */
export default async function SecondFactorPage({ searchParams }: { searchParams: Search }) {
  const given = await searchParams;
  const next = safePath(given.next);
  const { actor } = await currentCaller();
  if (actor?.kind !== "user") redirect(`/sign-in?next=${encodeURIComponent(next)}`);
  if (actor.secondFactor !== "missing") redirect(next);
  const { authenticator, passkeys, recoveryCodesLeft } = await read(readSecondFactor, {});
  // Those that the account has, the first to be offered first. Recovery codes come last, even if none are left.
  const ways: Way[] = [
    ...(passkeys > 0 && !passkeyObstacle() ? (["passkey"] as const) : []),
    ...(authenticator ? (["code"] as const) : []),
    "recovery-code",
  ];
  const way = ways.find((each) => each === given.with) ?? ways[0];
  const others = ways.filter((each) => each !== way && (each !== "recovery-code" || recoveryCodesLeft > 0));
  const here = `/second-factor?next=${encodeURIComponent(next)}`;
  return (
    <AloneFrame
      theme={await currentTheme()}
      title="Confirm your second factor"
      about={`You are signed in as ${actor.email}.`}
    >
      <CardBox>
        <div className="grid gap-4">
          {way === "passkey" && (
            <ConfirmByPasskey next={next} begin={beginConfirmationAction} confirm={confirmByPasskeyAction} />
          )}
          {way === "code" && <CodeForm next={next} confirm={confirmByCodeAction} />}
          {way === "recovery-code" && recoveryCodesLeft > 0 && (
            <RecoveryCodeForm next={next} confirm={confirmByRecoveryCodeAction} />
          )}
          {way === "recovery-code" && recoveryCodesLeft === 0 && (
            <p>
              Your account has no recovery codes left. If you can’t sign in, ask the portal’s administrator for help.
            </p>
          )}
          {way !== "passkey" && (
            <p className="text-sm text-ink-soft">After five wrong codes you have to wait up to 15 minutes.</p>
          )}
          {others.map((other) => (
            <Link key={other} href={`${here}&with=${other}`}>
              {offers[other]}
            </Link>
          ))}
        </div>
        <form action={leaveSessionAction} className="mt-4">
          <PostButton>Sign out</PostButton>
        </form>
      </CardBox>
    </AloneFrame>
  );
}
