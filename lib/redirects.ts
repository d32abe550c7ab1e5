/** The destination after sign-in: a path of this portal or the dashboard, never another origin. */
export function safePath(next: string | string[] | undefined): string {
  if (typeof next !== "string" || !next.startsWith("/")) return "/dashboard";
  // Browsers treat "//host", "/\host" and a path with control characters as another origin.
  if (/^\/[/\\]/.test(next) || /[\p{Cc}\\]/u.test(next)) return "/dashboard";
  const url = new URL(next, "http://guildhall.invalid");
  // Resolving "/a/..//host" leaves two slashes in front.
  return url.origin === "http://guildhall.invalid"
    ? url.pathname.replace(/^\/+/, "/") + url.search + url.hash
    : "/dashboard";
}
