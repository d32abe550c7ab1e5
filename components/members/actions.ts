import type { Permission } from "@/lib/access";
import type { Outcome } from "@/lib/kernel/errors";

interface One {
  organisation: string;
  userId: string;
}
interface NamedProject {
  id: string;
  name: string;
}
export interface ProjectChoice extends NamedProject {
  description: string | null;
}
interface MemberActions {
  changeRole: (input: One & { orgRole: string }) => Promise<Outcome<{ orgRole: string }>>;
  /** Which projects they see alone; none: every one. */
  narrow: (input: One & { projects: string[] }) => Promise<Outcome<{ projects: NamedProject[] | null }>>;
  /** Those that whoever looks sees. */
  projects: (input: { organisation: string }) => Promise<Outcome<ProjectChoice[]>>;
  /** Asked before somebody is removed: in how many organisations they are; and before they are limited: to what they are. */
  read: (one: One) => Promise<Outcome<{ organisations: number | null; projects: NamedProject[] | null }>>;
  remove: (one: One) => Promise<Outcome<unknown>>;
}

interface RoleOption {
  name: string;
  permissions: Permission[];
}

/** What managing any member of an organisation needs: the same object for every row of a list. */
export interface ManagedPlace {
  organisation: string;
  name: string;
  /** Those that whoever looks may give. */
  roles: RoleOption[];
  /** Whoever looks sees every project, and so may let others. */
  seesAll: boolean;
  /** Where a first project is made; left out for whoever may not. */
  projectsHref?: string;
  actions: MemberActions;
}

export interface ManagedMember {
  userId: string;
  name: string;
  avatar: string | null;
  orgRole: string;
  /** What the role allows; null for whoever may not see it. */
  permissions: Permission[] | null;
}

/** What whoever looks may do about a member, as the operation will judge again. */
export interface Manageable {
  mayChange: boolean;
  mayRemove: boolean;
  mayNarrow: boolean;
}
