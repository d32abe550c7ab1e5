import { z } from "zod";
import { done, line, made, one, type Rest } from "@/lib/doors/rest/line";
import { narrowMember } from "@/lib/members/project_operations";
import { narrowedMemberShape } from "@/lib/members/shape";
import {
  createProject,
  deleteProject,
  listProjects,
  readProject,
  readProjectContents,
  updateProject,
} from "@/lib/projects/operations";
import { projectContentsShape, projectShape } from "@/lib/projects/shape";

const project = `${one}/projects/:project`;

/** Projects, and which members see only some of them. */
export const projectLines: Rest[] = [
  line("GET", `${one}/projects`, "List projects", listProjects, z.array(projectShape)),
  line("POST", `${one}/projects`, "Create a project", createProject, projectShape, made),
  line("GET", project, "Read a project", readProject, projectShape),
  line("PUT", project, "Edit a project", updateProject, projectShape),
  line(
    "GET",
    `${project}/contents`,
    "Read what deleting a project would remove",
    readProjectContents,
    projectContentsShape,
  ),
  done("DELETE", project, "Delete a project with its servers and their files", deleteProject),
  line("PUT", `${one}/users/:userId/projects`, "Restrict a member to projects", narrowMember, narrowedMemberShape),
];
