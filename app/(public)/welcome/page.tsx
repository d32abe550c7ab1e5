import Link from "next/link";
import { acceptProvisionAction } from "@/app/(public)/welcome/actions";
import { currentTheme } from "@/app/theme";
import { UnusableLink } from "@/components/accounts/unusable-link";
import { WelcomeForm } from "@/components/accounts/welcome-form";
import { AloneFrame, CardBox } from "@/components/frame/alone-frame";
import { Shield } from "@/components/identity/shield";
import { LinkButton } from "@/components/ui/button/link-button";
import { Line, Lines } from "@/components/ui/table/lines";
import { readProvision } from "@/lib/accounts/provision_operations";
import { attempt } from "@/lib/doors/page/page";
import { type Search, word } from "@/lib/doors/page/search";
import { passwordSignIn } from "@/lib/env";
import { portalTiers } from "@/lib/limits";

export const metadata = { title: "Set up your account" };

/** Behind the link of an organisation that the portal created for somebody. */
export default async function WelcomePage({ searchParams }: { searchParams: Search }) {
  const token = word((await searchParams).token) ?? "";
  const { data, refusal } = await attempt(readProvision, { token });
  const theme = await currentTheme();
  const foot = <Link href="/sign-in">Sign in</Link>;
  if (!data)
    return (
      <AloneFrame theme={theme} title="Set up your account" foot={foot}>
        <UnusableLink
          refusal={refusal}
          actions={
            passwordSignIn() && (
              <LinkButton href="/reset-password" size="small">
                Choose a new password
              </LinkButton>
            )
          }
        >
          If you have set up your account already, sign in. Otherwise ask whoever sent it for a new one.
        </UnusableLink>
      </AloneFrame>
    );
  const [first] = data.organisations;
  return (
    <AloneFrame
      theme={theme}
      picture={first && <Shield handle={first.handle} name={first.name} avatar={first.avatar} size="grand" />}
      title={first ? `${first.name} is ready for you` : "Set up your account"}
      about={`Choose your name${passwordSignIn() ? " and a password" : ""}. This also verifies your e-mail address.`}
      foot={foot}
    >
      <CardBox flush>
        <Lines>
          {data.organisations.map(({ name, handle, portalTier }) => (
            <Line key={handle} label="Organisation" under={portalTiers[portalTier].displayName}>
              {name} <span className="font-mono text-sm text-ink-soft">{handle}</span>
            </Line>
          ))}
          <Line label="Your role" under="You may do everything in it, and decide who joins.">
            Owner
          </Line>
          <Line label="Account">{data.email}</Line>
        </Lines>
      </CardBox>
      <CardBox>
        <WelcomeForm token={token} name={data.name} byPassword={passwordSignIn()} accept={acceptProvisionAction} />
      </CardBox>
    </AloneFrame>
  );
}
