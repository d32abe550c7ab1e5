import Link from "next/link";
import { setSecurityAction } from "@/app/dashboard/organisations/[handle]/settings/actions";
import { RequireFactor } from "@/components/organisations/require-factor";
import { currentCaller } from "@/lib/doors/http/caller";
import { read } from "@/lib/doors/page/page";
import { readSecurity } from "@/lib/organisations/security_operations";

/** Whether the organisation requires a second factor, and whom that would ask for one. */
export async function Security({ organisation, name }: { organisation: string; name: string }) {
  const { secondFactorRequired, membersWithout, namesWithout } = await read(readSecurity, { organisation });
  const { actor } = await currentCaller();
  const hasOne = actor?.kind === "user" && actor.secondFactor === "confirmed";
  return (
    <div className="max-w-[40rem]">
      <RequireFactor
        organisation={organisation}
        name={name}
        required={secondFactorRequired}
        without={{ count: membersWithout, names: namesWithout }}
        mayRequire={hasOne}
        set={setSecurityAction}
      />
      {!secondFactorRequired && !hasOne && (
        <p className="mt-2 text-sm text-ink-soft">
          To require it, <Link href="/dashboard/account/second-factor">add a second factor to your own account</Link>{" "}
          first.
        </p>
      )}
    </div>
  );
}
