import { Bell, DoorOpen, History, KeyRound, LogIn, MonitorSmartphone, ShieldCheck, UserRound } from "lucide-react";
import { Icon } from "@/components/ui/layout/icon";

const account = "/dashboard/account";

/** The pages about the account: tabs there, and places in the palette. */
export const accountSections = [
  { href: account, label: "Profile", icon: <Icon of={UserRound} /> },
  { href: `${account}/sign-in`, label: "Ways to sign in", icon: <Icon of={LogIn} /> },
  { href: `${account}/second-factor`, label: "Second factor", icon: <Icon of={ShieldCheck} /> },
  { href: `${account}/sessions`, label: "Sessions", icon: <Icon of={MonitorSmartphone} /> },
  { href: `${account}/tokens`, label: "Access tokens", icon: <Icon of={KeyRound} /> },
  { href: `${account}/activity`, label: "Activity", icon: <Icon of={History} /> },
  { href: `${account}/notifications`, label: "Notification settings", icon: <Icon of={Bell} /> },
  { href: `${account}/leave`, label: "Export and leave", icon: <Icon of={DoorOpen} /> },
];
