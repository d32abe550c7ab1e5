import { startResolver } from "@/lib/name_server/testing";

/**
 * Settings of a portal with name servers that verifies zones in the test's own fake DNS. Call it before the settings
 * are read.
 */
export async function useWorld() {
  const resolver = await startResolver();
  Object.assign(process.env, {
    DNS_NAME_SERVERS: "ns1.portal.net, ns2.portal.net.",
    DNS_CONTACT: "dns.team@portal.net",
    DNS_NS_DOMAIN: "proof.portal.net",
    DNS_VERIFICATION_RESOLVERS: `127.0.0.1:${resolver.port}`,
    ALLOW_PRIVATE_ADDRESSES: "on",
  });
  return resolver;
}
