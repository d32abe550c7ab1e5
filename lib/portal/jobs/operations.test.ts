import { afterAll, describe, expect, it } from "vitest";
import { newOrganisation, newUser, type SignedIn, sudo, useDatabase } from "@/db/testing";
import { listActivity } from "@/lib/audit/operations";
import { inviteMember } from "@/lib/invitations/invite_operations";
import { startWorker } from "@/lib/jobs/worker";
import { dropJob, listJobs, listQueues, retryJob } from "@/lib/portal/jobs/operations";

useDatabase();
let stop: (() => Promise<void>) | undefined;
afterAll(() => stop?.());

const reason = (expected: string) => expect.objectContaining({ reason: expected });
const soon = { timeout: 15_000 };
let administrator: SignedIn | undefined;
const admin = async () => {
  administrator ??= await newUser({ portalAdmin: true });
  return administrator;
};

interface NewJob {
  name?: string;
  data?: object;
  state?: string;
  output?: object;
  age?: string;
}
async function newJob({ name = "logo", data = {}, state = "failed", output = {}, age = "1 minute" }: NewJob = {}) {
  const [row] = await sudo<{ id: string }>(
    `insert into pgboss.job (name, data, state, output, created_on, started_on, start_after, completed_on, keep_until, retry_limit)
     values ($1, $2, $3::pgboss.job_state, $4, now() - $5::interval, now(), now() + interval '1 hour',
       case when $3 = 'failed' then now() - $5::interval end, now() - interval '1 second', 2) returning id`,
    [name, data, state, output, age],
  );
  return row?.id ?? "";
}
const jobRow = async (id: string) => (await sudo("select * from pgboss.job where id = $1", [id]))[0];

describe("the list of jobs", () => {
  it("is only for portal administrators", async () => {
    const { owner } = await newOrganisation();
    const job = await newJob();
    for (const refused of [
      listQueues(owner, {}),
      listJobs(owner, {}),
      retryJob(owner, { job }),
      dropJob(owner, { job }),
    ])
      await expect(refused).rejects.toEqual(reason("permission.portal"));
    expect(await jobRow(job)).toMatchObject({ state: "failed" });
    await dropJob(await admin(), { job });
  });

  it("has those that failed or wait for another attempt, newest first, in pages", async () => {
    const old = await newJob({ age: "3 minutes" });
    const young = await newJob({ state: "retry", age: "2 minutes", name: "server" });
    for (const state of ["created", "active", "completed"]) await newJob({ state });
    const ids = async (input: object) => (await listJobs(await admin(), input)).items.map(({ id }) => id);
    expect(await ids({})).toEqual([young, old]);
    expect(await ids({ state: "failed" })).toEqual([old]);
    expect(await ids({ state: "retrying" })).toEqual([young]);
    expect(await ids({ queue: "server" })).toEqual([young]);
    const first = await listJobs(await admin(), { limit: 1 });
    expect(await ids({ limit: 1, cursor: first.after ?? "" })).toEqual([old]);
    const queues = await listQueues(await admin(), {});
    expect(queues.find(({ queue }) => queue === "logo")).toMatchObject({
      waiting: 1,
      running: 1,
      failed: 1,
      retrying: 0,
    });
    expect(queues.find(({ queue }) => queue === "server")).toMatchObject({ waiting: 0, retrying: 1, oldestAt: null });
    await sudo("update pgboss.job set start_after = now() - interval '5 minutes' where id = $1", [young]);
    const due = (await listQueues(await admin(), {})).find(({ queue }) => queue === "server")?.oldestAt;
    expect(Date.now() - Number(due)).toBeGreaterThan(290_000);
    await sudo("delete from pgboss.job");
  });

  it("names what a job is about, and says in our words why it failed", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    await inviteMember(owner, { ...ref, email: "in-a-job@example.org" });
    const [mail] = await sudo<{ id: string }>("select id from mails where recipient = 'in-a-job@example.org'");
    const outputs: [object, string | null][] = [
      [{ name: "JobProblem", message: "The node’s disk is full." }, "The node’s disk is full."],
      [{ name: "AppError", reason: "unknown", message: "Not found." }, "Not found."],
      [
        { value: { message: "job failed by timeout in active state" } },
        "The worker was stopped in the middle of it, or it took too long.",
      ],
      [
        { name: "Error", message: "connect ECONNREFUSED secret.example.org" },
        "Something unexpected went wrong. The portal’s log has the details.",
      ],
    ];
    for (const [output, words] of outputs) {
      const data = { mail: mail?.id, organisationId: organisation.id };
      const job = await newJob({ name: "mail", data, output });
      const { items } = await listJobs(await admin(), {});
      const { id, handle, name } = organisation;
      expect(items).toMatchObject([
        { id: job, label: "Mails", about: "in-a-job@example.org", problem: words, organisation: { id, handle, name } },
      ]);
      expect(items[0]).toMatchObject({ state: "failed", attempts: 1, maxAttempts: 3, nextAttemptAt: null });
      expect(JSON.stringify(items)).not.toContain("secret");
      await sudo("delete from pgboss.job");
    }
  });
});

describe("running a job again", () => {
  it("gives one that failed another attempt at once, and keeps it until then", async () => {
    const { owner, organisation, ref } = await newOrganisation();
    const data = { organisationId: organisation.id };
    const job = await newJob({ data, age: "2 days" });
    await retryJob(await admin(), { job });
    const row = await jobRow(job);
    expect(row).toMatchObject({ state: "retry", retry_limit: 3, completed_on: null });
    expect(Number(row?.start_after)).toBeLessThanOrEqual(Date.now() + 1_000);
    expect(Number(row?.keep_until)).toBeGreaterThan(Date.now());
    const rows = await sudo("select chain, target_name from audit where operation = 'job.retry' and target_id = $1", [
      job,
    ]);
    expect(rows).toEqual(
      expect.arrayContaining([
        { chain: "portal", target_name: "Logos" },
        { chain: `organisation:${organisation.id}`, target_name: "Logos" },
      ]),
    );
    const { items } = await listActivity(owner, ref);
    expect(items[0]).toMatchObject({ operation: "job.retry" });
    await sudo("delete from pgboss.job");
  });

  it("gives one that waits its next attempt at once, without adding one", async () => {
    const job = await newJob({ state: "retry" });
    await retryJob(await admin(), { job });
    const row = await jobRow(job);
    expect(row).toMatchObject({ state: "retry", retry_limit: 2 });
    expect(Number(row?.start_after)).toBeLessThanOrEqual(Date.now() + 1_000);
    await sudo("delete from pgboss.job");
  });

  it("is refused for one that runs, is done or doesn’t exist", async () => {
    for (const state of ["active", "completed", "created"]) {
      const job = await newJob({ state });
      await expect(retryJob(await admin(), { job })).rejects.toEqual(reason("job.notWaiting"));
      await expect(dropJob(await admin(), { job })).rejects.toEqual(reason("job.notWaiting"));
    }
    const job = crypto.randomUUID();
    await expect(retryJob(await admin(), { job })).rejects.toEqual(reason("unknown"));
    await expect(dropJob(await admin(), { job })).rejects.toEqual(reason("unknown"));
    await sudo("delete from pgboss.job");
  });
});

describe("a real worker", () => {
  it("fails a job, runs it again when asked to, and doesn’t after it was dropped", async () => {
    stop = await startWorker();
    // No such id: the operation behind it refuses.
    const [row] = await sudo<{ id: string }>(
      "insert into pgboss.job (name, data, retry_limit, keep_until) values ('server', '{}', 0, now() + interval '1 day') returning id",
    );
    const job = row?.id ?? "";
    const failed = async () => (await listJobs(await admin(), { queue: "server", state: "failed" })).items;
    await expect
      .poll(failed, soon)
      .toMatchObject([{ id: job, attempts: 1, problem: "Please check the marked fields." }]);
    await retryJob(await admin(), { job });
    await expect.poll(failed, soon).toMatchObject([{ id: job, attempts: 2 }]);
    await dropJob(await admin(), { job });
    expect(await failed()).toEqual([]);
    expect(await jobRow(job)).toBeUndefined();
    const rows = await sudo("select chain, target_name from audit where operation = 'job.drop' and target_id = $1", [
      job,
    ]);
    expect(rows).toEqual([{ chain: "portal", target_name: "Servers" }]);
  });
});
