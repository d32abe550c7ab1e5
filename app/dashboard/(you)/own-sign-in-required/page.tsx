import { redirect } from "next/navigation";
import { leaveOrganisationAction } from "@/app/dashboard/organisations/[handle]/members/actions";
import { LeaveButton } from "@/components/members/leave-button";
import { OwnSignInForm } from "@/components/own_sign_in/own-sign-in-form";
import { LinkButton } from "@/components/ui/button/link-button";
import { PageHead } from "@/components/ui/layout/page-head";
import { currentCaller } from "@/lib/doors/http/caller";
import { attempt, read } from "@/lib/doors/page/page";
import { type Search, word } from "@/lib/doors/page/search";
import { listOrganisations, readOrganisation } from "@/lib/organisations/operations";

export const metadata = { title: "Another sign-in" };

/** Where somebody lands whose session doesn’t open something because of how they signed in. */
export default async function OwnSignInRequiredPage({ searchParams }: { searchParams: Search }) {
  const asked = word((await searchParams).organisation);
  const organisations = await read(listOrganisations, {});
  const { actor } = await currentCaller();
  if (actor?.kind === "user" && actor.confinedTo !== null) return <OnlyOne name={organisations[0]?.name} />;
  const organisation = organisations.find(({ id, handle }) => handle === asked || id === asked);
  const there = organisation && `/dashboard/organisations/${organisation.handle}`;
  // Nothing is shut: an old address, or a rule that was switched off meanwhile.
  if (!organisation || (await attempt(readOrganisation, { organisation: organisation.id })).data)
    redirect(there ?? "/dashboard");
  const { id, name } = organisation;
  return (
    <>
      <PageHead title={`Sign in with ${name}`}>
        The owner of {name} decided that it is opened only through its own sign-in.
      </PageHead>
      <div className="grid max-w-[40rem] grid-cols-[minmax(0,1fr)] justify-items-start gap-5">
        <p>
          Sign in with your address there. It takes the place of this session, and opens {name} only. If you have an
          account with that address already, <a href="/dashboard/account/sign-in">link it first</a>, under Ways to sign
          in.
        </p>
        <div className="w-full max-w-[26rem]">
          <OwnSignInForm
            email={actor?.kind === "user" ? actor.email : undefined}
            next={there ?? "/dashboard"}
            label={`Sign in with ${name}`}
          />
        </div>
        <LeaveButton
          organisation={id}
          name={name}
          isOnly={organisations.length === 1}
          leave={leaveOrganisationAction}
        />
      </div>
    </>
  );
}

/** For a session that opens one organisation only. */
function OnlyOne({ name = "one organisation" }: { name?: string }) {
  return (
    <>
      <PageHead title={`This session opens only ${name}`}>You signed in through its own sign-in.</PageHead>
      <div className="grid max-w-[40rem] justify-items-start gap-4">
        <p>
          Your account and your other organisations need another way to sign in: sign out, and sign in with your
          password or another way of yours. If your account has no password, “Forgot password?” sets one.
        </p>
        <LinkButton href="/dashboard" variant="main">
          Open {name}
        </LinkButton>
      </div>
    </>
  );
}
