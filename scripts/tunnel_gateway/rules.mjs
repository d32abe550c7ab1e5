/** How long what was let in stays open without another answer of the portal. */
const validFor = "10m";

/** Gateways in the same network namespace need a table each. */
export const tableOf = (name) => (name === "guildhall" ? "guildhall_tunnels" : `guildhall_tunnels_${name}`);

const protocols = ["tcp", "udp"];
const aliveElements = `ipv4 timeout ${validFor}, ipv6 timeout ${validFor}`;

/** Keeps open what is open for another ten minutes. It fails if somebody has removed the table. */
export const refreshText = (name) => `flush set inet ${tableOf(name)} alive
add element inet ${tableOf(name)} alive { ${aliveElements} }
`;

/**
 * The whole table, replaced in one transaction; connections that stay allowed go on, because only conntrack knows them.
 * Everything that isn't about the tunnel interface is left to the machine's own rules.
 * @param {{ name: string, publicAddresses: string[], isAlive: boolean, wanted: object }} what wanted: as checkWanted
 * gives it
 */
export function tableText({ name, publicAddresses, isAlive, wanted: { address, address6, ports } }) {
  const table = tableOf(name);
  const plain = (cidr) => cidr.split("/")[0];
  const dnat = (family, to) => (protocol) =>
    mapText(
      `${protocol}${family}`,
      `inet_service : ipv${family}_addr . inet_service`,
      ports
        .filter((port) => port.protocol === protocol)
        .map((port) => `${port.publicPort} : ${port[to]} . ${port.localPort}`),
    );
  const open = (family, to) => (protocol) =>
    setText(
      `${protocol}open${family}`,
      `inet_service . ipv${family}_addr . inet_service`,
      ports
        .filter((port) => port.protocol === protocol)
        .map((port) => `${port.publicPort} . ${port[to]} . ${port.localPort}`),
    );
  const kept = (protocol) =>
    setText(
      `${protocol}kept`,
      "inet_service",
      ports.filter((port) => port.protocol === protocol && port.keepAddresses).map((port) => port.publicPort),
    );
  const each = (make) => protocols.map(make).join("");
  // nft knows what the port of a connection is only after its protocol.
  const allowed = (direction, way, side, port) =>
    each((protocol) =>
      [4, 6]
        .map(
          (family) =>
            `    ${way} "${name}" ct direction ${direction} meta l4proto ${protocol} ` +
            `ct original proto-dst . ${family === 4 ? "ip" : "ip6"} ${side} . th ${port} @${protocol}open${family} accept\n`,
        )
        .join(""),
    );
  const targets = [dnat(4, "address"), dnat(6, "address6"), open(4, "address"), open(6, "address6"), kept];
  const lists = targets.map(each).join("");
  return `table inet ${table} {}
delete table inet ${table}
table inet ${table} {
  # Emptied by time: without it, nothing is forwarded.
  set alive {
    typeof meta nfproto
    flags timeout
${isAlive ? `    elements = { ${aliveElements} }\n` : ""}  }
${lists}
  chain arriving {
    type nat hook prerouting priority dstnat; policy accept;
    iifname { "${name}", "lo" } return
    ${reached(publicAddresses)}
    dnat ip to tcp dport map @tcp4
    dnat ip to udp dport map @udp4
    dnat ip6 to tcp dport map @tcp6
    dnat ip6 to udp dport map @udp6
  }
  chain forwarding {
    type filter hook forward priority filter; policy accept;
    iifname != "${name}" oifname != "${name}" accept
    meta nfproto != @alive drop
    iifname "${name}" oifname "${name}" drop
    ct status & dnat == 0 drop
    tcp flags syn tcp option maxseg size set rt mtu
    oifname "${name}" ct state related meta l4proto { icmp, ipv6-icmp } accept
${allowed("original", "oifname", "daddr", "dport")}${allowed("reply", "iifname", "saddr", "sport")}    drop
  }
  chain leaving {
    type nat hook postrouting priority srcnat; policy accept;
    oifname != "${name}" return
    ct status & dnat == 0 return
${each((protocol) => `    meta l4proto ${protocol} ct original proto-dst @${protocol}kept return\n`)}    masquerade
  }
  chain entering {
    type filter hook input priority filter; policy accept;
    iifname != "${name}" accept
    ip daddr ${plain(address)} icmp type echo-request accept
    ip6 daddr ${plain(address6)} icmpv6 type echo-request accept
    drop
  }
  chain sending {
    type filter hook output priority filter; policy accept;
    oifname != "${name}" accept
    ct state established,related accept
    drop
  }
}
`;
}

/** Which packets from outside are for this machine. */
function reached(publicAddresses) {
  if (publicAddresses.length === 0) return "fib daddr type != local return";
  const of = (family, found) => {
    const listed = publicAddresses.filter(found).join(", ");
    return listed === ""
      ? `meta nfproto ipv${family} return`
      : `ip${family === 6 ? 6 : ""} daddr != { ${listed} } return`;
  };
  return `${of(4, (each) => !each.includes(":"))}\n    ${of(6, (each) => each.includes(":"))}`;
}

const setText = (name, type, elements) => listText("set", name, type, elements);
const mapText = (name, type, elements) => listText("map", name, type, elements);

function listText(kind, name, type, elements) {
  const line = elements.length > 0 ? `    elements = { ${elements.join(", ")} }\n` : "";
  return `  ${kind} ${name} {\n    type ${type}\n${line}  }\n`;
}
