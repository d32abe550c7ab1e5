import type { Outcome } from "@/lib/kernel/errors";

/** A mail server of the organisation's own, as much of it as whoever chooses one must know. */
export interface OwnServer {
  id: string;
  name: string;
  fromAddress: string;
}

export type SendInvitation = (input: {
  organisation: string;
  invitation: string;
  provider: string;
}) => Promise<Outcome<{ link: string }>>;
