import Link from "next/link";
import type { ReactNode } from "react";
import { OrLine } from "@/components/sign_in/or-line";
import { ProviderButtons } from "@/components/sign_in/provider-buttons";

interface SignInWaysProps {
  ways: { password: boolean; link: boolean; providers: { id: string; name: string }[] };
  next: string;
  email?: string;
  /** The form for e-mail address and password, where the portal has passwords. */
  form: ReactNode;
  /** The button for passkeys, where the portal can have them. */
  passkey: ReactNode;
}

/** All ways to sign in that the portal offers. */
export function SignInWays({ ways, next, email, form, passkey }: SignInWaysProps) {
  const { password, link, providers } = ways;
  return (
    <>
      {password && form}
      {passkey}
      {(password || passkey) && providers.length > 0 && <OrLine />}
      {providers.length > 0 && <ProviderButtons providers={providers} next={next} />}
      <p className="mt-4 text-center text-control">
        <Link href={`/sign-in/organisation?${new URLSearchParams({ next, ...(email && { email }) })}`}>
          Sign in with your organisation
        </Link>
      </p>
      {link && (
        <p className="mt-4 text-center text-control">
          <Link href={email ? `/sign-in/link?${new URLSearchParams({ email })}` : "/sign-in/link"}>
            Send me a sign-in link
          </Link>
        </p>
      )}
    </>
  );
}
