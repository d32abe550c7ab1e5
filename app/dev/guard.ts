import { notFound } from "next/navigation";
import { forDevelopers } from "@/lib/env";

/** These pages are for developers of Guildhall: on a production portal they don't exist. */
export function requireDeveloper(): void {
  if (!forDevelopers()) notFound();
}
