"use client";

import type { TokenReach } from "@/components/api_tokens/token-table";
import { SelectField } from "@/components/forms/fields";
import { TextField } from "@/components/forms/text-field";

/* The fields of every token's form. */

export function Purpose() {
  return (
    <TextField name="name" label="Name" hint="What it is for, so that you recognise it later." autoComplete="off" />
  );
}

interface ReachFieldProps {
  /** Whether the user is in an organisation. */
  member: boolean;
  /** Whether portal administration can be chosen too. */
  portal: boolean;
  onChoose: (reach: TokenReach) => void;
}

export function ReachField({ member, portal, onChoose }: ReachFieldProps) {
  return (
    <SelectField name="reach" label="Scope" onInput={(event) => onChoose(event.currentTarget.value as TokenReach)}>
      {member && <option value="organisation">One organisation</option>}
      {member && <option value="account">Whole account, all organisations</option>}
      {portal && <option value="portal">Portal administration</option>}
    </SelectField>
  );
}

export function EndsAfter() {
  return (
    <SelectField name="expiresInDays" label="Expires in">
      <option value="7">7 days</option>
      <option value="30">30 days</option>
      <option value="90">90 days</option>
      <option value="365">One year</option>
      <option value="">Never</option>
    </SelectField>
  );
}
