/** What the portal says about a device; its private key isn’t among it. */
export interface Configuration {
  address: string;
  address6: string;
  gatewayKey: string;
  endpoint: string;
  gatewayAddress: string;
  gatewayAddress6: string;
  routesAnswers: boolean;
}

/** The mark of connections that came through the tunnel, and the number of the routing table for their answers. */
const mark = 26472;

/**
 * The device’s WireGuard configuration, for wg-quick and every official client. It runs in the browser, which has the
 * private key, and makes the text of the installation script, whose values are its variables: so nothing fixed in it may
 * mean something to a shell.
 */
export function configurationText(privateKey: string, configuration: Configuration): string {
  const { address, address6, gatewayKey, endpoint, gatewayAddress, gatewayAddress6, routesAnswers } = configuration;
  const gateway = [`${gatewayAddress}/32`, `${gatewayAddress6}/128`];
  const lines = [
    "[Interface]",
    `PrivateKey = ${privateKey}`,
    `Address = ${address}/32, ${address6}/128`,
    ...(routesAnswers ? answersRouted(configuration) : []),
    "",
    "[Peer]",
    `PublicKey = ${gatewayKey}`,
    `Endpoint = ${endpoint}`,
    // Players’ addresses come through the tunnel, so it must let every address in.
    `AllowedIPs = ${routesAnswers ? "0.0.0.0/0, ::/0" : gateway.join(", ")}`,
    // The device is behind NAT, which forgets a silent connection.
    "PersistentKeepalive = 25",
  ];
  return `${lines.join("\n")}\n`;
}

/** Only answers to what came through the tunnel go back through it; everything else keeps its way. For Linux. */
function answersRouted({ address, address6, gatewayAddress, gatewayAddress6 }: Configuration): string[] {
  const table = "inet guildhall_%i";
  const set = (name: string, type: string) =>
    `set ${name} { type ${type} . inet_service . inet_service; flags dynamic,timeout; timeout 3m; };`;
  const rules = [
    `add table ${table}; delete table ${table}; table ${table} {`,
    // A UDP server that listens everywhere answers from the machine’s own address. Known by who asked, that is put
    // right.
    set("askers", "ipv4_addr"),
    set("askers6", "ipv6_addr"),
    "chain arrive { type filter hook prerouting priority -150;",
    `iifname "%i" ct state new ct mark set ${mark};`,
    'iifname "%i" update @askers { ip saddr . udp sport . udp dport };',
    'iifname "%i" update @askers6 { ip6 saddr . udp sport . udp dport };',
    // From a container on the device.
    `iifname != "%i" ct mark ${mark} meta mark set ${mark}; };`,
    `chain answer { type route hook output priority -150; ct mark ${mark} meta mark set ${mark};`,
    `ip daddr . udp dport . udp sport @askers ip saddr set ${address} meta mark set ${mark};`,
    `ip6 daddr . udp dport . udp sport @askers6 ip6 saddr set ${address6} meta mark set ${mark}; }; }`,
  ];
  const ruled = `fwmark ${mark} table ${mark}`;
  const routed = (family: 4 | 6) =>
    `ip -${family} route replace default dev %i table ${mark}; ip -${family} rule add ${ruled}`;
  return [
    "Table = off",
    // First what may be missing on the device: nothing has to be cleared away then.
    `PostUp = nft '${rules.join(" ")}'`,
    // Strangers’ addresses may arrive here, although the way to them is another.
    "PostUp = sysctl -q -w net.ipv4.conf.%i.rp_filter=2",
    `PostUp = ip -4 route replace ${gatewayAddress}/32 dev %i; ${routed(4)}`,
    // The device goes on without IPv6 if it has none.
    `PostUp = (ip -6 route replace ${gatewayAddress6}/128 dev %i; ${routed(6)}) || :`,
    `PreDown = ip -4 rule del ${ruled} || :; ip -6 rule del ${ruled} || :`,
    `PreDown = nft delete table ${table}`,
  ];
}

/** The file’s name is the interface’s on Linux and Android, which has at most fifteen characters. */
export const configurationFile = (device: string): string => `${device.slice(0, 15).replace(/-+$/, "")}.conf`;
