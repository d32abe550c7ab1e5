import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { asApplication, newOrganisation, newProjects, sudo, useDatabase } from "@/db/testing";
import { inviteWithReferenceInput } from "@/docs/guides/samples/invitation_reference_schema";

useDatabase();

/** As a migration does it: by the owner, who is bound by row-level security too. */
const migrate = (sample: string) =>
  sudo(`do $migration$ begin
    set local role guildhall_test_owner;
    ${readFileSync(`docs/guides/samples/${sample}`, "utf8")}
  end $migration$`);

beforeAll(async () => {
  await migrate("invitation_reference.sql");
  await migrate("project_notes.sql");
});

describe("the samples of the guides", () => {
  it("let the database hold what the schema lets through, and nothing longer", async () => {
    const { organisation, owner } = await newOrganisation();
    const stored = (reference: string | null) =>
      sudo<{ reference: string }>(
        `insert into invitations (id, organisation_id, email, role, inviter_id, mail_token_hash, copy_token_hash, expires_at, reference)
          values (gen_random_uuid(), $1, gen_random_uuid() || '@example.org', 'member', $2, sha256($3), sha256($4), now(), $5)
          returning reference`,
        [organisation.id, owner.actor.userId, randomUUID(), randomUUID(), reference],
      );
    const given = { organisation: organisation.handle, email: "ada@example.org", role: "member" };
    expect(inviteWithReferenceInput.parse({ ...given, reference: "" }).reference).toBeUndefined();
    const { reference = null } = inviteWithReferenceInput.parse({ ...given, reference: " Ticket 7 " });
    expect(await stored(reference)).toEqual([{ reference: "Ticket 7" }]);
    expect(inviteWithReferenceInput.safeParse({ ...given, reference: "a".repeat(101) }).success).toBe(false);
    await expect(stored("a".repeat(101))).rejects.toThrow("invitations_reference_check");
  });

  it("keep a new table's rows inside their organisation", async () => {
    const [mine, theirs] = [await newOrganisation(), await newOrganisation()];
    const [own = ""] = await newProjects(mine.organisation.id, "Mine");
    const [foreign = ""] = await newProjects(theirs.organisation.id, "Theirs");
    const text = "insert into project_notes (id, organisation_id, project_id, text) values ($1, $2, $3, 'x')";
    await sudo(text, [randomUUID(), theirs.organisation.id, foreign]);
    const asMine = (statement: string, values: unknown[] = []) =>
      asApplication(async (client) => {
        await client.query("begin");
        await client.query("select set_config('app.organisation_id', $1, true)", [mine.organisation.id]);
        return client.query(statement, values);
      });
    expect((await asMine(text, [randomUUID(), mine.organisation.id, own])).rowCount).toBe(1);
    expect((await asMine("select from project_notes")).rowCount).toBe(0);
    await expect(asMine(text, [randomUUID(), theirs.organisation.id, foreign])).rejects.toThrow("row-level security");
    await expect(asMine(text, [randomUUID(), mine.organisation.id, foreign])).rejects.toThrow("project_notes_project");
  });
});
