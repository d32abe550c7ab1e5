import pg from "pg";
import type { Opening } from "@/db/driver";

/** The one place where values become part of a statement's text: a transaction's first message takes no parameters. */
const uuidPattern = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;
function uuid(value: string | null): string {
  if (value === null) return "null::uuid";
  if (!uuidPattern.test(value)) throw new TypeError("A transaction was opened with an invalid id.");
  return `'${value}'::uuid`;
}

function open(readOnly: boolean, statement: string): Opening {
  return { readOnly, last: [], text: `begin${readOnly ? " read only" : ""}; ${statement}` };
}

/** The same opening, which fails if the portal has disabled this feature. */
export function behindFeature({ text, ...opening }: Opening, feature: string): Opening {
  const begin = text.indexOf(";") + 1;
  const check = ` select require_feature(${pg.escapeLiteral(feature)});`;
  return { ...opening, text: `${text.slice(0, begin)}${check}${text.slice(begin)}` };
}

/** In an organisation, by id or handle, as a member; `target`: another member whose account is locked first. */
export function openOrganisation(
  user: string,
  reference: string,
  { locking, target }: { locking: boolean; target: string | null },
  readOnly: boolean,
): Opening {
  const text = `select * from enter_organisation(${uuid(user)}, ${pg.escapeLiteral(reference)}, ${locking}, ${uuid(target)})`;
  return open(readOnly, text);
}

/** For the user's own data; `lock: "owner"` locks the user's row first, for decisions about organisations they own. */
export function openAccount(user: string, lock: "none" | "owner", readOnly: boolean): Opening {
  return open(readOnly, `select * from enter_account(${uuid(user)}, ${lock === "owner"})`);
}

/** For an invitation, by the hash of its link's token or by id; the caller may be a stranger. */
export function openInvitation(
  user: string | null,
  proof: { secret: Buffer } | { id: string },
  readOnly: boolean,
): Opening {
  const [secret, id] =
    "secret" in proof ? [`'\\x${proof.secret.toString("hex")}'::bytea`, null] : ["null::bytea", proof.id];
  return open(readOnly, `select * from enter_invitation(${uuid(user)}, ${secret}, ${uuid(id)}, ${!readOnly})`);
}

/**
 * Without a caller, in one organisation, about one user, in the whole portal, or with the hash of a secret that finds what it belongs
 * to: for jobs, the portal and public doors.
 */
export function openScope(
  scope: { organisationId?: string; userId?: string; portal?: boolean; secret?: Buffer },
  readOnly: boolean,
): Opening {
  const set = (name: string, value: string) => `set_config('app.${name}', ${value}, true)`;
  const text = (id: string | undefined) => (id ? `${uuid(id)}::text` : "''");
  const settings = [
    set("user_id", text(scope.userId)),
    set("organisation_id", text(scope.organisationId)),
    set("portal", scope.portal ? "'on'" : "''"),
    set("secret", `'${scope.secret?.toString("hex") ?? ""}'`),
  ];
  return open(readOnly, `select ${settings.join(", ")}`);
}
