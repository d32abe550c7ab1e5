"use client";

import { type ReactNode, useState } from "react";
import type { ZodType } from "zod";
import { CheckboxField, SelectField } from "@/components/forms/fields";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { TextField } from "@/components/forms/text-field";
import { useAction } from "@/components/forms/use-action";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { type ProjectChoices, ProjectField } from "@/components/projects/project-field";
import { Button } from "@/components/ui/button/button";
import { LinkButton } from "@/components/ui/button/link-button";
import { Notice } from "@/components/ui/message/notice";
import type { Outcome } from "@/lib/kernel/errors";

interface Draft {
  organisation: string;
  userCode: string;
  gatewayId: string;
  projectId: string;
  name: string;
  routesAnswers: boolean;
}
interface Place extends ProjectChoices {
  handle: string;
  name: string;
  gateways: { id: string; name: string; available: boolean; reason: string | null }[];
}
interface Added {
  id: string;
  name: string;
}
const schema = () =>
  import("@/lib/tunnels/schema").then(
    ({ approveEnrolmentInput }) => approveEnrolmentInput as unknown as ZodType<unknown, Draft>,
  );

interface AnswerDeviceProps {
  userCode: string;
  /** As the device calls itself. */
  name: string;
  /** Where it is added; left out until an organisation is chosen. */
  place: Place | undefined;
  approve: (input: Draft) => Promise<Outcome<Added>>;
  decline: (input: { userCode: string }) => Promise<Outcome<unknown>>;
}

/** Approves or declines a device that waits with a code, and says what happens then. */
export function AnswerDevice({ userCode, name, place, approve, decline }: AnswerDeviceProps) {
  const [added, setAdded] = useState<Added>();
  const [declined, setDeclined] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const [act, pending] = useAction();
  if (added && place)
    return (
      <Notice
        role="status"
        tone="good"
        title={`${added.name} was added to ${place.name}`}
        actions={
          <LinkButton href={`/dashboard/organisations/${place.handle}/tunnels/${added.id}`} size="small">
            Open {added.name}
          </LinkButton>
        }
      >
        The device fetches its configuration within a few seconds. Then connect it there, and open its ports here.
      </Notice>
    );
  if (declined)
    return (
      <Notice role="status" title="The device was declined">
        It stops waiting, and nothing was added. You can close this page.
      </Notice>
    );
  const no = () =>
    act(
      () => decline({ userCode }),
      () => setDeclined(true),
      setRefusal,
    );
  const declineButton = (
    <Button busy={pending} onClick={no}>
      Decline
    </Button>
  );
  return (
    <div className="grid gap-4">
      {refusal && (
        <Notice tone="bad" role="alert">
          {refusal}
        </Notice>
      )}
      {place?.gateways.some(({ available }) => available) ? (
        <ApproveForm {...{ userCode, name, place, approve }} done={setAdded}>
          {declineButton}
        </ApproveForm>
      ) : (
        <>
          {place && (
            <Notice tone="warn" title="No gateway takes devices now">
              {place.gateways[0]?.reason ?? "Contact the portal’s administrator."}
            </Notice>
          )}
          <div>{declineButton}</div>
        </>
      )}
    </div>
  );
}

interface ApproveFormProps extends Pick<AnswerDeviceProps, "userCode" | "name" | "approve"> {
  place: Place;
  done: (added: Added) => void;
  children: ReactNode;
}

function ApproveForm({ userCode, name, place, approve, done, children }: ApproveFormProps) {
  const { handle, gateways, projects, projectNeeded } = place;
  const operation = useOperationForm<Draft, unknown, Added>({
    schema,
    action: approve,
    defaultValues: {
      organisation: handle,
      userCode,
      gatewayId: gateways.find(({ available }) => available)?.id ?? "",
      projectId: "",
      name,
      routesAnswers: false,
    },
    onSuccess: done,
  });
  return (
    <Form operation={operation}>
      <TextField name="name" label="Name" autoComplete="off" mono />
      <SelectField name="gatewayId" label="Gateway">
        {gateways.map(({ id, name, available, reason }) => (
          <option key={id} value={id} disabled={!available}>
            {available || !reason ? name : `${name}: ${reason}`}
          </option>
        ))}
      </SelectField>
      <ProjectField projects={projects} projectNeeded={projectNeeded} things="devices" />
      <CheckboxField
        name="routesAnswers"
        label="Let programs see players’ addresses"
        hint="For Linux with nftables. Answers are routed back through the tunnel."
      />
      <FormError />
      <div className="flex flex-wrap gap-2.5">
        <SubmitButton>Approve</SubmitButton>
        {children}
      </div>
    </Form>
  );
}
