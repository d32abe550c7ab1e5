import { randomBytes, randomUUID } from "node:crypto";
import type { Trx } from "@/db/client";
import {
  deleteGatewayRow,
  findGateway,
  findGatewayNamed,
  insertGateway,
  isUdpPortTaken,
  listAllGateways,
  listUsableGateways,
  lockGateway,
  updateGatewayRow,
} from "@/db/queries/gateways";
import { AppError, fieldError } from "@/lib/errors";
import { listUsableGatewaysInput, oneGateway, registerGatewayInput, updateGatewayInput } from "@/lib/gateways/schema";
import { toGateway, toUsableGateway } from "@/lib/gateways/view";
import { organisationQuery } from "@/lib/kernel/kinds";
import { portalCommand, portalQuery } from "@/lib/kernel/portal_kinds";
import { nothing } from "@/lib/organisations/schema";
import { hashToken, randomToken } from "@/lib/tokens";

async function mustFind(trx: Trx, id: string) {
  const gateway = await findGateway(trx, id);
  if (!gateway) throw new AppError("unknown");
  return gateway;
}

async function mustLock(trx: Trx, id: string) {
  const gateway = await lockGateway(trx, id);
  if (!gateway) throw new AppError("unknown");
  return gateway;
}

const target = ({ id, name }: { id: string; name: string }) => ({ id, name });

/** A new token, and what is stored of it. */
function makeToken() {
  const token = `ghg_${randomToken()}`;
  return { token, tokenHash: hashToken(token) };
}

/** A network for IPv6 that nobody else has: its middle is random (RFC 4193). */
const randomNetwork6 = () =>
  `fd${randomBytes(7)
    .toString("hex")
    .replace(/(..)(....)(....)(....)/, "$1:$2:$3:$4")}::/64`;

/** Every gateway, by name. */
export const listGateways = portalQuery("gateway.list", {
  input: nothing,
  run: async ({ trx }) => (await listAllGateways(trx)).map(toGateway),
});

export const readGateway = portalQuery("gateway.read", {
  input: oneGateway,
  run: async ({ trx }, { gateway }) => toGateway(await mustFind(trx, gateway)),
});

/** Registers a gateway. The answer has the token for its program, which is shown only now. */
export const registerGateway = portalCommand("gateway.register", {
  did: "registered the gateway",
  event: null,
  input: registerGatewayInput,
  async run({ trx, audit }, facts) {
    const id = randomUUID();
    const { token, tokenHash } = makeToken();
    const row = { ...facts, id, network6: randomNetwork6(), tokenHash };
    if (!(await insertGateway(trx, row))) throw fieldError("gateway.taken", "name");
    audit({ target: { id, name: facts.name }, after: described(facts) });
    return { ...toGateway(await mustFind(trx, id)), token };
  },
});

/** Edits a gateway. Its program applies another range or WireGuard port at once; open ports outside the range stay. */
export const updateGateway = portalCommand("gateway.update", {
  did: "changed the gateway",
  event: null,
  input: updateGatewayInput,
  async run({ trx, audit }, { gateway: id, ...change }) {
    const before = await mustLock(trx, id);
    const { firstPort = before.firstPort, lastPort = before.lastPort, name } = change;
    if (firstPort > lastPort)
      throw fieldError("input.invalid", "lastPort", "The last port must not be below the first.");
    const other = name === undefined ? undefined : await findGatewayNamed(trx, name);
    if (other && other.id !== id) throw fieldError("gateway.taken", "name");
    const port = change.wireguardPort;
    if (port !== undefined && (await isUdpPortTaken(trx, id, port))) throw fieldError("gateway.port", "wireguardPort");
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    const was = described(
      Object.fromEntries(Object.keys(given).map((key) => [key, before[key as keyof typeof before]])),
    );
    const now = described(given);
    const changed = JSON.stringify(was) !== JSON.stringify(now);
    if (changed) await updateGatewayRow(trx, id, given);
    audit(changed ? { target: target(before), before: was, after: now } : null);
    return toGateway(await mustFind(trx, id));
  },
});

/** For the log. */
function described(facts: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(facts).map(([key, value]) => [key, Array.isArray(value) ? value.join(", ") : value]),
  );
}

/** Gives a gateway another token; the program with the old one is refused from then on. */
export const renewGatewayToken = portalCommand("gateway.renewToken", {
  did: "renewed the token of the gateway",
  event: null,
  input: oneGateway,
  fresh: true,
  async run({ trx, audit }, { gateway: id }) {
    const before = await mustLock(trx, id);
    const { token, tokenHash } = makeToken();
    await updateGatewayRow(trx, id, { tokenHash });
    audit({ target: target(before) });
    return { ...toGateway(await mustFind(trx, id)), token };
  },
});

function toState(name: string, did: string, state: "open" | "closed") {
  return portalCommand(name, {
    did,
    event: null,
    input: oneGateway,
    async run({ trx, audit }, { gateway: id }) {
      const before = await mustLock(trx, id);
      if (before.state === state) audit(null);
      else {
        await updateGatewayRow(trx, id, { state });
        audit({ target: target(before), before: { state: before.state }, after: { state } });
      }
      return toGateway(await mustFind(trx, id));
    },
  });
}

/** Accepts no new devices and ports; those that are there go on. */
export const closeGateway = toState("gateway.close", "closed the gateway", "closed");
/** Accepts them again. */
export const reopenGateway = toState("gateway.reopen", "reopened the gateway", "open");

/** Removes a gateway that has no devices. Its program closes everything within ten minutes. */
export const removeGateway = portalCommand("gateway.remove", {
  did: "removed the gateway",
  event: null,
  input: oneGateway,
  async run({ trx, audit }, { gateway: id }) {
    await mustLock(trx, id);
    // Counted only now: a device may have come while the lock was awaited.
    const gateway = await mustFind(trx, id);
    if (gateway.deviceCount > 0) {
      const { deviceCount: count } = gateway;
      const devices = count === 1 ? "1 tunnel device. Remove it" : `${count} tunnel devices. Remove them`;
      throw new AppError("gateway.used", {
        message: `This gateway has ${devices} first, or close the gateway.`,
      });
    }
    await deleteGatewayRow(trx, id);
    audit({ target: target(gateway), before: { publicAddress: gateway.publicAddress } });
    return { id };
  },
});

/** The gateways that an organisation may use, those that take a device first. */
export const listUsable = organisationQuery("gateway.listUsable", {
  input: listUsableGatewaysInput,
  feature: "tunnels",
  token: "organisation",
  permission: "tunnel.read",
  run: async ({ trx, organisation }) => (await listUsableGateways(trx, organisation.portalTier)).map(toUsableGateway),
});
