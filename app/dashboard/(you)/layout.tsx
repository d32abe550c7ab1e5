import type { ReactNode } from "react";
import { accountGroups, Frame } from "@/app/dashboard/frame";

export default async function AccountLayout({ children }: { children: ReactNode }) {
  return <Frame groups={await accountGroups()}>{children}</Frame>;
}
