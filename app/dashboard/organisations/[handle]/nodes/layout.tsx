import type { ReactNode } from "react";
import { ServersOffered } from "@/app/dashboard/organisations/[handle]/servers/offered";

export default function NodesLayout({ children }: { children: ReactNode }) {
  return <ServersOffered title="Nodes">{children}</ServersOffered>;
}
