import { TextField } from "@/components/forms/text-field";

/** Its error, from the same schema as the operation’s, shows at the field by itself. */
export const ReferenceField = () => (
  <TextField name="reference" label="Reference" hint="Optional. It is shown in the invitation." autoComplete="off" />
);
