import { cookies } from "next/headers";
import { readTheme, themeCookie } from "@/components/frame/theme";

/** The theme that this browser chose. */
export async function currentTheme() {
  return readTheme((await cookies()).get(themeCookie)?.value);
}
