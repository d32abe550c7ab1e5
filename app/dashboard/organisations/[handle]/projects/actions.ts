"use server";

import { toAction } from "@/lib/doors/action/action";
import { createProject, deleteProject, readProjectContents, updateProject } from "@/lib/projects/operations";

export const createProjectAction = toAction(createProject);
export const updateProjectAction = toAction(updateProject);
export const deleteProjectAction = toAction(deleteProject);
export const readProjectContentsAction = toAction(readProjectContents);
