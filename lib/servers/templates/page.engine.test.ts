import { beforeAll, expect, it } from "vitest";
import { newEnterprise, sudo, useDatabase } from "@/db/testing";
import { findContainer } from "@/lib/docker/container";
import { busybox, useEngine } from "@/lib/docker/testing/engine";
import { inside } from "@/lib/docker/testing/inside";
import { runServerJob } from "@/lib/jobs/server";
import { newNode } from "@/lib/nodes/testing";
import { createServer } from "@/lib/servers/create_operations";
import { readServer } from "@/lib/servers/operations";

useDatabase();
const engine = useEngine();

beforeAll(async () => {
  await newNode({ endpoint: engine.address.endpoint });
  // Tag the test image like the templates' images, so that no registry is needed.
  await engine.docker().getImage(busybox).tag({ repo: "busybox", tag: "1.37" });
  await engine.docker().getImage(busybox).tag({ repo: "postgres", tag: "17" });
});

async function make(template: "page" | "postgresql", environment: Record<string, string>) {
  const { owner, ref, organisation } = await newEnterprise();
  const { id } = await createServer(owner, { ...ref, name: "One", template, environment });
  await runServerJob({ data: { server: id, organisationId: organisation.id }, retryCount: 0, retryLimit: 6 });
  const container = await findContainer(engine.docker(), id);
  if (!container) throw new Error("There is no container.");
  return { id, container, row: () => readServer(owner, { ...ref, server: id }) };
}

it("a server from a template runs as nobody with a read-only root, and shows the greeting", async () => {
  const greeting = `$(id) "quoted" 'too' \\`;
  const { container, row } = await make("page", { GREETING: greeting });
  const made = await row();
  expect(made).toMatchObject({ state: "running", template: "page", image: "busybox:1.37", memoryMb: 64, diskMb: 256 });
  const [port] = made.ports;
  expect(port).toMatchObject({ port: 8080, protocol: "tcp" });
  const page = () => {
    try {
      return engine.inNetwork("busybox", "wget", "-qO-", `http://127.0.0.1:${port?.hostPort}/`);
    } catch {
      return "";
    }
  };
  // The greeting is a value: no shell runs it as a command.
  await expect.poll(page, { timeout: 15_000 }).toContain(`$(id) "quoted" 'too'`);
  expect(await inside(container, "id")).toContain("uid=65534 gid=65534");
  expect(await inside(container, "touch", "/etc/x")).toContain("Read-only file system");
  expect(await inside(container, "touch", "/tmp/x")).toBe("");
  const { HostConfig: host } = await container.inspect();
  expect(host).toMatchObject({ Privileged: false, CapDrop: ["ALL"], CapAdd: null, ReadonlyRootfs: true });
});

it("a server from a template gets only the capabilities that it needs, and loses them with the template's image", async () => {
  const { container, id } = await make("postgresql", {
    ...{ POSTGRES_PASSWORD: "correct horse battery", PGDATA: "/elsewhere", RUN: "exec serve" },
  });
  const { HostConfig: host, Config: config } = await container.inspect();
  const given = (host.CapAdd as string[]).map((capability) => capability.replace("CAP_", "")).sort();
  expect(given).toEqual(["CHOWN", "DAC_OVERRIDE", "FOWNER", "SETGID", "SETUID"]);
  expect(host).toMatchObject({ Privileged: false, CapDrop: ["ALL"], SecurityOpt: ["no-new-privileges"] });
  // Users can't choose the data folder: elsewhere the files would be lost with the container.
  expect(config.Env).toContain("PGDATA=/data/postgresql");
  expect(config.Env).not.toContain("PGDATA=/elsewhere");
  const [row] = await sudo<{ template: string }>("select template from servers where id = $1", [id]);
  expect(row?.template).toBe("postgresql");
});
