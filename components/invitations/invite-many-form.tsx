"use client";

import { type FormEvent, useEffect, useRef, useState, useTransition } from "react";
import { answerOf } from "@/components/forms/answer";
import { firstRole, type InviteFormProps, type InviteResult } from "@/components/invitations/actions";
import { addressesIn } from "@/components/invitations/addresses";
import { InviteResults } from "@/components/invitations/invite-results";
import { type OtherWay, OtherWays } from "@/components/invitations/other-ways";
import { RoleOptions } from "@/components/roles/role-options";
import { Button } from "@/components/ui/button/button";
import { DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { Field } from "@/components/ui/form/field";
import { Select } from "@/components/ui/form/select";
import { Textarea } from "@/components/ui/form/textarea";
import { Notice } from "@/components/ui/message/notice";
import { say } from "@/components/ui/message/toast";

const most = 50;

const counted = (people: number) => (people === 1 ? "one person" : `${people} people`);

/** Up to fifty addresses at once. Those that couldn't be invited stay in the field, to be corrected. */
export function InviteManyForm({
  place,
  actions,
  typed,
  onTyped,
  close,
  changes,
}: InviteFormProps & { changes: OtherWay[] }) {
  const { organisation, roles } = place;
  const [role, setRole] = useState(firstRole(place));
  const [results, setResults] = useState<InviteResult[]>([]);
  const [problem, setProblem] = useState<{ field?: string; whole?: string }>({});
  const [pending, startTransition] = useTransition();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const found = addressesIn(typed);

  const refuse = (words: string) => {
    setProblem({ field: words });
    field.current?.focus();
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (pending) return;
    if (found.length === 0) return refuse("Enter at least one address.");
    if (found.length > most) return refuse(`Invite at most 50 people at once. You entered ${found.length}.`);
    setProblem({});
    startTransition(async () => {
      const invitations = found.map((email) => ({ email, role }));
      const outcome = await answerOf(actions.inviteMany({ organisation, invitations }));
      startTransition(() => {
        if (!outcome.ok) return setProblem({ whole: outcome.error.message });
        const failed = outcome.data.filter(({ error }) => error);
        const invited = outcome.data.length - failed.length;
        onTyped(failed.map(({ email }) => email).join("\n"));
        setResults(failed.length > 0 ? outcome.data : []);
        if (failed.length > 0) return;
        say(`Invited ${counted(invited)}.`);
        close();
      });
    });
  };
  return (
    <form method="post" noValidate onSubmit={send}>
      <DialogBody>
        <InviteResults results={results} />
        <Field
          label="E-mail addresses"
          error={problem.field}
          hint={
            found.length > 0
              ? `${found.length} of at most ${most}. Separate them with commas, spaces or new lines.`
              : `Up to ${most}, separated with commas, spaces or new lines.`
          }
        >
          {(control) => (
            <Textarea
              {...control}
              ref={field}
              rows={6}
              value={typed}
              autoComplete="off"
              spellCheck={false}
              autoCapitalize="none"
              onChange={({ target }) => onTyped(target.value)}
            />
          )}
        </Field>
        <Field label="Role for all of them">
          {(control) => (
            <Select {...control} value={role} onChange={({ target }) => setRole(target.value)}>
              <RoleOptions roles={roles} />
            </Select>
          )}
        </Field>
        <OtherWays ways={changes} />
        {problem.whole && (
          <Notice tone="bad" role="alert">
            {problem.whole}
          </Notice>
        )}
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>{results.length > 0 ? "Close" : "Cancel"}</Button>
        <Button type="submit" variant="main" busy={pending}>
          {results.length > 0 ? "Invite the rest" : "Invite all"}
        </Button>
      </DialogFoot>
    </form>
  );
}
