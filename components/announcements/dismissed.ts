export const dismissedCookie = "dismissed";
/** As many as a cookie holds well; nobody sees more of them in a year. */
const most = 20;

/** The ids in the cookie, the latest first; anything else in it is ignored. */
export function readDismissed(cookie: string | undefined): string[] {
  const ids = (cookie ?? "").slice(0, 2_000).split(".");
  return ids.filter((id) => /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(id)).slice(0, most);
}

/** The cookie with one more id. */
export const withDismissed = (cookie: string | undefined, id: string): string =>
  [id, ...readDismissed(cookie).filter((each) => each !== id)].slice(0, most).join(".");
