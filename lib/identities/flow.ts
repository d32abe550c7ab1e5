import { z } from "zod";
import { AppError } from "@/lib/errors";
import type { Provider } from "@/lib/identities/settings";
import { seal, unseal } from "@/lib/secrets";

/** How long somebody may take at the provider. */
export const flowMinutes = 10;

/** What a flow is for: one that was begun for the one is worth nothing for the other. */
export type FlowPurpose = "signIn" | "link";

/** What the browser keeps, sealed, while somebody is at the provider. */
const flow = z.strictObject({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** The link of the invitation that led there. */
  invitation: z.string().nullable(),
  /** The session that links. */
  session: z.string().nullable(),
  until: z.number(),
});
export type Flow = z.output<typeof flow>;

/** Sealed for one provider and one purpose, so that the answer of another can’t be used with it. */
const placeOf = ({ id, url }: Provider, purpose: FlowPurpose) => ({
  table: "flows",
  row: `${id} ${url}`,
  column: purpose,
});

export function sealFlow(provider: Provider, purpose: FlowPurpose, begun: Omit<Flow, "until">): string {
  const until = Date.now() + flowMinutes * 60_000;
  return seal(placeOf(provider, purpose), JSON.stringify({ ...begun, until })).toString("base64url");
}

/** @throws INVALID if it is none of ours, of another provider or purpose, or too old */
export function openFlow(provider: Provider, purpose: FlowPurpose, sealed: string): Flow {
  const opened = contentOf(provider, purpose, sealed);
  if (!opened || opened.until < Date.now()) throw new AppError("provider.flow");
  return opened;
}

function contentOf(provider: Provider, purpose: FlowPurpose, sealed: string): Flow | undefined {
  try {
    return flow.parse(JSON.parse(unseal(placeOf(provider, purpose), Buffer.from(sealed, "base64url"))));
  } catch {
    return undefined;
  }
}
