import type { ReactNode } from "react";
import { ServersFeature } from "@/app/dashboard/organisations/[handle]/servers/feature-switch";

export default function ServersLayout({ children }: { children: ReactNode }) {
  return <ServersFeature title="Servers">{children}</ServersFeature>;
}
