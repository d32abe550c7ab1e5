import type { Outcome } from "@/lib/kernel/errors";

/** One of the organisation's SMTP servers, with what is needed to choose one. */
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
