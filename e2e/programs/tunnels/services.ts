import type { Host, HostName } from "./hosts";

/** Where the services listen: nothing does on the quiet port, and the hidden one isn’t published. */
export const local = { plain: 7_000, kept: 7_001, web: 7_080, speed: 5_201, quiet: 7_500, hidden: 7_777 };

/** Everybody has something to find, and the device what it publishes. */
export async function startServices(hosts: Record<HostName, Host>) {
  for (const host of Object.values(hosts)) {
    await host.ask("serve", { port: local.plain });
    await host.ask("serve", { port: local.hidden });
  }
  await hosts.device.ask("serve", { port: local.kept });
  await hosts.device.ask("web", { port: local.web });
  await hosts.device.start("iperf3", ["iperf3", "-s", "-p", String(local.speed)]);
}
