/** Keepalives make a device shake hands every two minutes; three without one, and it is gone. */
const connectedFor = 180;

/**
 * The configuration for `wg syncconf`: nothing but these devices, each with exactly its own addresses.
 * @param endpoints where a device is that the interface doesn't know yet, by public key
 */
export function peersText(privateKey, { wireguardPort, devices }, endpoints = new Map()) {
  const peers = devices.map(
    ({ publicKey, address, address6 }) =>
      `[Peer]\nPublicKey = ${publicKey}\nAllowedIPs = ${address}/32, ${address6}/128\n` +
      (endpoints.has(publicKey) ? `Endpoint = ${endpoints.get(publicKey).endpoint}\n` : ""),
  );
  return `[Interface]\nPrivateKey = ${privateKey}\nListenPort = ${wireguardPort}\n${peers.join("")}`;
}

const endpointKeptMs = 86_400_000;

/** Notes where the devices in a dump are, and forgets where others were a day ago. */
export function noteEndpoints(noted, dump, now = Date.now()) {
  // A link-local one means nothing once its link is gone.
  for (const [publicKey, , endpoint = ""] of linesOf(dump))
    if (/^[\d.]+:\d+$|^\[[\da-f:.]+\]:\d+$/.test(endpoint)) noted.set(publicKey, { endpoint, at: now });
  for (const [publicKey, { at }] of noted) if (now - at > endpointKeptMs) noted.delete(publicKey);
}

/** What is noted of devices that the interface of this dump doesn't know. */
export function absentIn(dump, noted) {
  const present = new Set(linesOf(dump).map(([publicKey]) => publicKey));
  return new Map([...noted].filter(([publicKey]) => !present.has(publicKey)));
}

/** The columns of each device. */
const linesOf = (dump) =>
  dump
    .split("\n")
    .slice(1)
    .filter((line) => line !== "")
    .map((line) => line.split("\t"));

/**
 * The devices in the output of `wg show <interface> dump`, counted as they see it: what the interface has sent, they
 * have received.
 */
export function devicesIn(dump, now = Date.now()) {
  return linesOf(dump).map(([publicKey, , , , handshake, received, sent]) => {
    const ago = Math.max(0, Math.round(now / 1000) - Number(handshake));
    return {
      publicKey,
      handshakeAgo: Number(handshake) === 0 ? null : ago,
      received: Number(sent),
      sent: Number(received),
    };
  });
}

/** The connected ones, as one text to compare. */
export const connectedIn = (devices) =>
  devices
    .filter(({ handshakeAgo }) => handshakeAgo !== null && handshakeAgo < connectedFor)
    .map(({ publicKey }) => publicKey)
    .sort()
    .join(" ");
