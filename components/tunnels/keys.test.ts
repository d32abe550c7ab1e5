import { createPrivateKey, createPublicKey } from "node:crypto";
import { afterEach, expect, it, vi } from "vitest";
import { type KeyPair, makeKeyPair } from "@/components/tunnels/keys";
import { wireguardKey } from "@/lib/gateways/schema";

afterEach(() => vi.unstubAllGlobals());

function publicKeyOf(privateKey: string) {
  const head = Buffer.from("302e020100300506032b656e04220420", "hex");
  const der = Buffer.concat([head, Buffer.from(privateKey, "base64")]);
  const publicKey = createPublicKey(createPrivateKey({ key: der, format: "der", type: "pkcs8" }));
  return publicKey.export({ format: "der", type: "spki" }).subarray(-32).toString("base64");
}

function expectPair({ publicKey, privateKey }: KeyPair) {
  expect(wireguardKey.parse(publicKey)).toBe(publicKey);
  expect(Buffer.from(privateKey, "base64")).toHaveLength(32);
  expect(publicKeyOf(privateKey)).toBe(publicKey);
}

it("makes a new pair of 32 bytes each time, whose halves belong together", async () => {
  const [one, other] = await Promise.all([makeKeyPair(), makeKeyPair()]);
  expect(one.privateKey).not.toBe(other.privateKey);
  expectPair(one);
});

const getRandomValues = crypto.getRandomValues.bind(crypto);
const noX25519 = { generateKey: () => Promise.reject(new DOMException("", "NotSupportedError")) };
it.each([
  ["without HTTPS, where a browser has no subtle", { getRandomValues }],
  ["in a browser without X25519", { getRandomValues, subtle: noX25519 }],
])("makes it %s", async (_, given) => {
  vi.stubGlobal("crypto", given);
  const [one, other] = await Promise.all([makeKeyPair(), makeKeyPair()]);
  vi.unstubAllGlobals();
  expect(one.privateKey).not.toBe(other.privateKey);
  expectPair(one);
});
