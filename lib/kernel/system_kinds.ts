import type { z } from "zod";
import { openScope } from "@/db/opening";
import type { Caller, SystemActor } from "@/lib/kernel/actor";
import { KernelRefusal } from "@/lib/kernel/errors";
import { type Declaration, type Operation, operation, type Written } from "@/lib/kernel/operation";
import type { CommandTools, Scope } from "@/lib/kernel/trace";

/** A job's work, within the scope that its payload names. No door can call it. */
export function systemCommand<I extends z.ZodType, O>(
  name: string,
  declared: Declaration<I> &
    Written & {
      scope(input: z.output<I>): Scope & { portal?: boolean };
      run(context: { actor: SystemActor } & CommandTools, input: z.output<I>): Promise<O>;
    },
): Operation<I, O> {
  const requireSystem = ({ actor }: Caller): SystemActor => {
    if (!actor) throw new KernelRefusal("actor.none");
    if (actor.kind !== "system") throw new KernelRefusal("permission.portal");
    return actor;
  };
  return operation<I, unknown, { actor: SystemActor }, O>({
    input: declared.input,
    did: declared.did,
    event: declared.event,
    about: { name, kind: "systemCommand", permission: "system", token: "never", public: false },
    writes: true,
    identify: requireSystem,
    open: (_caller, input) => openScope(declared.scope(input), false),
    admit: (_rows, caller) => ({ actor: requireSystem(caller) }),
    // The job's scope; the entry carries it, since only the input knows it.
    scope: () => ({}),
    run: (context, input) => {
      context.within(declared.scope(input));
      return declared.run(context, input);
    },
  });
}
