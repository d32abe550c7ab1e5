import type { Outcome } from "@/lib/errors";

export interface ListedProject {
  id: string;
  name: string;
  description: string | null;
  createdAt: Date;
  /** How many members are limited to it; null for whoever may not know. */
  narrowed: number | null;
}

export interface ProjectInput {
  organisation: string;
  /** The project that is changed; left out for a new one. */
  project?: string;
  name: string;
  description: string;
}

type Done = Promise<Outcome<{ id: string; name: string }>>;
export interface ProjectActions {
  create: (input: ProjectInput) => Done;
  update: (input: ProjectInput & { project: string }) => Done;
  delete: (input: { organisation: string; project: string }) => Promise<Outcome<unknown>>;
}
