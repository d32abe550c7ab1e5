import { createHash } from "node:crypto";
import type { Provider } from "@/lib/identities/settings";

/** What stands for somebody at a provider, and for nobody at another one. */
export const keyOf = ({ id, url }: Provider, subject: string) =>
  createHash("sha256").update(`${id}\n${url}\n${subject}`).digest();
