/** What a server has no business with: the machine's neighbours, its cloud's metadata, and what is nobody's. */
const closed = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "224.0.0.0/3",
];

/**
 * The rules that keep a node's servers from their machine, its network and other organisations, as a script for the node's root. It may be
 * run again at any time: its two chains are filled anew. Bridges of the portal are known by their names, `gh-…`.
 * @param resolvers addresses that servers ask for names, wherever they are
 */
export function firewallScript(resolvers: readonly string[]): string {
  const forward = [
    // Answers, also those to people of the same network who use a published port.
    "-i gh-+ -m conntrack --ctstate ESTABLISHED,RELATED -j RETURN",
    // From one port of a bridge to another: the servers of one organisation.
    "-i gh-+ -m physdev --physdev-is-bridged -j RETURN",
    ...resolvers.flatMap((address) => asks(address).map((rule) => `${rule} -j RETURN`)),
    "-i gh-+ -o gh-+ -j DROP",
    ...closed.map((range) => `-i gh-+ -d ${range} -j DROP`),
  ];
  const input = [
    ...resolvers.flatMap((address) => asks(address).map((rule) => `${rule} -j ACCEPT`)),
    // Not the answers to the engine's own proxy, which publishes ports.
    "-i gh-+ -m conntrack --ctstate NEW -j DROP",
  ];
  return [
    "set -e",
    ...chain("iptables", "GUILDHALL-FORWARD", "DOCKER-USER", forward),
    ...chain("iptables", "GUILDHALL-INPUT", "INPUT", input),
    // Servers have no IPv6; should one find a way to it, it ends here.
    ...chain("ip6tables", "GUILDHALL-FORWARD", "FORWARD", ["-i gh-+ -j DROP"]),
    ...chain("ip6tables", "GUILDHALL-INPUT", "INPUT", ["-i gh-+ -j DROP"]),
  ].join("\n");
}

const asks = (address: string) => ["udp", "tcp"].map((protocol) => `-i gh-+ -d ${address} -p ${protocol} --dport 53`);

/** Fills a chain of our own, and makes another one pass through it first. */
function chain(program: string, name: string, from: string, rules: string[]): string[] {
  return [
    `${program} -w -N ${name} 2>/dev/null || ${program} -w -F ${name}`,
    ...rules.map((rule) => `${program} -w -A ${name} ${rule}`),
    `${program} -w -C ${from} -j ${name} 2>/dev/null || ${program} -w -I ${from} -j ${name}`,
  ];
}
