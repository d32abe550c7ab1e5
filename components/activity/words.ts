import type { Permission } from "@/lib/access";
import { type PortalTier, portalTiers } from "@/lib/limits";
import { permissionWords } from "@/lib/permission_words";

/** What an operation did, as a person says it; the target stands behind it. */
const words: Record<string, string> = {
  "account.changePassword": "changed the password of",
  "account.removeAvatar": "took away the picture of",
  "account.rename": "changed the name of",
  "account.setAvatar": "changed the picture of",
  "account.confirmAddress": "confirmed the address",
  "account.requestPasswordReset": "asked for a new password for",
  "account.resendVerification": "asked for another link to confirm",
  "account.resetPassword": "chose a new password for",
  "account.signUp": "made the account",
  "account.signUpInvited": "made the account",
  "invitation.accept": "joined as",
  "invitation.reject": "declined the invitation of",
  "notice.changeSettings": "changed the mails about",
  "mail.deliver": "handed over the mail to",
  "mail.revealLink": "revealed the link of the mail to",
  "member.add": "added",
  "member.changeRole": "gave another role to",
  "member.copyInvitationLink": "copied the invitation link of",
  "member.invite": "invited",
  "member.inviteMany": "invited",
  "member.leave": "left as",
  "member.narrow": "chose the projects of",
  "member.remove": "removed",
  "member.resendInvitation": "sent a new invitation to",
  "member.retryInvitationMail": "sent the mail again to",
  "member.sendInvitation": "sent by their own mail server the invitation of",
  "member.revokeInvitation": "withdrew the invitation of",
  "node.assign": "changed whom the node is for:",
  "node.close": "closed the node",
  "node.drain": "began to empty the node",
  "node.noteHealth": "noted the health of the node",
  "node.register": "registered the node",
  "node.remove": "removed the node",
  "node.reopen": "reopened the node",
  "node.update": "changed the node",
  "organisation.create": "founded",
  "organisation.fetchLogo": "fetched the logo of",
  "organisation.removeAvatar": "took away the picture of",
  "organisation.setAvatar": "changed the picture of",
  "organisation.setDefault": "made the default",
  "organisation.setPool": "changed the pool of",
  "organisation.setTier": "changed the portal tier of",
  "organisation.update": "renamed",
  "portal.changeFeatures": "switched features of the portal:",
  "portal.setTierPool": "changed the pool of the",
  "portal.changeRegistries": "changed where images may come from:",
  "portal.setUp": "set up the portal and founded",
  "project.create": "made the project",
  "project.delete": "deleted the project",
  "project.update": "changed the project",
  "record.add": "added a record to",
  "record.change": "changed a record of",
  "record.help": "filled in records of",
  "record.remove": "removed a record from",
  "record.saveSet": "changed records of",
  "zone.import": "imported a file into",
  "zone.saveImport": "saved the import into",
  "zone.failImport": "couldn’t save the import into",
  "zone.restore": "restored an earlier version of",
  "zone.sign": "signed",
  "zone.unsign": "ended the signing of",
  "provider.create": "added the mail server",
  "provider.remove": "removed the mail server",
  "provider.retry": "had an event told again by the mail server",
  "provider.test": "tried the mail server",
  "provider.testSettings": "tried the settings of the mail server",
  "provider.update": "changed the mail server",
  "role.create": "made the role",
  "role.delete": "deleted the role",
  "role.update": "changed the role",
  "server.create": "made the server",
  "server.delete": "began to delete the server",
  "server.forget": "removed the server",
  "server.move": "moved between projects the server",
  "server.noteEnd": "noted the end of the server",
  "server.power": "switched the server",
  "server.settle": "couldn’t start the server",
  "server.tearDown": "began to delete",
  "session.end": "ended a session of",
  "session.endOthers": "ended the other sessions of",
  "token.create": "made the token",
  "token.createFor": "made the token",
  "token.createPortal": "made the token of the portal’s administration",
  "token.createPortalFor": "made the token of the portal’s administration",
  "token.delete": "ended their token",
  "token.revoke": "revoked the token",
  "user.create": "made the account",
  "user.promote": "made a portal administrator of",
  "user.verify": "vouched for the address",
  "webhook.create": "added the webhook",
  "webhook.remove": "removed the webhook",
  "webhook.retry": "had a delivery tried again by the webhook",
  "webhook.route": "changed which events go to",
  "webhook.test": "tried the webhook",
  "webhook.testSettings": "tried the address of a webhook",
  "webhook.update": "changed the webhook",
  "zone.activate": "vouched for the zone",
  "zone.create": "claimed the zone",
  "zone.delete": "deleted the zone",
  "zone.grant": "granted the name",
  "zone.prove": "found the proof of the zone",
  "zone.revokeGrant": "took back the grant of",
  "zone.update": "changed the settings of the zone",
  "zone.verify": "proved the zone",
  "zone.noteFailing": "found names that aren’t answered for in",
  "zone.noteAnswered": "found answered for again",
  "zone.mend": "rewrote records for the name server in",
  "zone.withdraw": "took out of the answers",
};

type Values = Record<string, unknown>;

/** "invited", "renamed"; the operation's own name where there are no words yet. */
export function wordsOf(operation: string, details?: { before?: Values; after?: Values }): string {
  const { before = {}, after = {} } = details ?? {};
  if (operation === "mail.deliver" && after.state === "failed") return "couldn’t deliver the mail to";
  if (operation === "organisation.fetchLogo" && after.problem) return "couldn’t fetch the logo of";
  // A logo and the usual role are saved by the same operation.
  const renamed = before.name !== after.name || before.handle !== after.handle;
  if (operation === "organisation.update" && details && !renamed) return "changed";
  return words[operation] ?? operation;
}

/** A filter's label: "Invited". */
export function titleOf(operation: string): string {
  const text = wordsOf(operation).replace(/ (of|as|to|for)$/, "");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "name: Apex → Apex Gaming": what changed, one line each. */
export function changesOf({ before = {}, after = {} }: { before?: Values; after?: Values }): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return (
    names
      // A picture’s name is a hash: that it is another one is said already.
      .filter((name) => before[name] !== after[name] && name !== "picture")
      .flatMap((name) => {
        if (name === "permissions" && name in before && name in after)
          return permissionChanges(namesIn(before[name]), namesIn(after[name]));
        const now = shown(name, after[name]);
        return name in before ? `${labelOf(name)}: ${shown(name, before[name])} → ${now}` : `${labelOf(name)}: ${now}`;
      })
  );
}

const namesIn = (value: unknown) =>
  String(value ?? "")
    .split(", ")
    .filter((name) => name !== "nothing");

/** Of a long list only what is new in it, and what is gone. */
function permissionChanges(before: string[], after: string[]): string[] {
  const gained = after.filter((name) => !before.includes(name));
  const lost = before.filter((name) => !after.includes(name));
  return [
    ...(gained.length > 0 ? [`now allows: ${shown("permissions", gained.join(", "))}`] : []),
    ...(lost.length > 0 ? [`no longer allows: ${shown("permissions", lost.join(", "))}`] : []),
  ];
}

/** Values that are names of ours in the words that pages have for them. */
function shown(name: string, value: unknown): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  const text = String(value ?? "none");
  if (name === "permissions")
    return text
      .split(", ")
      .map((each) => (each in permissionWords ? permissionWords[each as Permission].name.toLowerCase() : each))
      .join(", ");
  if (name === "portalTier" && text in portalTiers) return portalTiers[text as PortalTier].displayName;
  return text;
}

/** `portalTier` → "portal tier" */
const labelOf = (name: string) => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
