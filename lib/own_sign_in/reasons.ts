import type { ErrorCode } from "@/lib/kernel/errors";

/** Why signing in by an organisation’s own provider, or a change of it, is refused. */
export const ownSignInReasons = {
  "ownSignIn.none": [
    "NOT_FOUND",
    "No organisation here has a sign-in of its own for addresses of this domain. Sign in another way.",
  ],
  "ownSignIn.domainFirst": ["CONFLICT", "Add a mail domain and verify it first."],
  "ownSignIn.providerFirst": ["CONFLICT", "Enter a provider and set up the sign-in first."],
  "ownSignIn.secret": ["INVALID", "Enter the client secret: the stored one belongs to the former provider."],
  "ownSignIn.address": [
    "FORBIDDEN",
    "Your organisation’s provider gave no e-mail address of a domain that your organisation has verified here. Ask whoever runs the provider.",
  ],
  "ownSignIn.unverified": [
    "FORBIDDEN",
    "Your organisation’s provider says that your e-mail address isn’t verified. Ask whoever runs the provider.",
  ],
  "ownSignIn.unlinked": [
    "CONFLICT",
    "There is already an account with your e-mail address. Sign in as before, once, and link it in your account, under Ways to sign in.",
  ],
  "ownSignIn.otherPerson": [
    "CONFLICT",
    "The account with your e-mail address is linked to somebody else at your organisation’s provider. Ask whoever runs the provider.",
  ],
  "ownSignIn.noMember": [
    "FORBIDDEN",
    "You aren’t a member of this organisation. Ask its owner or an admin to invite you.",
  ],
  "ownSignIn.noRole": [
    "FORBIDDEN",
    "Your organisation’s provider gave you no role here. Ask whoever runs the provider.",
  ],
  "ownSignIn.asked": [
    "FORBIDDEN",
    "You asked to join. As soon as the owner or an admin of the organisation has let you in, sign in again.",
  ],
  "ownSignIn.declined": ["FORBIDDEN", "Your request to join was declined. Ask the owner or an admin to invite you."],
  "ownSignIn.redirect": ["UPSTREAM", "The provider’s sign-in page isn’t at an https address, so nobody is sent there."],
  "ownSignIn.notYours": [
    "FORBIDDEN",
    "You can link only an organisation that you belong to or whose mail domain you have.",
  ],
  "ownSignIn.linkedElsewhere": [
    "CONFLICT",
    "This account of the organisation’s provider is linked to another account here.",
  ],
  "ownSignIn.linkedAlready": [
    "CONFLICT",
    "Your account is linked to another one at this organisation’s provider. Unlink it first.",
  ],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
