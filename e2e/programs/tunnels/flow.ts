import { eventually } from "../run";
import type { Host } from "./hosts";

interface Silence {
  tcp: number;
  udp: number;
  longest: { tcp: number; udp: number };
}
let flows = 0;

/** A TCP connection and a flow of UDP, which talk twenty times a second. */
export async function openFlow(host: Host, address: string, port: number) {
  const flow = flows++;
  await host.ask("flow", { flow, address, port });
  const silence = () => host.ask<Silence>("silence", { flow });
  const talks = async () => {
    const { tcp, udp } = await silence();
    return tcp < 1_000 && udp < 1_000;
  };
  const isDead = async () => {
    const { tcp, udp } = await silence();
    return tcp > 1_500 && udp > 1_500;
  };
  if (!(await eventually(async () => (await silence()).longest.udp > 0 && (await talks()))))
    throw new Error(`nothing answers at ${address} ${port}`);

  return {
    silence,
    talks,
    /** @returns after how many seconds neither was answered any more; null: one still is */
    async diesAfter(change: () => Promise<unknown>): Promise<number | null> {
      const began = performance.now();
      await change();
      if (!(await eventually(isDead, 10_000))) return null;
      const { tcp, udp } = await silence();
      return (performance.now() - began - Math.min(tcp, udp)) / 1_000;
    },
    end: () => host.ask("endFlow", { flow }),
  };
}
