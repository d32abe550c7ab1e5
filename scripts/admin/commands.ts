import { createPortalTokenFor, createTokenFor } from "@/lib/api_tokens/operations";
import { env, passwordSignIn } from "@/lib/env";
import { featureNames } from "@/lib/features";
import { systemCaller } from "@/lib/kernel/actor";
import { setTier } from "@/lib/organisations/portal_operations";
import { changeFeatures } from "@/lib/portal/settings_operations";
import { setUp, setUpToken } from "@/lib/setup/operations";
import { setTierLimits } from "@/lib/tiers/operations";
import { limitParts } from "@/lib/tiers/words";
import { activateByHand } from "@/lib/zones/claims/portal_operations";
import { need, type Options, raw, readPassword } from "./arguments";
import { verify, verifyUsage } from "./audit";
import { addNode, firewallUsage, nodeUsage, printFirewall, showNodes } from "./nodes";
import { userCommands } from "./users";

interface Done {
  lines: string[];
  data: unknown;
  failed?: boolean;
}
interface Command {
  usage: string;
  run(options: Options): Promise<Done>;
}

const caller = systemCaller("command line");

export const commands: Record<string, Command> = {
  setup: {
    usage:
      "setup --email A --name N --organisation O [--handle H]   first user and organisation, and a token; password from standard input",
    async run(options) {
      need(options, "email", "name", "organisation");
      const { email, name, organisation, handle } = options;
      const input = {
        token: setUpToken(),
        email: raw(email),
        name: raw(name),
        organisationName: raw(organisation),
        handle,
      };
      const password = passwordSignIn() ? await readPassword() : undefined;
      const { signInToken, ...done } = await setUp(caller, { ...input, password });
      const { token } = await createTokenFor(caller, {
        email: done.email,
        organisation: done.handle,
        name: "Set-up",
        reach: "account",
      });
      const line = `The portal is set up: ${done.email} owns ${done.handle}.`;
      const link = signInToken && new URL(`/sign-in/link?token=${signInToken}`, env().PUBLIC_URL).href;
      const lines = [line, `A token for the whole account, shown only once: ${token}`];
      if (link) lines.push(`A link that signs in, once, within 15 minutes: ${link}`);
      return { data: { ...done, token, ...(link && { link }) }, lines };
    },
  },
  ...userCommands(caller),
  "token create": {
    usage:
      "token create --email A --organisation H [--reach organisation|account] [--name N] [--permissions a,b] [--days N]   printed once; --reach portal, without --organisation, for a portal administrator",
    async run(options) {
      const { email, organisation, reach, name = "Command line", permissions, days: expiresInDays } = options;
      need(options, "email", ...(reach === "portal" ? [] : (["organisation"] as const)));
      const some = permissions?.split(",").map((permission) => permission.trim()) as never;
      const wanted = { email: raw(email), name, permissions: some, expiresInDays };
      const data =
        reach === "portal"
          ? await createPortalTokenFor(caller, { ...wanted, reach })
          : await createTokenFor(caller, { ...wanted, organisation: raw(organisation), reach: reach as never });
      return { data, lines: [data.token] };
    },
  },
  "organisation tier": {
    usage: "organisation tier --organisation H --tier free|educational|paid|enterprise   change a portal tier",
    async run(options) {
      need(options, "organisation", "tier");
      const data = await setTier(caller, {
        organisation: raw(options.organisation),
        portalTier: options.tier as never,
      });
      return { data, lines: [`${data.handle} is on the tier ${data.portalTier}.`] };
    },
  },
  "tier limit": {
    usage: `tier limit --tier free|educational|paid|enterprise --name ${limitParts.join("|")} --value N|any   change what a portal tier allows`,
    async run(options) {
      need(options, "tier", "name", "value");
      const limits = { [raw(options.name)]: raw(options.value) };
      const data = await setTierLimits(caller, { tier: options.tier as never, limits: limits as never });
      return { data, lines: [`${data.tierName}: ${options.name} is ${options.value}.`] };
    },
  },
  "flag set": {
    usage: `flag set --name ${featureNames.join("|")} --value on|off   enable or disable a feature of the portal`,
    async run(options) {
      need(options, "name", "value");
      const name = raw(options.name);
      const value = options.value === "on" ? true : options.value === "off" ? false : options.value;
      const data = await changeFeatures(caller, { featureToggles: { [name]: value as boolean } });
      return { data, lines: [`${name} is ${options.value}.`] };
    },
  },
  "node add": { usage: nodeUsage, run: (options) => addNode(caller, options) },
  "node list": {
    usage: "node list   all nodes, with health and allocated memory",
    run: () => showNodes(caller),
  },
  "node firewall": { usage: firewallUsage, run: printFirewall },
  "dns activate": {
    usage: "dns activate --zone Z --organisation H   approve a pending zone without verification",
    async run(options) {
      need(options, "zone", "organisation");
      const { zone, organisation } = options;
      const data = await activateByHand(caller, { zone: raw(zone), organisation: raw(organisation) });
      return { data, lines: [`${data.name} is active for ${data.organisationHandle}.`] };
    },
  },
  "audit verify": { usage: verifyUsage, run: (options) => verify(caller, options) },
};

export function usage(): string {
  const lines = [...Object.values(commands).map((command) => command.usage), "migrate   bring the database up to date"];
  return `npm run admin -- <command> [--json]\n${lines.map((line) => `  ${line}`).join("\n")}`;
}
