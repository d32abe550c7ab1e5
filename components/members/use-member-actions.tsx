"use client";

import { KeyRound, UserMinus } from "lucide-react";
import { useState } from "react";
import { answerOf } from "@/components/forms/answer";
import { Person } from "@/components/identity/person";
import type { ManagedMember, ManagedPlace } from "@/components/members/actions";
import type { ChangeRoleDialogProps } from "@/components/members/change-role-dialog";
import type { LimitDialogProps, Limits } from "@/components/members/limit-dialog";
import { ConfirmDialog } from "@/components/ui/dialog/confirm-dialog";
import { onDemand } from "@/components/ui/dialog/on-demand";
import { Icon } from "@/components/ui/layout/icon";
import { say, sayRefused } from "@/components/ui/message/toast";

const ChangeRoleDialog = onDemand<ChangeRoleDialogProps>(() => import("@/components/members/change-role-dialog"));

const LimitDialog = onDemand<LimitDialogProps>(() => import("@/components/members/limit-dialog"));

/** Changing a member's role, restricting them to projects and removing them: what starts each, and the dialogs. */
export function useMemberActions(place: ManagedPlace, member: ManagedMember, onRemoved: () => void) {
  const { organisation, name, actions } = place;
  const one = { organisation, userId: member.userId };
  const [changing, setChanging] = useState(false);
  const [removing, setRemoving] = useState(false);
  const [limiting, setLimiting] = useState(false);
  const [limits, setLimits] = useState<Limits>({ projects: [], former: null });

  const remove = () => setRemoving(true);
  const limit = async () => {
    LimitDialog.prepare();
    const asked = [answerOf(actions.projects({ organisation })), answerOf(actions.read(one))] as const;
    const [projects, read] = await Promise.all(asked);
    if (!projects.ok) return sayRefused(projects.error.message);
    if (!read.ok) return sayRefused(read.error.message);
    setLimits({ projects: projects.data, former: read.data.projects?.map(({ id }) => id) ?? null });
    setLimiting(true);
  };
  const dialogs = (
    <>
      <LimitDialog open={limiting} onOpenChange={setLimiting} place={place} member={member} {...limits} />
      <ChangeRoleDialog open={changing} onOpenChange={setChanging} place={place} member={member} />
      <ConfirmDialog
        open={removing}
        onOpenChange={setRemoving}
        picture={<Person id={member.userId} name={member.name} avatar={member.avatar} size="large" />}
        title={`Remove ${member.name} from ${name}?`}
        description="They lose access from their next request. To come back, they have to be invited again."
        losses={[
          {
            icon: <Icon of={UserMinus} />,
            title: "Their membership",
            detail: `Everything that they can see or do in ${name}`,
          },
          {
            icon: <Icon of={KeyRound} />,
            title: "Their access tokens for it",
            detail: "Programs that use them are refused at once",
          },
        ]}
        stays="Their account stays as it is. What they did here stays in the activity."
        confirm={`Remove ${member.name}`}
        keep="Keep them"
        act={() => actions.remove(one)}
        onDone={() => {
          say(`${member.name} is no longer a member of ${name}.`);
          onRemoved();
        }}
      />
    </>
  );
  return {
    limit,
    changeRole: () => setChanging(true),
    remove,
    dialogs,
    prepare: ChangeRoleDialog.prepare,
  };
}
