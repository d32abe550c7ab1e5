/** Ranges that servers can't reach: private networks, cloud metadata, and reserved addresses. */
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
 * A script for root on a node, with the rules that isolate its servers from the machine, its network and other organisations. It can be
 * run again at any time: it refills its two chains. The portal's bridges are recognised by their names, `gh-…`.
 * @param resolvers DNS resolvers that servers may use, wherever they are
 */
export function firewallScript(resolvers: readonly string[]): string {
  const forward = [
    // Replies, including those to users on the same network who use a published port.
    "-i gh-+ -m conntrack --ctstate ESTABLISHED,RELATED -j RETURN",
    // Between ports of one bridge: the servers of one organisation.
    "-i gh-+ -m physdev --physdev-is-bridged -j RETURN",
    ...resolvers.flatMap((address) => asks(address).map((rule) => `${rule} -j RETURN`)),
    "-i gh-+ -o gh-+ -j DROP",
    ...closed.map((range) => `-i gh-+ -d ${range} -j DROP`),
  ];
  const input = [
    ...resolvers.flatMap((address) => asks(address).map((rule) => `${rule} -j ACCEPT`)),
    // Only new connections: replies to the engine's proxy, which publishes ports, must pass.
    "-i gh-+ -m conntrack --ctstate NEW -j DROP",
  ];
  return [
    "set -e",
    ...chain("iptables", "GUILDHALL-FORWARD", "DOCKER-USER", forward),
    ...chain("iptables", "GUILDHALL-INPUT", "INPUT", input),
    // Servers have no IPv6; this is a second safeguard.
    ...chain("ip6tables", "GUILDHALL-FORWARD", "FORWARD", ["-i gh-+ -j DROP"]),
    ...chain("ip6tables", "GUILDHALL-INPUT", "INPUT", ["-i gh-+ -j DROP"]),
  ].join("\n");
}

const asks = (address: string) => ["udp", "tcp"].map((protocol) => `-i gh-+ -d ${address} -p ${protocol} --dport 53`);

/** Fills one of our chains, and makes another chain jump to it first. */
function chain(program: string, name: string, from: string, rules: string[]): string[] {
  return [
    `${program} -w -N ${name} 2>/dev/null || ${program} -w -F ${name}`,
    ...rules.map((rule) => `${program} -w -A ${name} ${rule}`),
    `${program} -w -C ${from} -j ${name} 2>/dev/null || ${program} -w -I ${from} -j ${name}`,
  ];
}
