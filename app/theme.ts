import { cookies } from "next/headers";
import { readTheme, themeCookie } from "@/components/frame/theme";

/** The theme chosen in this browser. */
export async function currentTheme() {
  return readTheme((await cookies()).get(themeCookie)?.value);
}
