import Link from "next/link";
import { leaveAccountAction } from "@/app/dashboard/(you)/account/leave/actions";
import { LeaveButton } from "@/components/leaving/leave-button";
import { PageHead } from "@/components/ui/layout/page-head";
import { Section } from "@/components/ui/layout/section";
import { Notice } from "@/components/ui/message/notice";
import { read } from "@/lib/doors/page/page";
import { readLeaving } from "@/lib/leaving/operations";

export const metadata = { title: "Export and leave" };

export default async function LeavePage() {
  const { email, blocking, owned, lastAdministrator, graceDays, counts } = await read(readLeaving, {});
  const blocked = blocking.length > 0 || lastAdministrator;
  return (
    <>
      <PageHead title="Export and leave" />
      <Section title="Export">
        <p className="max-w-[40rem]">
          One JSON file with what is about your account: profile, sessions, devices, memberships, token names, second
          factors, passkeys, linked providers, notifications, mails, and your own log. No passwords or keys are in it.
        </p>
        <p className="mt-3">
          <a href="/api/account/export" download="guildhall-account.json">
            Download your account
          </a>
        </p>
      </Section>
      <Section title="Leave for good">
        <p className="max-w-[40rem]">
          You are signed out everywhere at once. For {graceDays} days you can sign in and stay; then your account is
          deleted. Logs of organisations keep the name that you had.
        </p>
        {blocking.length > 0 && (
          <Notice tone="warn" title="You own organisations that others are members of" className="mt-4 max-w-[40rem]">
            Transfer or delete them first:{" "}
            {blocking.map(({ id, handle, name }, n) => (
              <span key={id}>
                {n > 0 && ", "}
                <Link href={`/dashboard/organisations/${handle}/settings`} className="underline">
                  {name}
                </Link>
              </span>
            ))}
            .
          </Notice>
        )}
        {lastAdministrator && (
          <Notice tone="warn" title="You are the last administrator of this portal" className="mt-4 max-w-[40rem]">
            Make somebody else one first.
          </Notice>
        )}
        {!blocked && (
          <LeaveButton
            email={email}
            graceDays={graceDays}
            owned={owned.map(({ name }) => name)}
            counts={counts}
            leave={leaveAccountAction}
          />
        )}
      </Section>
    </>
  );
}
