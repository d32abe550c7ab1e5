"use client";

import { FolderX, HardDrive, UsersRound } from "lucide-react";
import { useCallback, useLayoutEffect, useState } from "react";
import { answerOf } from "@/components/forms/answer";
import type { ListedProject, ProjectActions, ProjectContents } from "@/components/projects/actions";
import ConfirmPanel from "@/components/ui/dialog/confirm-panel";
import type { Loss } from "@/components/ui/dialog/losses";
import { Icon } from "@/components/ui/layout/icon";
import { say, sayRefused } from "@/components/ui/message/toast";

export interface DeleteProjectProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  organisation: string;
  project: ListedProject;
  actions: Pick<ProjectActions, "contents" | "delete">;
}

/** Asks before a project is deleted, listing its current contents. Loaded on demand. */
export default function DeleteProject({ open, onOpenChange, organisation, project, actions }: DeleteProjectProps) {
  const { id, name, servers } = project;
  const [contents, setContents] = useState<ProjectContents | null>();
  const look = useCallback(async () => {
    // Users who may not see servers aren't shown any.
    if (servers === null) return setContents(null);
    const outcome = await answerOf(actions.contents({ organisation, project: id }));
    if (outcome.ok) return setContents(outcome.data);
    sayRefused(outcome.error.message);
    onOpenChange(false);
  }, [actions, organisation, id, servers, onOpenChange]);
  useLayoutEffect(() => {
    if (!open) return;
    setContents(undefined);
    void look();
  }, [open, look]);
  const count = contents?.serverCount ?? 0;
  return (
    <ConfirmPanel
      open={open && contents !== undefined}
      onOpenChange={onOpenChange}
      title={`Delete the project ${name}?`}
      description={
        count > 0
          ? "It and its servers are deleted at once, for everybody. This can’t be undone."
          : "It is deleted at once, for everybody. This can’t be undone."
      }
      losses={lossesOf(project, contents)}
      stays="Members stay members, and the activity keeps what was done here."
      typed={count > 0 ? name : undefined}
      confirm={`Delete ${name}`}
      act={async () => {
        const outcome = await actions.delete({ organisation, project: id, ...(contents && { mark: contents.mark }) });
        if (!outcome.ok && outcome.error.reason === "project.changed") await look();
        return outcome;
      }}
      onDone={() =>
        say(count > 0 ? `Project ${name} deleted. Its servers are being deleted.` : `Project ${name} deleted.`)
      }
    />
  );
}

function lossesOf({ narrowed }: ListedProject, contents: ProjectContents | null | undefined): Loss[] {
  const { servers = [], serverCount = 0 } = contents ?? {};
  const losses = [{ icon: <Icon of={FolderX} />, title: "The project", detail: "Its name and its description" }];
  if (serverCount > 0)
    losses.push({
      icon: <Icon of={HardDrive} />,
      title: serverCount === 1 ? "1 server with all its files" : `${serverCount} servers with all their files`,
      detail: listed(servers, serverCount),
    });
  if (narrowed)
    losses.push({
      icon: <Icon of={UsersRound} />,
      title: narrowed === 1 ? "The restriction of 1 member to it" : `The restrictions of ${narrowed} members to it`,
      detail: "Members restricted to only this project will see none until somebody changes that",
    });
  return losses;
}

/** "Lobby, Arena and 12 more"; only the first fifty are known by name. */
function listed(servers: ProjectContents["servers"], count: number): string {
  const names = servers.map(({ name }) => name).join(", ");
  return count > servers.length ? `${names} and ${count - servers.length} more` : names;
}
