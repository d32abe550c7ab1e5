import { resendVerificationAction } from "@/app/dashboard/actions";
import { ResendVerification } from "@/components/accounts/resend-verification";
import { Badge } from "@/components/ui/badge";
import { Line, Lines } from "@/components/ui/lines";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { ExactTime } from "@/components/ui/time";
import { canMail } from "@/lib/env";
import { activeOrganisation } from "@/lib/organisations/operations";
import { currentCaller } from "@/lib/session";
import { read } from "@/lib/transport/page";

export const metadata = { title: "Your account" };

export default async function AccountPage() {
  await read(activeOrganisation, {});
  const { actor } = await currentCaller();
  if (actor?.kind !== "user") return null;
  const { name, email, verified, portalAdmin, signedInAt } = actor;
  return (
    <>
      <PageHead title="Your account" />
      <div className="grid max-w-[40rem] gap-4">
        {!verified && (
          <Notice
            tone="warn"
            title="Your address isn’t confirmed"
            actions={<ResendVerification resend={resendVerificationAction} byMail={canMail()} />}
          >
            {canMail()
              ? "Until it is, you can’t found organisations or invite people."
              : "Until it is, invitations that were sent to it can’t be answered from here."}
          </Notice>
        )}
        <Lines>
          <Line label="Name">{name}</Line>
          <Line label="Address">
            {email}{" "}
            {verified && (
              <Badge tone="good" dot>
                Confirmed
              </Badge>
            )}
          </Line>
          {portalAdmin && <Line label="Portal">You administer this portal.</Line>}
          <Line label="Signed in">
            <ExactTime at={signedInAt} />
          </Line>
        </Lines>
      </div>
    </>
  );
}
