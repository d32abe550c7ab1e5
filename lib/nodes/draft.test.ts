import { expect, it } from "vitest";
import { type NodeDraft, nodeInputOf } from "@/lib/nodes/draft";
import { registerNodeForm, updateNodeForm } from "@/lib/nodes/schema";

const draft = (more: Partial<NodeDraft> = {}): NodeDraft => ({
  ...{ name: "One", endpoint: "unix:///var/run/docker.sock", credentials: { ca: "", cert: "", key: "" } },
  ...{ tiers: ["free"], memoryMb: "1024", cores: "2", diskMb: "10240", firstPort: "25000", lastPort: "25999" },
  ...{ publicAddress: "node.example.org", maxServers: "" },
  ...more,
});
const wrong = (schema: typeof registerNodeForm | typeof updateNodeForm, given: NodeDraft) =>
  schema.safeParse(given).error?.issues.map(({ path }) => path.join(".")) ?? [];
const pem = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----";

it("a socket needs no certificates, another machine needs all three, each reported at its field", () => {
  const typed = { ca: "x", cert: "", key: "" };
  expect(nodeInputOf(draft({ credentials: typed }))).not.toHaveProperty("credentials");
  expect(wrong(registerNodeForm, draft({ credentials: typed }))).toEqual([]);
  const remote = draft({ endpoint: " tcp://node.example.org:2376", credentials: { ca: pem, cert: "", key: "no" } });
  expect(wrong(registerNodeForm, remote)).toEqual(["credentials.cert", "credentials.key"]);
  expect(wrong(registerNodeForm, { ...remote, credentials: { ca: pem, cert: pem, key: pem } })).toEqual([]);
});

it("an edited node keeps its address and certificates unless one of them is entered", () => {
  const node = "a3bb189e-8bf9-4888-9912-ace4e6543002";
  const was = "tcp://node.example.org:2376";
  const kept = nodeInputOf(draft({ node, was, endpoint: was }));
  expect(kept).not.toHaveProperty("endpoint");
  expect(kept).not.toHaveProperty("credentials");
  expect(wrong(updateNodeForm, draft({ node, was, endpoint: was }))).toEqual([]);
  const moved = draft({ node, was, endpoint: "tcp://other.example.org:2376" });
  expect(wrong(updateNodeForm, moved)).toEqual(["credentials.ca", "credentials.cert", "credentials.key"]);
  const renewed = { ca: pem, cert: pem, key: pem };
  expect(nodeInputOf(draft({ node, was, endpoint: was, credentials: renewed }))).toMatchObject({
    credentials: renewed,
  });
});
