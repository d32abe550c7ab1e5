import {
  Building2,
  Gauge,
  Globe,
  HeartPulse,
  Layers,
  ListTodo,
  Megaphone,
  ScrollText,
  SendHorizontal,
  Server as ServerIcon,
  ToggleRight,
  Users,
  Waypoints,
} from "lucide-react";
import { Icon } from "@/components/ui/layout/icon";

/** The pages of the portal's administration, as the side bar lists them. */
export const portalSections = [
  { href: "/dashboard/portal", label: "Health", icon: <Icon of={HeartPulse} />, exact: true },
  { href: "/dashboard/portal/organisations", label: "All organisations", icon: <Icon of={Building2} /> },
  { href: "/dashboard/portal/users", label: "Users", icon: <Icon of={Users} /> },
  { href: "/dashboard/portal/tiers", label: "Tiers", icon: <Icon of={Layers} /> },
  { href: "/dashboard/portal/nodes", label: "Nodes", icon: <Icon of={ServerIcon} /> },
  { href: "/dashboard/portal/gateways", label: "Gateways", icon: <Icon of={Waypoints} /> },
  { href: "/dashboard/portal/outbox", label: "Outgoing mail", icon: <Icon of={SendHorizontal} /> },
  { href: "/dashboard/portal/jobs", label: "Jobs", icon: <Icon of={ListTodo} /> },
  { href: "/dashboard/portal/rates", label: "Rate limits", icon: <Icon of={Gauge} /> },
  { href: "/dashboard/portal/zones", label: "Zones", icon: <Icon of={Globe} /> },
  { href: "/dashboard/portal/announcements", label: "Announcements", icon: <Icon of={Megaphone} /> },
  { href: "/dashboard/portal/log", label: "Portal activity", icon: <Icon of={ScrollText} /> },
  { href: "/dashboard/portal/settings", label: "Settings", icon: <Icon of={ToggleRight} /> },
];
