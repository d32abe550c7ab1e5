import { notFound } from "next/navigation";
import { forDevelopers } from "@/lib/env";

/** These pages are for those who work on Guildhall: on a portal that people use there is nothing here. */
export function requireDeveloper(): void {
  if (!forDevelopers()) notFound();
}
