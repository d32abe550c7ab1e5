import type { ShownTransfer } from "@/components/transfers/transfer-words";
import type { Outcome } from "@/lib/kernel/errors";

interface One {
  organisation: string;
}

/** What the owner does. */
export interface OwnerActions {
  offer: (input: One & { userId: string }) => Promise<Outcome<ShownTransfer>>;
  /** Of one that the portal’s administration began: objects. */
  cancel: (input: One) => Promise<Outcome<unknown>>;
}

/** What a portal administrator does. */
export interface PortalActions {
  read: (input: One) => Promise<Outcome<ShownTransfer | null>>;
  begin: (input: One & { userId: string; reason: string }) => Promise<Outcome<ShownTransfer>>;
  cancel: (input: One) => Promise<Outcome<unknown>>;
}
