import type { z } from "zod";
import type { inviteMemberInput, inviteMembersInput } from "@/lib/invitations/schema";
import type { Outcome } from "@/lib/kernel/errors";

/** Where somebody is invited to, and what they can be given. */
export interface InvitePlace {
  organisation: string;
  name: string;
  /** Those below one's own. */
  roles: string[];
  /** The usual one. */
  defaultRole: string;
  byMail: boolean;
}

/** What became of one address of many. */
export interface InviteResult {
  email: string;
  invitation: unknown;
  error: { error: string } | null;
}

export interface InviteActions {
  invite: (input: z.input<typeof inviteMemberInput>) => Promise<Outcome<{ id: string; email: string }>>;
  inviteMany: (input: z.input<typeof inviteMembersInput>) => Promise<Outcome<InviteResult[]>>;
  add: (input: {
    organisation: string;
    email: string;
    orgRole?: string;
  }) => Promise<Outcome<{ name: string; orgRole: string }>>;
  /** What takes an invitation back. */
  revoke: (one: { organisation: string; invitation: string }) => Promise<Outcome<unknown>>;
}

/** What each of the dialog's forms is given; what was typed goes with whoever changes from one to another. */
export interface InviteFormProps {
  place: InvitePlace;
  actions: InviteActions;
  typed: string;
  onTyped: (text: string) => void;
  close: () => void;
}

/** The usual role where it can be given, else the first that can. */
export const firstRole = ({ roles, defaultRole }: InvitePlace) =>
  roles.includes(defaultRole) ? defaultRole : (roles[0] ?? "");
