export interface KeyPair {
  publicKey: string;
  privateKey: string;
}

const toBase64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));

/** A new key pair for WireGuard, made here in the browser. */
export async function makeKeyPair(): Promise<KeyPair> {
  const [publicKey, privateKey] = (await makeNatively()) ?? (await makeByLibrary());
  return { publicKey: toBase64(publicKey), privateKey: toBase64(privateKey) };
}

/** @returns undefined where the browser can’t: an old one, or one that reached the portal without HTTPS */
async function makeNatively(): Promise<[Uint8Array, Uint8Array] | undefined> {
  // Over plain HTTP there is no crypto.subtle, whatever its type says.
  const subtle = globalThis.crypto.subtle as SubtleCrypto | undefined;
  if (!subtle) return undefined;
  try {
    const pair = (await subtle.generateKey({ name: "X25519" }, true, ["deriveBits"])) as CryptoKeyPair;
    const [publicKey, wrapped] = await Promise.all([
      subtle.exportKey("raw", pair.publicKey),
      subtle.exportKey("pkcs8", pair.privateKey),
    ]);
    // PKCS #8 wraps the 32 bytes of the key, which are its last.
    return [new Uint8Array(publicKey), new Uint8Array(wrapped).slice(-32)];
  } catch {
    return undefined;
  }
}

async function makeByLibrary(): Promise<[Uint8Array, Uint8Array]> {
  const { x25519 } = await import("@noble/curves/ed25519.js");
  const { publicKey, secretKey } = x25519.keygen();
  return [publicKey, secretKey];
}
