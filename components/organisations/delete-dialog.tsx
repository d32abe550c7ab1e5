"use client";

import { useRouter } from "next/navigation";
import type { ZodType } from "zod";
import { CheckboxField } from "@/components/forms/fields";
import { Form, FormError, SubmitButton } from "@/components/forms/form";
import { TextField } from "@/components/forms/text-field";
import { useAnswer } from "@/components/forms/use-answer";
import { useOperationForm } from "@/components/forms/use-operation-form";
import { Shield } from "@/components/identity/shield";
import { lossesOf } from "@/components/organisations/contents";
import { type ContentNames, countWords } from "@/components/organisations/deletion-words";
import { Button } from "@/components/ui/button/button";
import { RetryButton } from "@/components/ui/button/retry-button";
import { Dialog, DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { Losses } from "@/components/ui/dialog/losses";
import { exactDay } from "@/components/ui/layout/time-words";
import { Notice } from "@/components/ui/message/notice";
import { RowBones } from "@/components/ui/message/skeleton";
import { say } from "@/components/ui/message/toast";
import type { Outcome } from "@/lib/kernel/errors";
import type { DeletedOrganisation } from "@/lib/organisations/deletion/view";

interface Draft {
  organisation: string;
  confirm: string;
  permanent: boolean;
}
interface Found extends ContentNames {
  counts: DeletedOrganisation["contents"];
  graceDays: number;
}

const schema = () =>
  import("@/lib/organisations/deletion/schema").then(
    (schemas) => schemas.deleteOrganisationInput as unknown as ZodType<unknown, Draft>,
  );

interface DeletionProps {
  organisation: { id: string; handle: string; name: string; avatar: string | null };
  /** What deleting it would remove. */
  read: (input: { organisation: string }) => Promise<Outcome<Found>>;
  remove: (input: Draft) => Promise<Outcome<{ purgeAt: Date }>>;
}
export interface DeleteDialogProps extends DeletionProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** What goes, counted and named, and the handle to type. Fetched on demand. */
export default function DeleteDialog({ open, onOpenChange, ...rest }: DeleteDialogProps) {
  const { handle, name, avatar } = rest.organisation;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      danger
      title={`Delete ${name}?`}
      description="All of this goes with it:"
      picture={<Shield handle={handle} name={name} avatar={avatar} size="large" />}
    >
      <Deletion {...rest} close={() => onOpenChange(false)} />
    </Dialog>
  );
}

/** Reads what there is now: the page below may be old. */
function Deletion(props: DeletionProps & { close: () => void }) {
  const { organisation, read, close } = props;
  const { data: found, refusal, retry } = useAnswer(() => read({ organisation: organisation.id }));
  if (found) return <DeleteForm {...props} found={found} />;
  return (
    <>
      <DialogBody>
        {refusal ? (
          <Notice tone="bad" role="alert" title="Couldn’t read what is in it" actions={<RetryButton retry={retry} />}>
            {refusal} Nothing was deleted.
          </Notice>
        ) : (
          <RowBones rows={3} />
        )}
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Keep it</Button>
      </DialogFoot>
    </>
  );
}

function DeleteForm({ organisation, remove, close, found }: DeletionProps & { close: () => void; found: Found }) {
  const router = useRouter();
  const { id, handle, name } = organisation;
  const { counts, graceDays } = found;
  const operation = useOperationForm<Draft, unknown, { purgeAt: Date }>({
    schema,
    action: remove,
    defaultValues: { organisation: id, confirm: "", permanent: false },
    onSuccess({ purgeAt }) {
      close();
      say(
        purgeAt > new Date()
          ? `${name} was deleted. You can restore it until ${exactDay(purgeAt)}.`
          : `${name} was deleted. Everything in it is being removed.`,
      );
      router.push("/dashboard/organisations");
    },
  });
  const atOnce = graceDays === 0 || operation.form.watch("permanent");
  return (
    <Form operation={operation} className="gap-0">
      <DialogBody>
        <Losses losses={lossesOf(counts, found)} />
        <p className="text-sm text-ink-soft" role="status">
          {atOnce ? "This can’t be undone. " : `You can restore it until ${lastDay(graceDays)}. `}
          Its members lose access now, its servers stop and its zones are no longer served.{" "}
          {atOnce ? "Everything is removed right away. " : "After that day everything is removed. "}
          {staysWords(counts.dedicatedNodes)}
        </p>
        {graceDays > 0 && (
          <CheckboxField name="permanent" label="Delete for good now, without the time to restore it" />
        )}
        <TextField
          name="confirm"
          label={
            <>
              Type <code>{handle}</code> to confirm
            </>
          }
          mono
          autoComplete="off"
        />
        <FormError />
      </DialogBody>
      <DialogFoot>
        <Button onClick={close}>Keep it</Button>
        <SubmitButton variant="danger">{atOnce ? `Delete ${name} for good` : `Delete ${name}`}</SubmitButton>
      </DialogFoot>
    </Form>
  );
}

const lastDay = (graceDays: number) => exactDay(new Date(Date.now() + graceDays * 86_400_000));

function staysWords(dedicatedNodes: number): string {
  const nodes = countWords(dedicatedNodes, "dedicated node");
  return `Its activity is kept${nodes ? `, and its ${nodes} ${dedicatedNodes === 1 ? "stays" : "stay"} with the portal` : ""}.`;
}
