import type { ReactNode } from "react";
import { ServersOffered } from "@/app/dashboard/organisations/[handle]/servers/offered";

export default function ServersLayout({ children }: { children: ReactNode }) {
  return <ServersOffered title="Servers">{children}</ServersOffered>;
}
