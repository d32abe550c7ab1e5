import type { JobWithMetadata } from "pg-boss";
import { fetchLogo } from "@/lib/avatars/fetch_logo";
import { beginLogo, endLogo } from "@/lib/avatars/logo_operations";
import { type Picture, render } from "@/lib/avatars/render";
import { systemCaller } from "@/lib/kernel/actor";
import { Refusal } from "@/lib/kernel/errors";

const caller = systemCaller("logo");

/** Fetches one organisation’s logo. Temporary failures are retried; final ones are saved for the user who set the address. */
export async function runLogoJob(
  {
    data,
    retryCount,
    retryLimit,
  }: Pick<JobWithMetadata<{ organisationId: string }>, "data" | "retryCount" | "retryLimit">,
  fetchIt: (url: string) => Promise<Buffer> = fetchLogo,
): Promise<void> {
  const url = await beginLogo(caller, data);
  if (!url) return;
  let picture: Picture | null = null;
  let problem: string | null = null;
  try {
    picture = await render(await fetchIt(url));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const mayPass = error.code === "UPSTREAM" || error.code === "UNAVAILABLE";
    if (mayPass && retryCount < retryLimit) throw error;
    problem = error.message;
  }
  await endLogo(caller, { ...data, url, picture, problem });
}
