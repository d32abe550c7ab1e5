import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { signOut } from "@/lib/accounts/actor";
import { sessionCookie } from "@/lib/doors/http/caller";

/** Ends this session, also on the server, and goes to sign-in. */
export async function leaveSession(): Promise<never> {
  const jar = await cookies();
  const { name, secure } = sessionCookie();
  const token = jar.get(name)?.value;
  if (token) await signOut(token);
  jar.set(name, "", { path: "/", httpOnly: true, sameSite: "lax", secure, maxAge: 0 });
  redirect("/sign-in");
}
