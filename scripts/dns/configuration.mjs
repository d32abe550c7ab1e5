/**
 * The text of PowerDNS's configuration. Everything is asked of the database each time, so that what was saved is answered at
 * once; docs/dns.md says how to cache.
 * @param settings own lines, which win over those here
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
    // Its connections end with the database; the guardian begins anew.
    guardian: "yes",
    daemon: "no",
    "write-pid": "no",
    "socket-dir": socketDir,
    ...(account && { setuid: account.uid, setgid: account.gid }),
    primary: "yes",
    "xfr-cycle-interval": 5,
    // The database keeps order and empty names itself, and nobody else may write records.
    "default-api-rectify": "no",
    // Secondaries fetch a signed zone again when its signatures were made anew.
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
    // It asks nobody elsewhere whether it is out of date, and tells nobody its version.
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

/** What PowerDNS needs to answer an ALIAS with addresses: whom it asks for them, and that secondaries get addresses too. */
export function aliasSettings({ DNS_ALIAS_RESOLVER: resolver }) {
  return resolver ? { resolver, "expand-alias": "yes", "outgoing-axfr-expand-alias": "yes" } : {};
}
