import { randomUUID } from "node:crypto";
import type { Trx } from "@/db/client";
import {
  answerEnrolment,
  enterCode,
  findEnrolment,
  insertEnrolment,
  lockEnrolment,
  lockOwnEnrolment,
} from "@/db/queries/tunnel_enrolments";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { accountCommand, accountQuery, organisationCommand } from "@/lib/kernel/kinds";
import { publicCommand } from "@/lib/kernel/public_kinds";
import { hashToken, randomToken } from "@/lib/tokens";
import { hashUserCode, newUserCode, shownUserCode } from "@/lib/tunnels/codes";
import { enrolDevice } from "@/lib/tunnels/enrol";
import { fingerprintOf } from "@/lib/tunnels/fingerprint";
import { approveEnrolmentInput, oneEnrolment, pollEnrolmentInput, startEnrolmentInput } from "@/lib/tunnels/schema";
import { configurationShape } from "@/lib/tunnels/shape";

/** How long a code can be approved, and how often the device should ask: in seconds (RFC 8628). */
const expiresIn = 600;
const interval = 3;
/** Two codes are hardly ever the same, and three never. */
const mostTries = 3;

/** A device asks to be enrolled: it gets a code for itself and one for a person. */
export const startEnrolment = publicCommand("tunnelEnrolment.start", {
  did: { unaudited: "it belongs to nobody until it is approved, which leaves a row" },
  event: null,
  input: startEnrolmentInput,
  feature: "tunnels",
  limits: [{ points: 20, seconds: 600, by: "address" }],
  async run({ trx, caller }, { name, publicKey }) {
    const deviceCode = randomToken();
    const deviceCodeHash = hashToken(deviceCode);
    await enterCode(trx, deviceCodeHash);
    for (let tries = 0; tries < mostTries; tries++) {
      const code = newUserCode();
      const row = { id: randomUUID(), deviceCodeHash, userCodeHash: hashUserCode(code), name, publicKey };
      const made = await insertEnrolment(trx, { ...row, requestedFrom: caller.address, seconds: expiresIn });
      if (!made) continue;
      const userCode = shownUserCode(code);
      const verificationUri = new URL("/tunnel", env().PUBLIC_URL).href;
      const verificationUriComplete = `${verificationUri}?code=${userCode}`;
      return { deviceCode, userCode, verificationUri, verificationUriComplete, expiresIn, interval };
    }
    throw new Error("No free code for a tunnel device was found.");
  },
});

/**
 * The device asks whether it was approved, and gets what belongs in its configuration, once.
 * @throws enrolment.pending · enrolment.unknown · enrolment.expired · enrolment.denied · enrolment.collected
 */
export const pollEnrolment = publicCommand("tunnelEnrolment.poll", {
  did: { unaudited: "its approval left a row" },
  event: null,
  input: pollEnrolmentInput,
  feature: "tunnels",
  limits: [
    { points: 120, seconds: 60, by: "address" },
    { points: 40, seconds: 60, by: ({ deviceCode }) => deviceCode },
  ],
  secret: ({ deviceCode }) => hashToken(deviceCode),
  async run({ trx }, { deviceCode }) {
    const found = await lockOwnEnrolment(trx, hashToken(deviceCode));
    if (!found) throw new AppError("enrolment.unknown");
    if (found.state === "denied") throw new AppError("enrolment.denied");
    if (found.state === "collected") throw new AppError("enrolment.collected");
    if (found.state === "pending") throw new AppError(found.expired ? "enrolment.expired" : "enrolment.pending");
    await answerEnrolment(trx, found.id, { state: "collected" });
    return { state: "approved" as const, configuration: configurationShape.parse(found.configuration) };
  },
});

/**
 * Five wrong codes lock an account for a minute, here and in the two answers below, and thirty an address, for somebody with many
 * accounts. The right one may be looked up at will.
 */
const fewTries = [
  { points: 5, seconds: 60, by: "actor" as const, only: "enrolment.unknown" as const },
  { points: 30, seconds: 60, by: "address" as const, only: "enrolment.unknown" as const },
];

function requirePending<Row extends { state: string; expired: boolean }>(found: Row | undefined): Row {
  if (!found) throw new AppError("enrolment.unknown");
  if (found.state !== "pending") throw new AppError("enrolment.answered");
  if (found.expired) throw new AppError("enrolment.expired");
  return found;
}

async function requirePendingLocked(trx: Trx, userCode: string) {
  const hash = hashUserCode(userCode);
  await enterCode(trx, hash);
  return requirePending(await lockEnrolment(trx, hash));
}

/** The device that waits with this code: what to compare with it before it is approved. */
export const readEnrolment = accountQuery("tunnelEnrolment.read", {
  input: oneEnrolment,
  feature: "tunnels",
  token: "never",
  whileConfined: true,
  limits: fewTries,
  async run({ trx }, { userCode }) {
    const hash = hashUserCode(userCode);
    await enterCode(trx, hash);
    const { name, publicKey, requestedFrom, createdAt, expiresAt } = requirePending(await findEnrolment(trx, hash));
    return { name, publicKey, fingerprint: fingerprintOf(publicKey), requestedFrom, createdAt, expiresAt };
  },
});

/** Adds the device that waits with this code to an organisation. Of two who approve it, one does. */
export const approveEnrolment = organisationCommand("tunnelEnrolment.approve", {
  did: "approved and added the tunnel device",
  event: "tunnel.enrolled",
  input: approveEnrolmentInput,
  feature: "tunnels",
  token: "organisation",
  permission: "tunnel.create",
  limits: fewTries,
  async run({ trx, organisation, actor, audit }, { organisation: _, userCode, ...wish }) {
    const found = await requirePendingLocked(trx, userCode);
    const { publicKey, requestedFrom } = found;
    const made = await enrolDevice({ trx, organisation, actor }, { ...wish, name: wish.name ?? found.name, publicKey });
    await answerEnrolment(trx, found.id, { state: "approved", configuration: JSON.stringify(made.configuration) });
    const { id, name, gateway, fingerprint } = made.device;
    audit({ target: { id, name }, after: { gateway: gateway.name, fingerprint, requestedFrom } });
    return made.device;
  },
});

/** Declines the device that waits with this code. */
export const denyEnrolment = accountCommand("tunnelEnrolment.deny", {
  did: "declined the tunnel device",
  event: null,
  input: oneEnrolment,
  feature: "tunnels",
  token: "never",
  whileConfined: true,
  limits: fewTries,
  async run({ trx, audit }, { userCode }) {
    const { id, name } = await requirePendingLocked(trx, userCode);
    await answerEnrolment(trx, id, { state: "denied" });
    audit({ target: { id, name } });
    return { id };
  },
});
