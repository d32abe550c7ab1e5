import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import type { z } from "zod";
import { configurationText } from "@/lib/tunnels/configuration";
import type { deviceShape, newDeviceShape, portShape } from "@/lib/tunnels/shape";
import { eventually, node, type OnEnd, start } from "../run";
import { database, setUp, up } from "../up";
import { at, type HostName, startHosts } from "./hosts";
import { addByPage } from "./page";

type NewDevice = z.infer<typeof newDeviceShape>;
export type World = Awaited<ReturnType<typeof openWorld>>;

/** Lets its clock jump over eleven minutes when it gets this signal. */
const clock = `data:text/javascript,${encodeURIComponent(`
  const real = performance.now.bind(performance);
  let skipped = 0;
  performance.now = () => real() + skipped;
  process.on("SIGUSR2", () => { skipped += 660_000; });
`)}`;

/** A portal with two organisations, its gateway, and a device of each kind, all connected by the programs themselves. */
export async function openWorld(onEnd: OnEnd) {
  const network = await startHosts(onEnd);
  const { hosts, folder } = network;
  const dataDir = path.join(folder, "portal");
  fs.chmodSync(folder, 0o755);
  fs.mkdirSync(dataDir);
  let instance = await up(dataDir, { onEnd });
  const port = new URL(instance.url).port;
  const logs = () => instance.output();
  let earlier = "";

  const { token } = await setUp(instance, onEnd);
  const words = ["token", "create", "--email", "ada@example.org", "--reach", "portal", "--json"];
  const made = start(node("admin.mjs", ...words), { DATA_DIR: dataDir }, { onEnd });
  if ((await made.ended) !== 0) throw new Error(made.output());
  const portalToken: string = JSON.parse(made.output().trim().split("\n").at(-1) ?? "").token;

  /** @throws Error with what the portal refused */
  async function ask<Answer>(line: string, body?: object, key = token): Promise<Answer> {
    const [method, where] = line.split(" ");
    const answer = await fetch(new URL(`/api${where}`, instance.url), {
      method,
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: body && JSON.stringify(body),
    });
    const said = await answer.text();
    if (!answer.ok) throw new Error(`${line}: ${answer.status} ${said}`);
    return JSON.parse(said);
  }
  const administer = <Answer>(line: string, body?: object) => ask<Answer>(line, body, portalToken);

  await ask("POST /organisations", { name: "Grace's", handle: "graces" });
  await administer("PUT /admin/organisations/adas", { portalTier: "paid" });
  const facts = { name: "Gate", publicAddress: at("player", 1), tiers: ["free", "paid"] };
  const gateway = await administer<{ id: string; token: string }>("POST /tunnel-gateways", facts);

  await network.lead("gateway", Number(port), Number(port), "127.0.0.1");
  await network.lead("second", Number(port), Number(port), "127.0.0.1");
  // As on a machine where PostgreSQL listens on all addresses.
  await network.lead("gateway", 5_432, database(dataDir).port, "::");
  const tokenFile = path.join(folder, "gateway.token");
  fs.writeFileSync(tokenFile, `${gateway.token}\n`, { mode: 0o600 });
  const startGateway = (env: Record<string, string> = { GATEWAY_TOKEN_FILE: tokenFile }) =>
    hosts.gateway.start("gateway", node("tunnel-gateway.mjs"), {
      PORTAL_URL: `http://127.0.0.1:${port}`,
      STATE_FOLDER: path.join(folder, "state"),
      NODE_OPTIONS: `--import=${clock}`,
      ...env,
    });
  await startGateway();
  const until = async (what: string, holds: () => boolean | Promise<boolean>, ms = 60_000) => {
    if (!(await eventually(holds, ms)))
      throw new Error(`not within ${ms} ms: ${what}\n${hosts.gateway.output("gateway")}`);
  };
  const health = async () => (await administer<{ health: string }>(`GET /tunnel-gateways/${gateway.id}`)).health;
  await until("the gateway answers", async () => (await health()) === "answering");

  const secrets = [gateway.token, token, portalToken];
  async function connect(host: HostName, configuration: string) {
    secrets.push(/PrivateKey = (\S+)/.exec(configuration)?.[1] ?? "");
    const file = path.join(hosts[host].folder, "wireguard/guildhall.conf");
    fs.writeFileSync(file, configuration, { mode: 0o600 });
    await hosts[host].run("wg-quick", "up", "guildhall");
  }
  const pathOf = (organisation: string, { id }: { id: string }) =>
    `/organisations/${organisation}/tunnel-devices/${id}`;
  /** Adds a device by the API, with a key that is made here. */
  async function enrol(host: HostName, organisation: string, routesAnswers: boolean) {
    const privateKey = execFileSync("wg", ["genkey"], { encoding: "utf8" }).trim();
    const publicKey = execFileSync("wg", ["pubkey"], { encoding: "utf8", input: privateKey }).trim();
    const wish = { name: host, gatewayId: gateway.id, publicKey, routesAnswers };
    const { device, configuration } = await ask<NewDevice>(`POST /organisations/${organisation}/tunnel-devices`, wish);
    await connect(host, configurationText(privateKey, configuration));
    return { ...device, configuration, path: pathOf(organisation, device) };
  }
  /** Adds a device by its page, in a browser. */
  async function enrolByPage(host: HostName, organisation: string) {
    await connect(host, await addByPage(instance.url, organisation, host));
    const listed = await ask<z.infer<typeof deviceShape>[]>(`GET /organisations/${organisation}/tunnel-devices`);
    const device = listed.find(({ name }) => name === host);
    if (!device) throw new Error("the device that was added by its page isn’t listed");
    return { ...device, path: pathOf(organisation, device) };
  }
  const open = (device: { path: string }, localPort: number, keepAddresses = false) =>
    ask<z.infer<typeof portShape>>(`POST ${device.path}/ports`, { protocol: "both", localPort, keepAddresses });

  /** Ends the portal, and starts it again on the same port. */
  async function stopPortal() {
    instance.child.kill("SIGTERM");
    await instance.ended;
    earlier += logs();
  }
  const startPortal = async () => {
    instance = await up(dataDir, { onEnd, env: { PORT: port } });
  };

  return {
    ...{ hosts, folder, port, gateway, secrets, ask, administer, until, health, enrol, enrolByPage, open },
    ...{ startGateway, stopPortal, startPortal },
    portalOutput: () => earlier + logs(),
    /** What the gateway's program has said in this start and earlier ones. */
    said: () => hosts.gateway.output("gateway"),
  };
}
