import type { ReactNode } from "react";
import { ServersFeature } from "@/app/dashboard/organisations/[handle]/servers/feature-switch";

export default function NodesLayout({ children }: { children: ReactNode }) {
  return <ServersFeature title="Nodes">{children}</ServersFeature>;
}
