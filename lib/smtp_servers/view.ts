import type { Trx } from "@/db/client";
import type { DeliveryState } from "@/db/queries/deliveries";
import { findSmtpServer, type listSmtpServersOf } from "@/db/queries/providers";
import { AppError } from "@/lib/errors";
import { unseal } from "@/lib/secrets";
import { type SmtpSettings, settingsOf, shownSettings } from "@/lib/smtp_servers/settings";

type Row = Awaited<ReturnType<typeof listSmtpServersOf>>[number];

/** An SMTP server for output. Each field is picked by name, so that no other column, above all its secret, gets out. */
export function toSmtpServer(row: Omit<Row, "kind">) {
  const { id, name, events, createdByName, createdAt, updatedAt, hasPassword, lastTriedAt, lastProblem } = row;
  const lastState = row.lastState as DeliveryState | null;
  const last = { lastState, lastTriedAt, lastProblem };
  const shown = { id, kind: "email" as const, name, events, createdByName, createdAt, updatedAt, ...last };
  return { ...shown, ...shownSettings(settingsOf(row)), hasPassword: hasPassword === true };
}

/** The place of a provider's sealed password. */
export const passwordPlace = (id: string) => ({ table: "notification_providers", row: id, column: "secret" });

/** A provider's password, if it needs one. @throws CONFLICT when its encryption key is gone */
export const openPassword = (id: string, secret: Buffer | null) => secret && unseal(passwordPlace(id), secret);

/** A stored provider with its unsealed password. It never leaves the operation. */
export interface OpenSmtpServer {
  id: string;
  name: string;
  settings: SmtpSettings;
  events: string[];
  /** @throws CONFLICT when its encryption key is gone */
  password(): string | null;
  shown: ReturnType<typeof toSmtpServer>;
  /** As stored. */
  secret: Buffer | null;
}

/** @throws NOT_FOUND for anything that isn't this organisation's own */
export async function requireSmtpServer(trx: Trx, organisationId: string, id: string): Promise<OpenSmtpServer> {
  const row = await findSmtpServer(trx, organisationId, id);
  if (!row) throw new AppError("provider.unknown");
  const { secret, ...rest } = row;
  return {
    id,
    name: row.name,
    settings: settingsOf(row),
    events: row.events,
    password: () => openPassword(id, secret),
    shown: toSmtpServer({ ...rest, hasPassword: secret !== null }),
    secret,
  };
}
