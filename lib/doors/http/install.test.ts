import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { NextRequest } from "next/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newOrganisation, useDatabase } from "@/db/testing";
import { serve } from "@/lib/doors/http/serve";
import { serveDirectly } from "@/lib/doors/http/serve_directly";
import { env } from "@/lib/env";
import { configurationText } from "@/lib/tunnels/configuration";
import { approveEnrolment, denyEnrolment } from "@/lib/tunnels/enrolment_operations";
import { fingerprintOf } from "@/lib/tunnels/fingerprint";
import { newGateway } from "@/lib/tunnels/testing";

useDatabase();

/** The API as the server calls it. */
const server = http.createServer((request, response) => {
  request.headers["x-guildhall-peer"] = "192.0.2.8";
  if (!serveDirectly(request, response)) response.writeHead(599).end();
});
let gateway: Awaited<ReturnType<typeof newGateway>>;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "install-"));
beforeAll(async () => {
  gateway = await newGateway();
  await once(server.listen(0, "127.0.0.1"), "listening");
});
afterAll(() => {
  server.close();
  fs.rmSync(folder, { recursive: true });
});

const ask = (method = "GET") => serve(new NextRequest("http://evil.example/api/tunnel/install.sh", { method }));

const tools = "base64 cat cut date dirname grep head mkdir mktemp mv rm sed sha256sum sleep tail tr".split(" ");
/** Stand-ins for what belongs to the machine. The key of this `wg` is good enough to be sent. */
const stubs = {
  id: "echo 0",
  uname: "echo Attic_PC.lan",
  "wg-quick": "echo up >>@/started",
  wg: [
    "case $1 in",
    'genkey) echo "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=" ;;',
    "pubkey) cat >/dev/null; head -c 32 /dev/urandom | base64 ;;",
    "*) exit 1 ;;",
    "esac",
  ].join("\n"),
};
const privateKey = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

function machine(name: string, { busybox = false, fetcher = "curl" } = {}) {
  const home = path.join(folder, name);
  const bin = path.join(home, "bin");
  fs.mkdirSync(bin, { recursive: true });
  const find = (tool: string) =>
    ["/usr/bin", "/bin"].map((at) => `${at}/${tool}`).find((at) => fs.existsSync(at)) ?? "";
  for (const tool of without(fetcher) ? tools : [...tools, fetcher])
    fs.symlinkSync(busybox ? "/usr/bin/busybox" : find(tool), `${bin}/${tool}`);
  for (const [tool, text] of Object.entries(stubs))
    fs.writeFileSync(`${bin}/${tool}`, `#!/bin/sh\n${text.replace("@", home)}\n`, { mode: 0o755 });
  const conf = path.join(home, "etc/guildhall.conf");
  const run = async (shell: string[], more: Record<string, string> = {}, cut = 0) => {
    const script = (await (await ask()).text())
      .replaceAll(env().PUBLIC_URL.origin, `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
      .replaceAll("/etc/wireguard/guildhall.conf", conf)
      .replaceAll("/run/systemd/system", `${home}/nosystemd`);
    const [command = "", ...args] = shell;
    const child = spawn(command, args, { env: { ...process.env, PATH: bin, TMPDIR: home, ...more }, detached: true });
    let said = "";
    child.stdout.on("data", (data) => {
      said += data;
    });
    child.stderr.on("data", (data) => {
      said += data;
    });
    child.stdin.end(cut ? script.slice(0, cut) : script);
    const ended = once(child, "close").then(([code]) => code as number);
    const code = async () => {
      await expect.poll(() => /Code {9}(\S+)/.exec(said)?.[1], { timeout: 20_000 }).toBeTruthy();
      return /Code {9}(\S+)/.exec(said)?.[1] ?? "";
    };
    return { child, code, ended, said: () => said };
  };
  return { home, conf, run };
}

const without = (tool: string) => !fs.existsSync(`/usr/bin/${tool.replace("-static", "")}`);
const kinds: [string, string[], { busybox?: boolean; fetcher?: string }][] = [
  ["curl", ["/bin/sh"], {}],
  ["busybox-static", ["/usr/bin/busybox", "sh"], { busybox: true, fetcher: "wget" }],
];

describe("the installation script", () => {
  it("is served as text that isn't kept, with the portal's configured address", async () => {
    const response = await ask();
    expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(response.headers.get("cache-control")).toBe("no-store");
    const text = await response.text();
    expect(text).toContain(`portal='${env().PUBLIC_URL.origin}'`);
    expect(text).not.toMatch(/evil|@[A-Z]+@/);
    expect((await ask("POST")).status).toBe(405);
    expect((await ask("HEAD")).status).toBe(200);
  });

  for (const [name, shell, kind] of kinds)
    it.skipIf(without(name))(`enrols the machine, and shows its private key nowhere (with ${name})`, async () => {
      const { owner, ref } = await newOrganisation();
      const { home, conf, run } = machine(name, kind);
      // A busybox may prefer its own uname.
      const named: Record<string, string> = kind.busybox ? { GUILDHALL_NAME: "Attic_PC" } : {};
      const { code, ended, said } = await run(shell, { GUILDHALL_START: "1", ...named });
      const approved = {
        ...ref,
        userCode: await code(),
        gatewayId: gateway.id,
        routesAnswers: name === "busybox-static",
      };
      const device = await approveEnrolment(owner, approved);
      expect(await ended, said()).toBe(0);
      expect(device.name).toBe("attic-pc");
      expect(said()).toContain(`Fingerprint  ${fingerprintOf(device.publicKey)}`);
      expect(said()).not.toContain(privateKey);
      const configuration = {
        ...device,
        gatewayKey: gateway.publicKey,
        endpoint: "gate.example.org:51820",
        gatewayAddress: "100.64.0.1",
        gatewayAddress6: device.address6.replace(/::.*/, "::1"),
      };
      expect(fs.readFileSync(conf, "utf8")).toBe(configurationText(privateKey, configuration));
      expect(fs.statSync(conf).mode & 0o777).toBe(0o600);
      expect(fs.readFileSync(`${home}/started`, "utf8")).toBe("up\n");
      expect(fs.readdirSync(home).sort()).toEqual(["bin", "etc", "started"]);
      // What is there stays, unless it is asked for.
      const again = await run(shell);
      expect([await again.ended, again.said()]).toEqual([1, expect.stringContaining("GUILDHALL_REPLACE=1")]);
    });

  it.skipIf(without("curl"))("leaves nothing behind when it is declined or interrupted (with curl)", async () => {
    const { owner } = await newOrganisation();
    const { home, run } = machine("declined");
    const declined = await run(["/bin/sh"], { GUILDHALL_NAME: "Living Room!" });
    await denyEnrolment(owner, { userCode: await declined.code() });
    expect([await declined.ended, declined.said()]).toEqual([1, expect.stringContaining("declined")]);
    const interrupted = await run(["/bin/sh"]);
    await interrupted.code();
    process.kill(-(interrupted.child.pid ?? 0), "SIGINT");
    expect(await interrupted.ended).toBe(130);
    expect(fs.readdirSync(home)).toEqual(["bin"]);
  });

  it("does nothing when its download was cut off", async () => {
    const { home, run } = machine("cut");
    const { length } = await (await ask()).text();
    for (const cut of [0.3, 0.6, 0.95]) {
      const { ended, said } = await run(["/bin/sh"], {}, Math.floor(length * cut));
      await ended;
      expect(said()).not.toContain("Code");
    }
    expect(fs.readdirSync(home)).toEqual(["bin"]);
  });
});
