import { describe, expect, it } from "vitest";
import { newOrganisation, sudo, useDatabase } from "@/db/testing";
import { beginLogo } from "@/lib/avatars/logo_operations";
import { setOrganisationAvatar } from "@/lib/avatars/operations";
import { newPicture } from "@/lib/avatars/testing";
import { avatarUrl } from "@/lib/avatars/url";
import { AppError, type Reason } from "@/lib/errors";
import { runLogoJob } from "@/lib/jobs/logo";
import { systemCaller } from "@/lib/kernel/actor";
import {
  createOrganisation,
  listOrganisations,
  readOrganisation,
  updateOrganisation,
} from "@/lib/organisations/operations";

process.env.PUBLIC_URL = "https://guildhall.example.org";
useDatabase();

const url = "https://example.com/logo.png";
const jobs = async (organisationId: string) =>
  (
    await sudo<{ n: number }>("select count(*)::int as n from pgboss.job where name = 'logo' and data = $1", [
      { organisationId },
    ])
  )[0]?.n;
/** One run of the job, as the queue would start it. */
const run = (organisationId: string, fetchIt: (url: string) => Promise<Buffer>, retryCount = 0) =>
  runLogoJob({ data: { organisationId }, retryCount, retryLimit: 2 }, fetchIt);
const failing = (reason: Reason) => () => Promise.reject(new AppError(reason));

async function named() {
  const founded = await newOrganisation();
  await updateOrganisation(founded.owner, { ...founded.ref, logo: url });
  return founded;
}

describe("a logo set by a program", () => {
  it("is shown by its own address until it is fetched, and then served from here", async () => {
    const { owner } = await newOrganisation();
    const { id } = await createOrganisation(owner, { name: "Acme", logo: url });
    const ref = { organisation: id };
    expect(await readOrganisation(owner, ref)).toMatchObject({ logo: url, avatar: null, logoProblem: null });
    expect(await jobs(id)).toBe(1);
    const asked: string[] = [];
    await run(id, async (address) => {
      asked.push(address);
      return newPicture();
    });
    expect(asked).toEqual([url]);
    const { avatar } = await readOrganisation(owner, ref);
    expect(avatar).toMatch(/^[0-9a-f]{64}$/);
    expect(await listOrganisations(owner, { q: "acme" })).toMatchObject([{ avatar }]);
    expect(
      await sudo(
        "select operation, actor_kind, actor_name, details from audit where organisation_id = $1 order by seq",
        [id],
      ),
    ).toMatchObject([
      { operation: "organisation.create", details: { after: { logo: url } } },
      {
        operation: "organisation.fetchLogo",
        actor_kind: "system",
        actor_name: "logo",
        details: { after: { picture: avatar } },
      },
    ]);
    // Once, and no more.
    await run(id, failing("logo.slow"));
    expect(await readOrganisation(owner, ref)).toMatchObject({ avatar, logoProblem: null });
  });

  it("is retried after a temporary failure, and a final failure is noted for the owner", async () => {
    const { owner, organisation, ref } = await named();
    await expect(run(organisation.id, failing("logo.slow"), 1)).rejects.toMatchObject({ reason: "logo.slow" });
    expect(await readOrganisation(owner, ref)).toMatchObject({ logo: url, logoProblem: null });
    await run(organisation.id, failing("logo.slow"), 2);
    expect(await readOrganisation(owner, ref)).toMatchObject({
      logo: url,
      avatar: null,
      logoProblem: "The image’s address didn’t answer in time.",
    });
  });

  it.each<[what: string, fetchIt: () => Promise<Buffer>, problem: RegExp]>([
    ["leads to a private address", failing("address.private"), /private address/],
    ["isn't an image", async () => Buffer.from("<svg/>"), /PNG or JPEG/],
    ["is too large", failing("picture.large"), /5 MiB/],
  ])("is given up at once when it %s", async (_what, fetchIt, problem) => {
    const { owner, organisation, ref } = await named();
    await run(organisation.id, fetchIt);
    expect((await readOrganisation(owner, ref)).logoProblem).toMatch(problem);
    expect(await sudo("select from pictures where organisation_id = $1", [organisation.id])).toEqual([]);
    // Setting the same address again retries.
    await updateOrganisation(owner, { ...ref, logo: url });
    expect(await jobs(organisation.id)).toBe(2);
  });

  it("is fetched once, however often it is set, and a value that was read may be sent back", async () => {
    const { owner, organisation, ref } = await named();
    await updateOrganisation(owner, { ...ref, logo: url });
    expect(await jobs(organisation.id)).toBe(1);
    await run(organisation.id, () => newPicture());
    const { avatar } = await readOrganisation(owner, ref);
    for (const logo of [url, avatarUrl(avatar)]) await updateOrganisation(owner, { ...ref, logo });
    expect(await jobs(organisation.id)).toBe(1);
    expect(await readOrganisation(owner, ref)).toMatchObject({ avatar });
  });

  it("is dropped if something else is set by the time it arrives", async () => {
    const { owner, organisation, ref } = await named();
    let avatar: string | null = null;
    await run(organisation.id, async () => {
      avatar = (await setOrganisationAvatar(owner, { ...ref, file: await newPicture() })).avatar;
      return newPicture();
    });
    expect(await readOrganisation(owner, ref)).toMatchObject({ avatar, logo: null });
    expect(await beginLogo(systemCaller("logo"), { organisationId: organisation.id })).toBeNull();
  });

  it("is removed together with its avatar by an empty value", async () => {
    for (const none of [null, ""]) {
      const { owner, organisation, ref } = await named();
      await run(organisation.id, () => newPicture());
      expect(await updateOrganisation(owner, { ...ref, logo: none })).toMatchObject({ avatar: null, logo: null });
      expect(await sudo("select from pictures where organisation_id = $1", [organisation.id])).toEqual([]);
    }
  });

  it.each([
    "http://example.com/logo.png",
    "ftp://example.com/",
    "//example.com",
    "logo.png",
    "https://a:b@example.com/",
    "https://",
    "data:image/png;base64,AA==",
  ])("is refused unless it is a plain https address: %s", async (logo) => {
    const { owner, organisation, ref } = await newOrganisation();
    const refusal = expect.objectContaining({ reason: "logo.address", fields: { logo: [expect.any(String)] } });
    await expect(updateOrganisation(owner, { ...ref, logo })).rejects.toEqual(refusal);
    await expect(createOrganisation(owner, { name: "None", logo })).rejects.toEqual(refusal);
    expect(await jobs(organisation.id)).toBe(0);
  });
});
