import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import type { Credentials } from "@/lib/docker/engine";

export interface Certificates {
  /** The flags for dockerd. */
  flags: string[];
  client: Credentials;
  /** Signed by a CA that the engine doesn't know. */
  stranger: Credentials;
}

/** Creates certificates for an engine on 127.0.0.1 and its client, signed by a new CA. */
export function makeCertificates(folder: string): Certificates {
  const ssl = (...args: string[]) => execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  const authority = (name: string) =>
    ssl("req", "-x509", "-days", "2", ...key, "-keyout", `${name}.key`, "-out", `${name}.pem`, "-subj", `/CN=${name}`);
  const signed = (name: string, by: string, use: string) => {
    fs.writeFileSync(path.join(folder, "extensions"), `subjectAltName=IP:127.0.0.1\nextendedKeyUsage=${use}\n`);
    ssl("req", ...key, "-keyout", `${name}.key`, "-out", `${name}.csr`, "-subj", `/CN=${name}`);
    const from = ["-CA", `${by}.pem`, "-CAkey", `${by}.key`, "-CAcreateserial", "-extfile", "extensions"];
    ssl("x509", "-req", "-in", `${name}.csr`, ...from, "-days", "2", "-out", `${name}.pem`);
  };
  authority("ca");
  authority("other");
  signed("server", "ca", "serverAuth");
  signed("client", "ca", "clientAuth");
  signed("stranger", "other", "clientAuth");
  const read = (name: string) => fs.readFileSync(path.join(folder, name), "utf8");
  const flags = [
    "--tlsverify",
    `--tlscacert=${folder}/ca.pem`,
    `--tlscert=${folder}/server.pem`,
    `--tlskey=${folder}/server.key`,
  ];
  const of = (name: string) => ({ ca: read("ca.pem"), cert: read(`${name}.pem`), key: read(`${name}.key`) });
  return { flags, client: of("client"), stranger: of("stranger") };
}
