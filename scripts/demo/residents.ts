import { actorOf } from "@/lib/accounts/actor";
import { openSession } from "@/lib/accounts/operations";
import { signUpInvited } from "@/lib/accounts/sign_up_operations";
import { acceptInvitation } from "@/lib/invitations/answer_operations";
import { inviteMember } from "@/lib/invitations/invite_operations";
import { copyInvitationLink, listInvitations } from "@/lib/invitations/operations";
import { type Caller, systemCaller, type UserActor } from "@/lib/kernel/actor";
import { updateOrganisation } from "@/lib/organisations/operations";
import { signOut } from "@/lib/sessions/close";
import { setUp, setUpToken } from "@/lib/setup/operations";
import { createUser, verifyUser } from "@/lib/users/operations";
import { type FirstName, people } from "./people";

/** A person before sign-in; each has their own network address, from those reserved for examples. */
const stranger = (who: FirstName): Caller => ({
  actor: null,
  address: `198.51.100.${20 + Object.keys(people).indexOf(who)}`,
});
const commandLine = systemCaller("command line");

export type SignedIn = Caller & { actor: UserActor };

/** The people of the town, who all have the same password, and act through operations. */
export function makeResidents(password: string) {
  const sessions = new Map<FirstName, { token: string; caller: SignedIn }>();

  /** A person with a session. */
  async function as(who: FirstName): Promise<SignedIn> {
    const open = sessions.get(who);
    if (open) return open.caller;
    const { token } = await openSession(stranger(who), { email: people[who].email, password });
    const actor = await actorOf(token);
    if (!actor) throw new Error(`${who} couldn’t sign in.`);
    const caller = { ...stranger(who), actor };
    sessions.set(who, { token, caller });
    return caller;
  }

  return {
    as,

    /** The first user, by the set-up link. */
    async begin(who: FirstName, organisation: { name: string; handle: string }) {
      const { name, handle } = organisation;
      await setUp(stranger(who), { token: setUpToken(), ...people[who], password, organisationName: name, handle });
    },

    /** A user created at the command line, whose first organisation gets its intended name. */
    async settle(who: FirstName, { name, handle }: { name: string; handle: string }) {
      const made = await createUser(commandLine, { ...people[who], password });
      if (made.handle === null)
        throw new Error("Nobody may create an organisation on this portal (ORGANISATION_CREATION).");
      await updateOrganisation(await as(who), { organisation: made.handle, name, handle });
    },

    /** Invites somebody, who creates an account by the invite link and joins. */
    async bring(who: FirstName, by: FirstName, organisation: string, role: string, { proved = true } = {}) {
      const token = await invitationLink(await as(by), organisation, people[who].email, role);
      await signUpInvited(stranger(who), { name: people[who].name, password, token });
      if (proved) await verifyUser(commandLine, { user: people[who].email });
      await acceptInvitation(await as(who), { token });
    },

    /** Ends the sessions opened here, so that the lists of sessions only show those of browsers. */
    async leave() {
      for (const { token } of sessions.values()) await signOut(token);
      sessions.clear();
    },
  };
}
export type Residents = ReturnType<typeof makeResidents>;

/** Invites an address, and returns the token of the invite link. */
export async function invitationLink(by: SignedIn, organisation: string, email: string, role?: string) {
  const { id } = await inviteMember(by, { organisation, email, role });
  const { link } = await copyInvitationLink(by, { organisation, invitation: id });
  return new URL(link).pathname.split("/").at(-1) ?? "";
}

/** The pending invitation of an address. */
export async function waiting(by: SignedIn, organisation: string, email: string): Promise<string> {
  const { items } = await listInvitations(by, { organisation, q: email });
  const found = items.find((each) => each.email === email);
  if (!found) throw new Error(`Nobody invited ${email}.`);
  return found.id;
}
