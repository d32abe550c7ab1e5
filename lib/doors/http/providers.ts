import { parseCookie } from "cookie";
import { sessionDays } from "@/db/queries/sessions";
import { currentCaller, sessionCookie, strangerAt } from "@/lib/doors/http/caller";
import { callerAtSignIn } from "@/lib/doors/http/device";
import { refuse } from "@/lib/doors/http/refuse";
import { AppError, type Reason } from "@/lib/errors";
import { type FlowPurpose, flowMinutes } from "@/lib/identities/flow";
import { beginLinking, linkIdentity } from "@/lib/identities/operations";
import { beginByProvider, openByProvider } from "@/lib/identities/sign_in_operations";
import { Refusal } from "@/lib/kernel/errors";
import { toRefusal } from "@/lib/kernel/faults";
import { log } from "@/lib/log";
import { beginLinkingOwn, linkOwn } from "@/lib/own_sign_in/link_operations";
import { organisationOf } from "@/lib/own_sign_in/provider";
import { beginOwn, openByOwn } from "@/lib/own_sign_in/sign_in_operations";
import { safePath } from "@/lib/redirects";

/** Where the ways to sign in of an account are, which links and unlinks. */
const linkPage = "/dashboard/account/sign-in";

/** In the place of a provider, where the address says which organisation’s it is. */
const ownProvider = "own";

const purposes: FlowPurpose[] = ["signIn", "link"];

/** The cookie of a flow: which one is there says what the answer is for. */
const flowCookie = (purpose: FlowPurpose) =>
  sessionCookie().name.replace(/session$/, purpose === "link" ? "link-flow" : "sign-in-flow");

function setCookie(headers: Headers, name: string, value: string, seconds: number): void {
  const secure = sessionCookie().secure ? "; Secure" : "";
  headers.append("Set-Cookie", `${name}=${value}; Max-Age=${seconds}; Path=/; HttpOnly; SameSite=Lax${secure}`);
}

/** The flow is sealed; where to go afterwards is beside it, and judged again when it is read. */
function keepFlow(headers: Headers, purpose: FlowPurpose, flow: string, next: string): void {
  for (const one of purposes) forgetFlow(headers, one);
  setCookie(headers, flowCookie(purpose), `${flow}.${Buffer.from(next).toString("base64url")}`, flowMinutes * 60);
}

function forgetFlow(headers: Headers, purpose: FlowPurpose): void {
  setCookie(headers, flowCookie(purpose), "", 0);
}

function keptFlow(request: Request): { purpose: FlowPurpose; flow: string; next: string } | undefined {
  const cookies = parseCookie(request.headers.get("cookie") ?? "");
  for (const purpose of purposes) {
    const [flow, next] = cookies[flowCookie(purpose)]?.split(".") ?? [];
    if (flow && next) return { purpose, flow, next: safePath(Buffer.from(next, "base64url").toString()) };
  }
  return undefined;
}

/** The link of the invitation that somebody comes from and goes back to. */
const invitationIn = (next: string) => /^\/invitations\/([\w-]{43})$/.exec(next)?.[1];

/**
 * Sends somebody to a provider, on a form of ours. The answer is a small page that goes on by itself, because a form’s answer can’t
 * be a redirect to another site: the pages’ policy allows forms here only.
 */
export async function beginAtProvider(request: Request, provider: string): Promise<Response> {
  // A browser says so; the gate has judged the origin of all others.
  if (!["same-origin", "none", null].includes(request.headers.get("sec-fetch-site")))
    return refuse(new AppError("origin.foreign"));
  const form = new URLSearchParams(await request.text());
  const purpose = form.get("purpose") === "link" ? "link" : "signIn";
  const wanted = safePath(form.get("next") ?? undefined);
  // A cookie holds four thousand bytes.
  const next = purpose === "link" ? linkPage : wanted.length > 1_000 ? "/dashboard" : wanted;
  try {
    const own = organisationOf(provider);
    const { url, flow } =
      purpose === "link"
        ? await (own
            ? beginLinkingOwn(await currentCaller(), { organisationId: own })
            : beginLinking(await currentCaller(), { provider }))
        : provider === ownProvider
          ? await beginOwn(strangerAt(request.headers), { email: form.get("email") ?? "" })
          : await beginByProvider(strangerAt(request.headers), { provider, invitation: invitationIn(next) });
    const headers = new Headers({ "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" });
    keepFlow(headers, purpose, flow, next);
    return new Response(onwards(url), { headers });
  } catch (error) {
    return sayRefused(error, { provider, purpose, next });
  }
}

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function onwards(url: string): string {
  const href = url.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);
  return `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>Guildhall</title><meta http-equiv="refresh" content="0;url=${href}"></head><body><main><p><a href="${href}">Continue</a></p></main></body></html>`;
}

/** Takes somebody back who comes from a provider, and signs in or links. The flow is over in any case. */
export async function returnFromProvider(request: Request, provider: string): Promise<Response> {
  const kept = keptFlow(request);
  const { purpose, next } = kept ?? { purpose: "signIn" as const, next: "/dashboard" };
  try {
    if (!kept) throw new AppError("provider.flow");
    const answer = { query: new URL(request.url).search, flow: kept.flow };
    const headers = new Headers({ Location: next, "Cache-Control": "no-store" });
    const organisationId = organisationOf(provider);
    if (purpose === "link")
      await (organisationId
        ? linkOwn(await currentCaller(), { ...answer, organisationId })
        : linkIdentity(await currentCaller(), { provider, ...answer }));
    else if (organisationId) {
      const { token, handle } = await openByOwn(await callerAtSignIn(request.headers), { ...answer, organisationId });
      if (!token) throw new AppError("ownSignIn.asked");
      keepSession(headers, token);
      // This session opens nothing else.
      const there = `/dashboard/organisations/${handle}`;
      if (next !== there && !next.startsWith(`${there}/`)) headers.set("Location", there);
    } else {
      const { token } = await openByProvider(await callerAtSignIn(request.headers), { provider, ...answer });
      keepSession(headers, token);
    }
    forgetFlow(headers, purpose);
    return new Response(null, { status: 303, headers });
  } catch (error) {
    return sayRefused(error, { provider, purpose, next });
  }
}

function keepSession(headers: Headers, token: string): void {
  setCookie(headers, sessionCookie().name, token, sessionDays * 86_400);
}

/** Back to where it began, which says the reason. Only the reason travels: nobody else’s words are shown there. */
function sayRefused(
  thrown: unknown,
  { provider, purpose, next }: { provider: string; purpose: FlowPurpose; next: string },
): Response {
  const error = toRefusal(thrown);
  if (!(error instanceof Refusal)) log().error({ err: error }, "a sign-in by a provider failed for a reason of ours");
  const refused: Reason | string = error instanceof Refusal ? error.reason : "internal";
  const words = new URLSearchParams({ refused, by: provider, ...(purpose === "signIn" && { next }) });
  const signInPage = provider.startsWith(ownProvider) ? "/sign-in/organisation" : "/sign-in";
  const headers = new Headers({
    Location: `${purpose === "link" ? linkPage : signInPage}?${words}`,
    "Cache-Control": "no-store",
  });
  for (const one of purposes) forgetFlow(headers, one);
  return new Response(null, { status: 303, headers });
}
