import { isIP } from "node:net";
import { z } from "zod";
import { configuredProviders, type Provider, providerProblems, providerSettings } from "@/lib/identities/settings";
import "@/lib/kernel/wording";
import { registryName, usualRegistry } from "@/lib/images/reference";

const secret = z
  .string("is not set: create one with `openssl rand -base64 32`")
  .min(32, "is too short: use at least 32 characters, for example from `openssl rand -base64 32`")
  .refine((value) => new Set(value).size >= 12 && !/secret|change|example|password|guildhall/i.test(value), {
    message: "looks like a placeholder: create a random one with `openssl rand -base64 32`",
  });
/** The host for a URL of a server that listens on this host: localhost if it listens on all addresses. */
function addressOf({ HOST, PORT }: { HOST: string; PORT: number }): string {
  const host = ["0.0.0.0", "::"].includes(HOST) ? "localhost" : HOST.includes(":") ? `[${HOST}]` : HOST;
  return `http://${host}:${PORT}`;
}
const hostName = /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,62})(\.[a-z0-9_]([a-z0-9_-]{0,62}))+$/;
/** An address with an optional port. */
const isResolver = (text: string) => isIP(text.replace(/^\[(.*)\](:\d+)?$|^([\d.]+):\d+$/, "$1$3")) > 0;

/** Host names in the form that DNS compares: lower case, without the last dot. */
const bare = (text: string) => text.trim().toLowerCase().replace(/\.$/, "");
const name = z.string().transform(bare).pipe(z.string().regex(hostName, "is not a name such as ns.example.net"));
const listOf = <T extends z.ZodType<string, string>>(item: T) =>
  z
    .string()
    .default("")
    .transform((text) => text.split(/[\s,]+/).filter(Boolean))
    .pipe(z.array(item).max(13, "has more than thirteen"));
/** The default image registries: public ones with a good reputation. */
const usualRegistries = `${usualRegistry}, ghcr.io, quay.io, registry.gitlab.com, mcr.microsoft.com, lscr.io`;
const registries = z
  .string()
  .default(usualRegistries)
  .transform((text, context) =>
    text
      .split(/[\s,]+/)
      .filter(Boolean)
      .map((each) => registryName(each) ?? context.addIssue(`has “${each}”, which is not a registry such as ghcr.io`))
      .filter((each) => typeof each === "string"),
  );
const onOff = (initial: "on" | "off") => z.enum(["on", "off"]).default(initial);

const schema = z
  .object({
    NODE_ENV: z.string().default("development"),
    PORT: z.coerce.number().int().min(1).max(65535).default(3000),
    HOST: z.string().default("127.0.0.1"),
    PUBLIC_URL: z.url("is not an address such as https://panel.example.org").optional(),
    DATABASE_URL: z.string("is not set: start with `npm run up`, or give the application role’s address").min(1),
    DATABASE_PREPARE: onOff("on"),
    DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(10),
    AUTH_SECRET: secret,
    ENCRYPTION_KEY: secret,
    SMTP_URL: z.string().optional(),
    MAIL_FROM: z.string().default("Guildhall <guildhall@localhost>"),
    ALLOW_HTTP: onOff("off"),
    ALLOW_PRIVATE_ADDRESSES: onOff("off"),
    PASSWORD_SIGN_IN: onOff("on"),
    ...providerSettings,
    SIGN_UP: z.enum(["open", "invited"]).default("open"),
    ORGANISATION_CREATION: z.enum(["anyone", "admins"]).default("anyone"),
    DIRECT_ADD: z.enum(["organisation", "portal"]).default("organisation"),
    WORKER: onOff("on"),
    LOCAL_ENGINE: z
      .string()
      .regex(/^(off|unix:\/\/\/[\w./-]+)$/, "is neither off nor an address such as unix:///var/run/docker.sock")
      .default("unix:///var/run/docker.sock"),
    DATA_DIR: z.string().default(".data"),
    IMAGE_REGISTRIES: registries,
    FILES_IMAGE: z.string().max(240).default("busybox:1.37.0"),
    DNS_ADDRESS: z.string().default("127.0.0.1"),
    DNS_PORT: z.coerce.number().int().min(1).max(65535).optional(),
    DNS_API_URL: z.url("is not an address such as http://127.0.0.1:8081").optional(),
    DNS_API_KEY: z.string().optional(),
    DNS_NAME_SERVERS: listOf(name),
    DNS_CONTACT: z
      .string()
      .regex(/^[^\s@"\\]{1,63}@[a-z0-9.-]+\.[a-z0-9-]+$/i, "is not an address such as hostmaster@example.net")
      .optional(),
    DNS_NS_DOMAIN: name.optional(),
    DNS_BASE_ZONE: name.optional(),
    DNS_VERIFICATION_RESOLVERS: listOf(
      z.string().refine(isResolver, { message: "is not a list of addresses such as 192.0.2.53 or [2001:db8::53]:53" }),
    ),
    DNS_ALIAS_RESOLVER: z
      .string()
      .refine(isResolver, { message: "is not an address such as 192.0.2.53 or [2001:db8::53]:53" })
      .optional(),
    /** Set by `npm run demo` alone. It opens the pages for those who work on Guildhall (app/dev), and nothing else. */
    GUILDHALL_DEMO: onOff("off"),
    LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  })
  .transform((given) => ({ ...given, PUBLIC_URL: new URL(given.PUBLIC_URL ?? addressOf(given)) }))
  .superRefine((given, context) => {
    const { protocol, hostname } = given.PUBLIC_URL;
    const loopback = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
    if (protocol !== "https:" && !loopback && given.ALLOW_HTTP === "off")
      context.addIssue({
        code: "custom",
        path: ["PUBLIC_URL"],
        message: "must begin with https:// (or set ALLOW_HTTP=on on a network that you trust)",
      });
    for (const { name, message } of providerProblems(given, given.ALLOW_HTTP === "on"))
      context.addIssue({ code: "custom", path: [name], message });
    if (given.PASSWORD_SIGN_IN === "off" && configuredProviders(given).length === 0 && !given.SMTP_URL)
      context.addIssue({
        code: "custom",
        path: ["PASSWORD_SIGN_IN"],
        message: "is off, and nobody could sign in: configure a provider, or SMTP_URL for sign-in links",
      });
  });
export type Env = z.output<typeof schema>;

let read: Env | undefined;

/** The configuration, checked on first use: the build needs none of it. Throws one line for each invalid setting. */
export function env(): Env {
  if (read) return read;
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  if (!parsed.success)
    throw new Error(
      parsed.error.issues
        .map(({ path, message }) => {
          // Our own messages go on with the name: "must begin with https://". Those of zod are sentences.
          const colon = /^[A-Z]/.test(message) ? ":" : "";
          return `${path.join(".")}${colon} ${message.replace(/\.$/, "")}.`;
        })
        .join("\n"),
    );
  // next-auth reads its own two settings only from the environment.
  process.env.NEXTAUTH_URL = parsed.data.PUBLIC_URL.origin;
  process.env.NEXTAUTH_SECRET = parsed.data.AUTH_SECRET;
  read = parsed.data;
  return read;
}

/** Whether the portal itself can send mail. It decides what a link proves. */
export function canMail(): boolean {
  return env().SMTP_URL !== undefined;
}

/** Whether passwords are used on this portal at all. */
export function passwordSignIn(): boolean {
  return env().PASSWORD_SIGN_IN === "on";
}

/** The providers that people can sign in by, in the order in which they are offered. */
export function providers(): Provider[] {
  return configuredProviders(env());
}

/** Whether the pages for developers of Guildhall exist: never on a production portal. */
export function forDevelopers(): boolean {
  return env().NODE_ENV === "development" || env().GUILDHALL_DEMO === "on";
}

/** `next build` loads the modules; nothing must start then. */
export function isBuilding(): boolean {
  return process.env.NEXT_PHASE === "phase-production-build";
}
