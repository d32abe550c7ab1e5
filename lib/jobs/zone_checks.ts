import { systemCaller } from "@/lib/kernel/actor";
import { log } from "@/lib/log";
import { failingNames, transfers } from "@/lib/name_server/look";
import { type NameServerPlace, nameServerPlace } from "@/lib/name_server/place";
import { servedSerial } from "@/lib/name_server/serial";
import { mostNames } from "@/lib/zones/checks/bounds";
import { beginCheck, dueChecks, mendZone, noteAnswered, noteFailing, putOff } from "@/lib/zones/checks/operations";

const caller = systemCaller("zone checks");
const transferMs = 20_000;
/** A failure counts once it has been found this often. */
const looks = 2;

/** Checks how the name server answers for zones that were edited or failed before, until none is due. */
export async function checkZones(): Promise<void> {
  for (;;) {
    const due = await dueChecks(caller, {});
    if (due.length === 0) return;
    const place = await nameServerPlace();
    for (const { zoneId: zone, organisationId, mend } of due)
      await check({ zone, organisationId }, mend, place).catch((error: Error) =>
        log().warn({ error: error.message, zone }, "a zone couldn’t be checked"),
      );
  }
}

type Begun = NonNullable<Awaited<ReturnType<typeof beginCheck>>>;

async function check(one: { zone: string; organisationId: string }, mend: boolean, place: NameServerPlace | null) {
  if (mend) await mendZone(caller, one);
  const begun = await beginCheck(caller, one);
  if (!begun) return;
  const failing = place && (await failingOf(begun, place));
  if (!failing) return void (await putOff(caller, one));
  const { version } = begun;
  if (failing.length === 0) await noteAnswered(caller, { ...one, version });
  else if (begun.tries < looks) await putOff(caller, one);
  else await noteFailing(caller, { ...one, version, failing });
}

/** The names that fail; null if it isn’t known yet. */
async function failingOf({ name, signed, serial, names }: Begun, place: NameServerPlace): Promise<string[] | null> {
  const { state } = await servedSerial(place, name, serial);
  if (state === "failing") return [name];
  if (state !== "current") return null;
  const failing = await failingNames(place, names);
  if (!failing || failing.length > 0) return failing;
  const whole = signed || names.length > mostNames ? await transfers(place, name, transferMs) : true;
  return whole === false ? [name] : [];
}
