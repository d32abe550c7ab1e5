import { createSocket } from "node:dgram";
import { once } from "node:events";
import packet, { type Answer, AUTHORITATIVE_ANSWER } from "dns-packet";

/** What a test puts into public DNS: "TXT name" → contents. */
export type World = Map<string, string[]>;

const toAnswer = (type: string, name: string, content: string) =>
  ({ type, name, ttl: 1, data: type === "TXT" ? [content.slice(0, 20), content.slice(20)] : content }) as Answer;

/**
 * A name server on loopback that answers from `world`; `referring`: with referrals, as a parent’s server does. While `silent`, it
 * receives queries and never answers; `delay` is in milliseconds.
 */
export async function startResolver(
  world: World = new Map(),
  { address = "127.0.0.1", port = 0, referring = false } = {},
) {
  const state = { silent: false, delay: 0, asked: [] as string[] };
  const socket = createSocket("udp4");
  socket.on("message", (message, peer) => {
    const { id, questions = [] } = packet.decode(message);
    const [{ type, name }] = questions as [{ type: string; name: string }];
    state.asked.push(`${type} ${name}`);
    if (state.silent) return;
    const found = (world.get(`${type} ${name.toLowerCase()}`) ?? []).map((content) => toAnswer(type, name, content));
    const known = [...world.keys()].some((key) => key.endsWith(` ${name.toLowerCase()}`));
    const flags = (referring ? 0 : AUTHORITATIVE_ANSWER | 0x80) | (known || referring ? 0 : 3);
    const sections = referring ? { answers: [], authorities: found } : { answers: found };
    const answer = packet.encode({ type: "response", id, flags, questions, ...sections });
    setTimeout(() => socket.send(answer, peer.port, peer.address), state.delay);
  });
  socket.bind(port, address);
  await once(socket, "listening");
  return Object.assign(state, { world, port: socket.address().port, close: () => socket.close() });
}

interface Claimed {
  claim: { record: { name: string; text: string }; nameServer: string | null } | null;
}
/** Publishes the TXT record that verifies a zone. */
export function publish(world: World, { claim }: Claimed): void {
  if (claim)
    world.set(`TXT ${claim.record.name}`, [...(world.get(`TXT ${claim.record.name}`) ?? []), claim.record.text]);
}
