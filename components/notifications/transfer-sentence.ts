/** About the ownership of an organisation; the role is the reader's, as it is or would be afterwards. */
export const transferNews = {
  transferOffered: (who, name) => `${who} offers you ${name}: you can become its owner.`,
  transferAccepted: (who, name) => `${who} accepted your offer and now owns ${name}. You are an admin there.`,
  transferDeclined: (who, name) => `${who} declined the transfer of ${name}.`,
  transferCancelled: (who, name) => `${who} cancelled the transfer of ${name}.`,
  transferPlanned: (who, name, role) =>
    role === "owner"
      ? `${who}, who administers the portal, is making you the owner of ${name}.`
      : `${who}, who administers the portal, is making another member the owner of ${name}. You can object.`,
  transferObjected: (who, name) => `${who} objected to the transfer of ${name}, so it stays as it was.`,
  transferDone: (_, name, role) =>
    role === "owner"
      ? `The portal’s administration made you the owner of ${name}.`
      : `The portal’s administration made another member the owner of ${name}. You are an admin there.`,
} satisfies Record<string, (who: string, name: string, role: string | null) => string>;
export type TransferNews = keyof typeof transferNews;
