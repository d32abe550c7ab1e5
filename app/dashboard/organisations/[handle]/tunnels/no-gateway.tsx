import Link from "next/link";
import type { DeviceChoices } from "@/components/tunnels/actions";
import { Notice } from "@/components/ui/message/notice";
import { currentCaller } from "@/lib/doors/http/caller";

/** Says why no device can be added now; nothing while a gateway accepts one. */
export async function NoGateway({ gateways, tierName }: { gateways: DeviceChoices["gateways"]; tierName: string }) {
  if (gateways.some(({ available }) => available)) return null;
  const { actor } = await currentCaller();
  const administers = actor?.kind === "user" && actor.portalAdmin;
  return (
    <Notice tone="warn" title="No gateway accepts devices now" className="mb-4">
      {gateways.length === 0 ? (
        `No gateway serves the ${tierName}. `
      ) : (
        <ul>
          {gateways.map(({ id, name, reason }) => (
            <li key={id}>
              {name}: {reason}
            </li>
          ))}
        </ul>
      )}
      {administers ? (
        <Link href="/dashboard/portal/gateways" className="underline underline-offset-[0.2em]">
          {gateways.length === 0 ? "Register a gateway" : "Manage gateways"}
        </Link>
      ) : (
        "Contact the portal’s administrator."
      )}
    </Notice>
  );
}
