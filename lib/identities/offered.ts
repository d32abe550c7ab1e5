import { providers } from "@/lib/env";
import { AppError } from "@/lib/errors";
import type { Provider } from "@/lib/identities/settings";

/** A provider that the portal offers. @throws NOT_FOUND */
export function offeredProvider(id: string): Provider {
  const provider = providers().find((one) => one.id === id);
  if (!provider) throw new AppError("provider.unknown");
  return provider;
}
