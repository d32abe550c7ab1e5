import type { z } from "zod";
import { isBuiltIn } from "@/lib/access";
import type { inviteMemberInput, inviteMembersInput } from "@/lib/invitations/schema";
import type { Outcome } from "@/lib/kernel/errors";

/** The organisation that people are invited to, and the roles they can get. */
export interface InvitePlace {
  organisation: string;
  name: string;
  /** Those below the inviter's own. */
  roles: string[];
  /** The organisation's default role. */
  defaultRole: string;
  byMail: boolean;
}

/** The result for one address of many. */
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
  /** Revokes an invitation. */
  revoke: (one: { organisation: string; invitation: string }) => Promise<Outcome<unknown>>;
}

/** The props of each of the dialog's forms; text that was typed is kept when switching between them. */
export interface InviteFormProps {
  place: InvitePlace;
  actions: InviteActions;
  typed: string;
  onTyped: (text: string) => void;
  close: () => void;
}

/** The default role if the inviter may assign it, else the one with the fewest permissions that they may: the list's first. */
export const firstRole = ({ roles, defaultRole }: InvitePlace) =>
  roles.includes(defaultRole) ? defaultRole : (roles.findLast(isBuiltIn) ?? roles[0] ?? "");
