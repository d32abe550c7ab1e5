import type { Tried } from "@/components/webhooks/last-try";
import type { Outcome } from "@/lib/kernel/errors";
import type { Format } from "@/lib/webhooks/schema";

/** A webhook as pages get it: without its URL and its secret. */
export interface ListedWebhook extends Tried {
  id: string;
  name: string;
  format: Format;
  host: string;
  events: string[];
}

export interface WebhookInput {
  organisation: string;
  /** The webhook to edit; left out for a new one. */
  webhook?: string;
  name: string;
  url: string;
  format: Format;
  secret: string;
  newSecret?: boolean;
}

interface One {
  organisation: string;
  webhook: string;
}
/** `secret`: one that was just created. */
type Kept = Promise<Outcome<{ name: string; secret: string | null }>>;

export interface WebhookActions {
  create: (input: WebhookInput) => Kept;
  update: (input: WebhookInput & One) => Kept;
  remove: (one: One) => Promise<Outcome<unknown>>;
}

interface TriedWebhook {
  state: string;
  status: number | null;
  durationMs: number;
  problem: string | null;
}
export type TestWebhook = (one: One) => Promise<Outcome<TriedWebhook>>;

export const formatWords: Record<Format, string> = {
  generic: "Signed JSON",
  discord: "Discord",
  slack: "Slack",
};
