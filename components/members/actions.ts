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
  /** The only projects that they see; an empty list: all. */
  narrow: (input: One & { projects: string[] }) => Promise<Outcome<{ projects: NamedProject[] | null }>>;
  /** Those that the viewer sees. */
  projects: (input: { organisation: string }) => Promise<Outcome<ProjectChoice[]>>;
  /** Read before somebody is removed (how many organisations they are in) or restricted (to which projects they are now). */
  read: (one: One) => Promise<Outcome<{ organisations: number | null; projects: NamedProject[] | null }>>;
  remove: (one: One) => Promise<Outcome<unknown>>;
}

interface RoleOption {
  name: string;
  permissions: Permission[];
}

/** What managing members of an organisation needs: the same object for every row of a list. */
export interface ManagedPlace {
  organisation: string;
  name: string;
  /** Those that the viewer may assign. */
  roles: RoleOption[];
  /** The viewer sees all projects, and so may let others see them all. */
  seesAll: boolean;
  /** Where the first project is created; left out for viewers who may not. */
  projectsHref?: string;
  actions: MemberActions;
}

export interface ManagedMember {
  userId: string;
  name: string;
  avatar: string | null;
  orgRole: string;
  /** What the role allows; null for viewers who may not see it. */
  permissions: Permission[] | null;
}

/** What the viewer may do with a member; the operation checks again. */
export interface Manageable {
  mayChange: boolean;
  mayRemove: boolean;
  mayNarrow: boolean;
}
