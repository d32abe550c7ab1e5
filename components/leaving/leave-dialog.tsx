"use client";

import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { TextField } from "@/components/forms/text-field";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { goTo } from "@/components/sign_in/open-session";
import { Button } from "@/components/ui/button/button";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { type Loss, Losses } from "@/components/ui/dialog/losses";
import type { Outcome } from "@/lib/kernel/errors";

const schema = () => import("@/lib/leaving/schema").then((schemas) => schemas.leaveInput);

interface Counts {
  memberships: number;
  tokens: number;
  sessions: number;
  notifications: number;
  deletedOrganisations: number;
}

export interface LeaveDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  email: string;
  graceDays: number;
  /** The names of the organisations that are deleted with the account. */
  owned: string[];
  counts: Counts;
  leave: (input: { confirm: string }) => Promise<Outcome<{ leavingUntil: Date }>>;
}

/** Opened only by its button, which loads it on demand. */
export default function LeaveDialog({ open, onOpenChange, email, graceDays, owned, counts, leave }: LeaveDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Leave for good?"
      description={`Your account ${email} is deleted in ${graceDays} days, unless you sign in before and stay. You are signed out now.`}
    >
      <LeaveForm email={email} losses={lossesOf(owned, counts)} leave={leave} close={() => onOpenChange(false)} />
    </Dialog>
  );
}

const counted = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

function lossesOf(owned: string[], { memberships, tokens, deletedOrganisations }: Counts): Loss[] {
  const losses: Loss[] = [
    { title: "Your account", detail: "Profile, avatar, sessions, second factor, notifications and your own log" },
  ];
  if (owned.length > 0)
    losses.push({
      title: counted(owned.length, "organisation with everything in it", "organisations with everything in them"),
      detail: new Intl.ListFormat("en-GB").format(owned),
    });
  if (deletedOrganisations > 0)
    losses.push({
      title: counted(deletedOrganisations, "deleted organisation", "deleted organisations"),
      detail: "Nothing can be restored any more",
    });
  if (memberships > 0) losses.push({ title: counted(memberships, "membership", "memberships") });
  if (tokens > 0) losses.push({ title: counted(tokens, "access token", "access tokens"), detail: "Revoked at once" });
  return losses;
}

interface LeaveFormProps {
  email: string;
  losses: Loss[];
  leave: LeaveDialogProps["leave"];
  close: () => void;
}

function LeaveForm({ email, losses, leave, close }: LeaveFormProps) {
  const operation = useOperationForm({
    schema,
    action: leave,
    defaultValues: { confirm: "" },
    onSuccess: ({ leavingUntil }) => goTo(`/sign-in?leaving=${leavingUntil.toISOString()}`),
  });
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        <Losses losses={losses} />
        <TextField name="confirm" label={`Type ${email} to confirm`} autoComplete="off" />
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <SubmitButton variant="danger">Leave for good</SubmitButton>
      </DialogFoot>
    </Form>
  );
}
