import type { Protocol } from "@/lib/tunnels/schema";

export const protocolWords: Record<Protocol, string> = { tcp: "TCP", udp: "UDP", both: "TCP and UDP" };
