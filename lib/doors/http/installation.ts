import { readFileSync } from "node:fs";
import { join } from "node:path";
import { allowed, optionsOf } from "@/lib/doors/http/http";
import { refuse } from "@/lib/doors/http/refuse";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { configurationText } from "@/lib/tunnels/configuration";

/** In the checkout that the portal runs from. */
const file = join(process.cwd(), "lib/doors/http/install.sh");

let script: string | undefined;

/** The script that enrols a device without a browser, for everybody: only the portal’s address in it differs. */
export function serveInstallation(request: Request): Response {
  if (request.method === "OPTIONS") return optionsOf(["GET"]);
  if (request.method !== "GET") return refuse(new AppError("route.method"), { Allow: allowed(["GET"]) });
  script ??= installationScript(readFileSync(file, "utf8"), env().PUBLIC_URL.origin);
  return new Response(script, {
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" },
  });
}

/** Its values, by the names that the script has for them. */
const values = {
  address: "$address",
  address6: "$address6",
  gatewayKey: "$gateway_key",
  endpoint: "$endpoint",
  gatewayAddress: "$gateway_address",
  gatewayAddress6: "$gateway_address6",
};

function installationScript(source: string, portal: string): string {
  const text = (routesAnswers: boolean) => configurationText("$private_key", { ...values, routesAnswers });
  return source
    .replaceAll("@PORTAL@", () => portal)
    .replace("@PLAIN@\n", () => text(false))
    .replace("@ROUTED@\n", () => text(true));
}
