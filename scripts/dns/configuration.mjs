/**
 * The text of PowerDNS’s configuration. It queries the database for every answer, so that changes take effect immediately;
 * docs/dns.md says how to cache.
 * @param settings further lines, which override those here
 */
export function configuration({ database, address, port, api, socketDir, account, includeDir, settings = {} }) {
  const { hostname, port: databasePort, pathname, username, password, searchParams } = new URL(database);
  const sslmode = searchParams.get("sslmode");
  const lines = {
    launch: "gpgsql",
    "gpgsql-host": decodeURIComponent(hostname),
    "gpgsql-port": databasePort || "5432",
    "gpgsql-dbname": decodeURIComponent(pathname.slice(1)),
    "gpgsql-user": decodeURIComponent(username),
    "gpgsql-password": decodeURIComponent(password),
    "gpgsql-dnssec": "yes",
    ...(sslmode && { "gpgsql-extra-connection-parameters": `sslmode=${sslmode}` }),
    "local-address": address,
    "local-port": port,
    // Its connections end with the database; the guardian restarts it.
    guardian: "yes",
    daemon: "no",
    "write-pid": "no",
    "socket-dir": socketDir,
    ...(account && { setuid: account.uid, setgid: account.gid }),
    primary: "yes",
    "xfr-cycle-interval": 5,
    // The database maintains order and empty non-terminals itself, and nobody else may write records.
    "default-api-rectify": "no",
    // Secondaries transfer a signed zone again when its signatures are renewed.
    "default-soa-edit-signed": "INCEPTION-EPOCH",
    "dname-processing": "yes",
    "zone-cache-refresh-interval": 0,
    "cache-ttl": 0,
    "query-cache-ttl": 0,
    "negquery-cache-ttl": 0,
    "zone-metadata-cache-ttl": 0,
    "dnssec-key-cache-ttl": 0,
    api: "yes",
    "api-key": api.key,
    webserver: "yes",
    "webserver-address": "127.0.0.1",
    "webserver-port": api.port,
    "webserver-allow-from": "127.0.0.1,::1",
    "webserver-loglevel": "none",
    // No security polling, and no version in answers.
    "security-poll-suffix": "",
    "version-string": "anonymous",
    loglevel: 4,
    ...(includeDir && { "include-dir": includeDir }),
    ...settings,
  };
  return `${Object.entries(lines)
    .map(([name, value]) => `${name}=${value}`)
    .join("\n")}\n`;
}

/** Settings for ALIAS: the resolver for its addresses, and that secondaries get addresses too. */
export function aliasSettings({ DNS_ALIAS_RESOLVER: resolver }) {
  return resolver ? { resolver, "expand-alias": "yes", "outgoing-axfr-expand-alias": "yes" } : {};
}
