import { TextField } from "@/components/forms/fields";

/** Its error, from the same schema as the operation’s, shows at the field by itself. */
export const NoteField = () => (
  <TextField name="note" label="Note" hint="Optional. It is shown in the invitation." autoComplete="off" />
);
