import { createHash } from "node:crypto";

/** What is behind the @ of an address that was parsed: in lower case. */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1);

/** What stands for a domain where nobody is known yet. */
export const hashOfDomain = (domain: string): Buffer => createHash("sha256").update(`mail domain\n${domain}`).digest();
