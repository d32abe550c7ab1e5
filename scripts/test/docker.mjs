import fs from "node:fs";
import { canInstall, install } from "./apt.mjs";

export const dockerNeed = "docker.io (apt-get install docker.io iptables); run as root";
/** Debian's packages, each with one of its programs. The last two create the image and the certificates. */
const packages = {
  "docker.io": "dockerd",
  iptables: "iptables",
  "busybox-static": "busybox",
  openssl: "openssl",
};
const folders = ["/usr/sbin", "/usr/bin", "/sbin", "/bin", "/usr/local/sbin", "/usr/local/bin"];
const missing = () =>
  Object.keys(packages).filter((name) => !folders.some((folder) => fs.existsSync(`${folder}/${packages[name]}`)));

/** Installs what the tests on a Docker Engine need, if possible: {}, or { need } if it is missing. */
export async function findDocker({ say, signal }) {
  if (process.getuid() !== 0) return { need: dockerNeed };
  if (canInstall())
    for (const name of missing()) if (!(await install(name, { say, signal }))) return { need: dockerNeed };
  return missing().length > 0 ? { need: dockerNeed } : {};
}
