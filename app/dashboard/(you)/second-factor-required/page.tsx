import { redirect } from "next/navigation";
import { leaveOrganisationAction } from "@/app/dashboard/organisations/[handle]/members/actions";
import { LeaveButton } from "@/components/members/leave-button";
import { LinkButton } from "@/components/ui/button/link-button";
import { PageHead } from "@/components/ui/layout/page-head";
import { Notice } from "@/components/ui/message/notice";
import { currentCaller } from "@/lib/doors/http/caller";
import { read } from "@/lib/doors/page/page";
import { type Search, word } from "@/lib/doors/page/search";
import { listOrganisations } from "@/lib/organisations/operations";
import { readSecondFactor } from "@/lib/second_factors/authenticator_operations";

export const metadata = { title: "Second factor required" };

/** Where somebody lands whose account has no second factor, at the door of what requires one. */
export default async function SecondFactorRequiredPage({ searchParams }: { searchParams: Search }) {
  const asked = word((await searchParams).organisation);
  const [organisations, { enabledAt }] = await Promise.all([read(listOrganisations, {}), read(readSecondFactor, {})]);
  const organisation = organisations.find(({ id, handle }) => handle === asked || id === asked);
  const { actor } = await currentCaller();
  // Nothing is shut: an old address, or a rule that was switched off meanwhile.
  if (organisation ? !organisation.secondFactorRequired : !(actor?.kind === "user" && actor.administratorsNeedFactor))
    redirect(organisation ? `/dashboard/organisations/${organisation.handle}` : "/dashboard");
  const whose = organisation?.name ?? "This portal’s administration";
  const again = organisation ? `/dashboard/organisations/${organisation.handle}` : "/dashboard/portal";
  return (
    <>
      <PageHead title="Second factor required">
        {organisation
          ? `The owner of ${whose} decided that everybody who opens it needs a second factor.`
          : `${whose} can be opened only with a second factor.`}
      </PageHead>
      <div className="grid max-w-[40rem] justify-items-start gap-4">
        {enabledAt ? (
          <Notice tone="good" title="Your account has a second factor now">
            You can go on.
          </Notice>
        ) : (
          <p>
            Your account has none yet. Add an authenticator app or a passkey: it takes a minute. Your other
            organisations stay open to you meanwhile, and nobody loses anything.
          </p>
        )}
        <div className="flex flex-wrap gap-2">
          {enabledAt ? (
            <LinkButton href={again} variant="main">
              Open {organisation?.name ?? "the administration"}
            </LinkButton>
          ) : (
            <LinkButton href="/dashboard/account/second-factor" variant="main">
              Add a second factor
            </LinkButton>
          )}
          {organisation && organisation.orgRole !== "owner" && (
            <LeaveButton
              organisation={organisation.id}
              name={organisation.name}
              isOnly={organisations.length === 1}
              leave={leaveOrganisationAction}
            />
          )}
        </div>
      </div>
    </>
  );
}
