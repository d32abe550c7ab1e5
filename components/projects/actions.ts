import type { Outcome } from "@/lib/kernel/errors";

export interface ListedProject {
  id: string;
  name: string;
  description: string | null;
  createdAt: Date;
  /** How many members are restricted to it; null for viewers who may not know. */
  narrowed: number | null;
  /** How many servers are in it; null for viewers who may not know. */
  servers: number | null;
}

/** What is deleted with a project; the mark stands for exactly these servers. */
export interface ProjectContents {
  servers: { id: string; name: string }[];
  serverCount: number;
  mark: string;
}

export interface ProjectInput {
  organisation: string;
  /** The project to edit; left out for a new one. */
  project?: string;
  name: string;
  description: string;
}

type Done = Promise<Outcome<{ id: string; name: string }>>;
export interface ProjectActions {
  create: (input: ProjectInput) => Done;
  update: (input: ProjectInput & { project: string }) => Done;
  contents: (input: { organisation: string; project: string }) => Promise<Outcome<ProjectContents>>;
  delete: (input: { organisation: string; project: string; mark?: string }) => Promise<Outcome<unknown>>;
}
