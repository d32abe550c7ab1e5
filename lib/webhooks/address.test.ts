import { afterEach, describe, expect, it } from "vitest";
import { newOrganisation, sudo, useDatabase } from "@/db/testing";
import { env } from "@/lib/env";
import { tellDue } from "@/lib/jobs/webhooks";
import { createProject } from "@/lib/projects/operations";
import { newCertificate, trust } from "@/lib/smtp_servers/testing";
import { listDeliveries } from "@/lib/webhooks/delivery_operations";
import { createWebhook, removeWebhook } from "@/lib/webhooks/operations";
import { startReceiver } from "@/lib/webhooks/testing";
import { testWebhook } from "@/lib/webhooks/trial_operations";

process.env.ALLOW_PRIVATE_ADDRESSES = "on";
useDatabase();
afterEach(() => sudo("delete from deliveries"));

const secret = "a secret of sixteen".replaceAll(" ", "-");
async function hooked(url: string, more: object = {}) {
  const founded = await newOrganisation();
  const { id } = await createWebhook(founded.owner, { ...founded.ref, name: "Alerts", url, secret, ...more });
  const one = { ...founded.ref, webhook: id };
  const told = async () => (await listDeliveries(founded.owner, one)).items;
  return { ...founded, one, told };
}

/** Like the worker, but waits for the started deliveries. */
const tell = async () => void (await Promise.all(await tellDue()));
describe("a webhook’s address", () => {
  it("an address of this machine or its networks is refused at delivery, too", async () => {
    const peer = await startReceiver();
    const { owner, ref, one, told } = await hooked(peer.url.replace("127.0.0.1", "localhost"));
    const { id } = await createWebhook(owner, { ...ref, name: "TLS", url: `https://localhost:${peer.port}/` });
    await createProject(owner, { ...ref, name: "Shop" });
    Object.assign(env(), { ALLOW_PRIVATE_ADDRESSES: "off" });
    await tell();
    expect(peer.received).toEqual([]);
    expect((await told())[0]).toMatchObject({ state: "queued", problem: expect.stringContaining("private address") });
    expect((await testWebhook(owner, { ...ref, webhook: id })).problem).toContain("private address");
    Object.assign(env(), { ALLOW_PRIVATE_ADDRESSES: "on" });
    await removeWebhook(owner, one);
    await peer.close();
  });

  it("is only connected to with a certificate that is valid for its name", async () => {
    const certificate = await newCertificate();
    const peer = await startReceiver(undefined, certificate);
    const { owner, ref, one } = await hooked(`https://localhost:${peer.port}/hook?key=1`);
    expect(await testWebhook(owner, one)).toMatchObject({
      state: "failed",
      problem: expect.stringContaining("certificate"),
    });
    expect(peer.received).toEqual([]);
    trust(certificate.cert);
    expect(await testWebhook(owner, one)).toMatchObject({ state: "delivered", status: 200 });
    expect(peer.received[0]).toMatchObject({ path: "/hook?key=1", headers: { host: `localhost:${peer.port}` } });
    const { id } = await createWebhook(owner, { ...ref, name: "IP", url: `https://127.0.0.1:${peer.port}/` });
    expect(await testWebhook(owner, { ...ref, webhook: id })).toMatchObject({ state: "failed" });
    await peer.close();
  });

  it("and its secret are in no stored response, even if the other side repeats them", async () => {
    const peer = await startReceiver(({ path, headers }, response) => {
      response.end(`${path} http://${headers.host}${path} ${secret}`);
    });
    const { owner, one, told } = await hooked(`${peer.url}/T0/very-hidden`);
    const answer = await testWebhook(owner, one);
    for (const text of [
      answer,
      await told(),
      await sudo("select deliveries::text, audit::text from deliveries, audit"),
    ])
      for (const hidden of [secret, "very-hidden"]) expect(JSON.stringify(text)).not.toContain(hidden);
    await peer.close();
  });
});
