import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { newOrganisation, type SignedIn, sudo, useDatabase } from "@/db/testing";
import { fieldsFor, ofKind, operations } from "@/lib/every_operation/testing";
import { readOrganisation } from "@/lib/organisations/operations";
import { anyFields } from "@/lib/testing";

useDatabase();

/** What a member or owner may still do while their organisation is suspended. A line here is a decision. */
const whileSuspended = [
  "auditLog.export",
  "invitation.reject",
  "member.leave",
  "organisation.delete",
  "organisation.select",
  "organisation.setDefault",
  "token.revoke",
  "transfer.cancel",
  "transfer.offer",
];

describe("a suspended organisation", () => {
  let owner: SignedIn;
  let suspended: string;
  const id = randomUUID();
  const values = { ...anyFields, invitation: id, project: id, projects: [id], userId: id };
  beforeAll(async () => {
    const founded = await newOrganisation();
    owner = founded.owner;
    suspended = founded.organisation.id;
    await sudo("update organisations set suspended_at = now(), suspension_reason = 'Unpaid since May.' where id = $1", [
      suspended,
    ]);
  });

  it("allows only what is on the list", () => {
    expect(
      operations
        .filter(({ about }) => about.whileSuspended)
        .map(({ about }) => about.name)
        .sort(),
    ).toEqual(whileSuspended);
  });

  it.each(ofKind("organisationCommand").filter(([name]) => !whileSuspended.includes(name)))(
    "%s: SUSPENDED, with the reason",
    async (_name, operation) => {
      const given = { ...(fieldsFor(operation, values) as object), organisation: suspended };
      await expect(operation(owner, given as never)).rejects.toMatchObject({
        code: "SUSPENDED",
        message: expect.stringContaining("Unpaid since May."),
      });
    },
  );

  it("is read as before", async () => {
    expect(await readOrganisation(owner, { organisation: suspended })).toMatchObject({
      suspension: { reason: "Unpaid since May.", until: null },
    });
  });
});
