import type { Permission } from "@/lib/access";
import type { Outcome } from "@/lib/errors";

interface One {
  organisation: string;
  userId: string;
}
export interface MemberActions {
  changeRole: (input: One & { orgRole: string }) => Promise<Outcome<{ orgRole: string }>>;
  /** Asked before somebody is removed: in how many organisations they are. */
  read: (one: One) => Promise<Outcome<{ organisations: number | null }>>;
  remove: (one: One) => Promise<Outcome<unknown>>;
}

export interface RoleOption {
  name: string;
  permissions: Permission[];
}

/** What managing any member of an organisation needs: the same object for every row of a list. */
export interface ManagedPlace {
  organisation: string;
  name: string;
  /** Those that whoever looks may give. */
  roles: RoleOption[];
  actions: MemberActions;
}

export interface ManagedMember {
  userId: string;
  name: string;
  orgRole: string;
  /** What the role allows; null for whoever may not see it. */
  permissions: Permission[] | null;
}

/** What whoever looks may do about a member, as the operation will judge again. */
export interface Manageable {
  mayChange: boolean;
  mayRemove: boolean;
}
