import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import {
  countRows,
  newOrganisation,
  newProjects,
  newUser,
  type SignedIn,
  stranger,
  sudo,
  useDatabase,
} from "@/db/testing";
import type { AppError } from "@/lib/errors";
import { type Any, fieldsFor, ofKind, operations, walked } from "@/lib/every_operation/testing";
import { inviteMember } from "@/lib/invitations/invite_operations";
import { anyFields } from "@/lib/testing";

useDatabase();

/** Operations that need no sign-in. A line here is a decision. */
const openToStrangers = [
  "account.acceptProvision",
  "account.readAddressUndo",
  "account.readProvision",
  "account.readResetLink",
  "account.requestPasswordReset",
  "account.resetPassword",
  "account.signUp",
  "account.signUpInvited",
  "account.undoAddressChange",
  "announcement.shown",
  // A gateway is known by its token.
  ..."gateway.readWanted gateway.report invitation.read invitation.reject picture.read".split(" "),
  ..."portal.features portal.health portal.readSetUp portal.readSetUpLink portal.setUp".split(" "),
  "session.beginByProvider",
  "session.beginOwn",
  "session.beginPasskey",
  "session.endByLink",
  "session.open",
  "session.openByLink",
  "session.openByOwn",
  "session.openByPasskey",
  "session.openByProvider",
  "session.readByLink",
  "session.readLink",
  "session.readWays",
  ..."session.requestLink tunnelEnrolment.poll tunnelEnrolment.start".split(" "),
];
/** What a session may call that still lacks its second factor: a line here is a decision. */
const openToHalfSessions = [
  "secondFactor.read",
  ...[
    "session.beginConfirmation",
    "session.close",
    "session.confirmByCode",
    "session.confirmByPasskey",
    "session.confirmByRecoveryCode",
  ],
];
/** What a session may call about its user that opens one organisation only. A line here is a decision. */
const openToConfined = [
  ...["account.frame", "account.read", "announcement.dismiss", "invitation.listMine"],
  ...["organisation.active", "organisation.checkHandle", "organisation.list", "organisation.mayCreate"],
  "secondFactor.read",
  ...["session.beginConfirmation", "session.beginProof", "session.close", "session.confirmByCode"],
  ...["session.confirmByPasskey", "session.confirmByRecoveryCode", "session.prove", "session.readProofs"],
  ...["transfer.accept", "transfer.decline", "transfer.listMine", "transfer.readMine"],
  ...["tunnelEnrolment.deny", "tunnelEnrolment.read"],
];
/** Writes that leave no audit row. A line here is a decision, too; the declaration has its reason. */
const unaudited = [
  "account.dueLeavings",
  "announcement.dismiss",
  ..."backup.begin backup.forget backup.keep backup.leave backup.remind restore.begin schedule.due".split(" "),
  ..."node.claimCleanup node.claimMeasure node.dropImage node.noteImage node.readKept server.readVolumes".split(" "),
  ..."auditLog.trim gateway.report".split(" "),
  "identity.beginLinking",
  "mailDomain.due",
  "mail.begin",
  "node.claim",
  "notice.read",
  "organisation.beginLogo",
  ..."organisation.beginPurge organisation.dueHalts organisation.duePurges organisation.halt".split(" "),
  "organisation.select",
  "ownSignIn.beginLinking",
  "passkey.beginRegistration",
  "portal.sweep",
  "rate.sweep",
  ..."session.beginConfirmation session.beginPasskey session.beginProof".split(" "),
  "server.begin",
  "server.freePorts",
  "server.keep",
  "server.note",
  "server.readOn",
  "server.remind",
  "transfer.due",
  ..."tunnelEnrolment.poll tunnelEnrolment.start tunnelNames.moveSerials".split(" "),
  "zone.beginImport",
  "webhook.claim",
  "webhook.note",
  "zone.beginCheck",
  "zone.dueChecks",
  "zone.dueClaims",
  "zone.putOffCheck",
  "zone.noteImport",
];

let outsider: SignedIn;
let own: string;
let theirs: Awaited<ReturnType<typeof newOrganisation>>;
let theirProject: string;
let input: Record<string, unknown>;

beforeAll(async () => {
  outsider = await newUser();
  own = (await newOrganisation(outsider)).organisation.id;
  theirs = await newOrganisation();
  const { id } = await inviteMember(theirs.owner, { ...theirs.ref, email: "guest@example.org" });
  [theirProject = ""] = await newProjects(theirs.organisation.id, "Theirs");
  // A value for every field of any operation; each operation gets the fields in its schema.
  input = {
    ...theirs.ref,
    invitation: id,
    project: theirProject,
    projects: [theirProject],
    ...anyFields,
    userId: theirs.owner.actor.userId,
    organisationId: theirs.organisation.id,
  };
});

const inputFor = (operation: Any, without: string[] = []) => fieldsFor(operation, input, without);

describe("every operation", () => {
  it("is found, and has a unique name", () => {
    expect(operations.length).toBeGreaterThan(30);
    expect(new Set(operations.map(({ about }) => about.name)).size).toBe(operations.length);
  });

  it("is closed to strangers unless it is on the list", () => {
    expect(
      operations
        .filter(({ about }) => about.public)
        .map(({ about }) => about.name)
        .sort(),
    ).toEqual(openToStrangers);
  });

  it("leaves an audit row if it writes, unless it is on the list", () => {
    expect(
      operations
        .filter(({ about }) => about.unaudited)
        .map(({ about }) => about.name)
        .sort(),
    ).toEqual(unaudited.toSorted());
  });

  it.each(walked.filter(([, { about }]) => !about.public))(
    "%s tells a stranger to sign in",
    async (_name, operation) => {
      await expect(operation(stranger, inputFor(operation))).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    },
  );

  it.each(walked)(
    "%s, unless it is public, refuses everybody whose second factor is missing",
    async (_name, operation) => {
      const half = { ...outsider, actor: { ...outsider.actor, secondFactor: "missing" as const } };
      if (operation.about.beforeSecondFactor) return expect(openToHalfSessions).toContain(operation.about.name);
      if (operation.about.public) return expect(openToStrangers).toContain(operation.about.name);
      await expect(operation(half, inputFor(operation))).rejects.toMatchObject({
        code: operation.about.kind === "systemCommand" ? "FORBIDDEN" : "SECOND_FACTOR_REQUIRED",
      });
    },
  );

  const confined = () => ({ ...outsider, actor: { ...outsider.actor, confinedTo: own } });

  it("about oneself is closed to a session that opens one organisation only, unless it is on the list", async () => {
    const open = ofKind("account").filter(([, { about }]) => about.whileConfined);
    expect(open.map(([name]) => name).sort()).toEqual(openToConfined);
  });

  it.each(ofKind("account").filter(([, { about }]) => !about.whileConfined))(
    "%s refuses a session that opens one organisation only",
    async (_name, operation) => {
      await expect(operation(confined(), inputFor(operation))).rejects.toMatchObject({ reason: "actor.confined" });
    },
  );

  it.each(ofKind("organisation"))(
    "%s finds no other organisation in a session that opens one only, even for a member of both",
    async (_name, operation) => {
      const both = { ...theirs.owner, actor: { ...theirs.owner.actor, confinedTo: own } };
      const before = await countRows(theirs.organisation.id);
      await expect(operation(both, inputFor(operation))).rejects.toMatchObject({ reason: "unknown" });
      expect(await countRows(theirs.organisation.id)).toEqual(before);
    },
  );

  it.each(ofKind("organisation"))(
    "%s answers an outsider the same for another organisation as for none",
    async (_name, operation) => {
      const before = await countRows(theirs.organisation.id);
      const foreign = await operation(outsider, inputFor(operation)).catch((error) => error);
      const missing = await operation(outsider, {
        ...(inputFor(operation) as object),
        organisation: randomUUID(),
      } as never).catch((error) => error);
      expect(foreign).toMatchObject({ code: "NOT_FOUND", reason: "unknown" });
      expect(missing).toEqual(foreign);
      expect(await countRows(theirs.organisation.id)).toEqual(before);
    },
  );

  it.each(ofKind("organisation").filter(([, operation]) => Object.keys(fieldsOf(operation)).includes("invitation")))(
    "%s doesn't find another organisation's invitation",
    async (_name, operation) => {
      const [own] = await sudo<{ id: string }>(
        "select organisation_id as id from members where user_id = $1 and role = 'owner'",
        [outsider.actor.userId],
      );
      const before = await countRows(theirs.organisation.id);
      await expect(
        operation(outsider, { ...(inputFor(operation) as object), organisation: own?.id } as never),
      ).rejects.toMatchObject({ code: "NOT_FOUND", reason: "unknown" });
      expect(await countRows(theirs.organisation.id)).toEqual(before);
    },
  );

  it.each(ofKind("organisation").filter(([, operation]) => Object.keys(fieldsOf(operation)).includes("project")))(
    "%s doesn't find another organisation's project",
    async (_name, operation) => {
      const before = await countRows(theirs.organisation.id);
      const foreign = operation(outsider, { ...(inputFor(operation) as object), organisation: own } as never);
      await expect(foreign).rejects.toMatchObject({ code: "NOT_FOUND", reason: "unknown" });
      expect(await countRows(theirs.organisation.id)).toEqual(before);
    },
  );

  it.each(walked.filter(([, { about }]) => !about.public))(
    "%s refuses a token whose reach doesn't cover it",
    async (_name, operation) => {
      const { token } = operation.about;
      const refused = ["organisation", "account", "portal"].filter(
        (reach) => reach !== token && !(token === "organisation" && reach === "account"),
      );
      for (const reach of refused)
        await expect(operation(withToken(reach), inputFor(operation))).rejects.toMatchObject({
          code: "FORBIDDEN",
          reason: operation.about.kind === "systemCommand" ? "permission.portal" : expect.stringMatching(/^token\./),
        });
    },
  );

  it.each(ofKind("organisation").filter(([, { about }]) => about.token === "organisation"))(
    "%s finds no other organisation with a token of one, even if its holder belongs to both",
    async (_name, operation) => {
      const before = await countRows(theirs.organisation.id);
      await expect(operation(tokenOfOther(), inputFor(operation))).rejects.toMatchObject({ reason: "unknown" });
      expect(await countRows(theirs.organisation.id)).toEqual(before);
    },
  );

  it.each(ofKind("guest"))("%s gives no access without the link or the address", async (_name, operation) => {
    for (const proof of [{ token: anyFields.token }, { invitation: input.invitation }]) {
      const answer = await operation(outsider, proof).catch((error) => error);
      expect(["NOT_FOUND", "INVALID"]).toContain((answer as AppError).code);
    }
  });

  it.each(ofKind("portal", "system"))("%s is for the portal's administration only", async (_name, operation) => {
    for (const who of operation.about.token === "portal" ? [outsider, withToken("portal")] : [outsider])
      await expect(operation(who, inputFor(operation))).rejects.toMatchObject({
        code: "FORBIDDEN",
        reason: "permission.portal",
      });
  });
});

function fieldsOf({ input: schema }: Any): object {
  return "shape" in schema ? (schema.shape as object) : {};
}

/** The outsider's own program. */
function withToken(reach: string): SignedIn {
  const via = {
    tokenId: randomUUID(),
    tokenName: "x",
    reach: reach as "account",
    organisationId: own,
    permissions: null,
  };
  return { address: null, actor: { ...outsider.actor, sessionId: null, via } };
}

/** A program of the owner of `theirs`, for another organisation. */
function tokenOfOther(): SignedIn {
  return { address: null, actor: { ...theirs.owner.actor, sessionId: null, via: withToken("organisation").actor.via } };
}
