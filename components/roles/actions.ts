import type { Permission } from "@/lib/access";
import type { Outcome } from "@/lib/kernel/errors";

export interface ListedRole {
  name: string;
  custom: boolean;
  permissions: Permission[];
  members: number;
  isDefault: boolean;
}

/** Where roles are edited, the same for each role: the viewer's own permissions limit what they can assign. */
export interface RolePlace {
  organisation: string;
  own: Permission[];
}

export interface RoleInput {
  organisation: string;
  /** The role to edit; left out for a new one. */
  role?: string;
  name: string;
  permissions: string[];
}

export interface RoleActions {
  create: (input: { organisation: string; name: string; permissions: string[] }) => Promise<Outcome<{ name: string }>>;
  update: (input: RoleInput & { role: string }) => Promise<Outcome<{ name: string }>>;
  delete: (input: { organisation: string; role: string }) => Promise<Outcome<unknown>>;
}
