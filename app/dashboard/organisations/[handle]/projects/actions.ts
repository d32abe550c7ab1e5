"use server";

import { createProject, deleteProject, readProjectContents, updateProject } from "@/lib/projects/operations";
import { toAction } from "@/lib/transport/action";

export const createProjectAction = toAction(createProject);
export const updateProjectAction = toAction(updateProject);
export const deleteProjectAction = toAction(deleteProject);
export const readProjectContentsAction = toAction(readProjectContents);
