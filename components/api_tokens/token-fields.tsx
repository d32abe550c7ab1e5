"use client";

import type { TokenReach } from "@/components/api_tokens/token-table";
import { SelectField, TextField } from "@/components/forms/fields";

/* The fields that the form of every token has. */

export function Purpose() {
  return (
    <TextField name="name" label="What it is for" hint="So that you know later which one to end." autoComplete="off" />
  );
}

interface ReachFieldProps {
  /** Whether one belongs to an organisation. */
  member: boolean;
  /** Whether the portal’s administration can be chosen too. */
  portal: boolean;
  onChoose: (reach: TokenReach) => void;
}

export function ReachField({ member, portal, onChoose }: ReachFieldProps) {
  return (
    <SelectField name="reach" label="Reach" onInput={(event) => onChoose(event.currentTarget.value as TokenReach)}>
      {member && <option value="organisation">One organisation and nothing else</option>}
      {member && <option value="account">Your whole account, every organisation</option>}
      {portal && <option value="portal">The portal’s administration and nothing else</option>}
    </SelectField>
  );
}

export function EndsAfter() {
  return (
    <SelectField name="expiresInDays" label="Ends after">
      <option value="7">7 days</option>
      <option value="30">30 days</option>
      <option value="90">90 days</option>
      <option value="365">One year</option>
      <option value="">Never, until somebody ends it</option>
    </SelectField>
  );
}
