import type { ReactNode } from "react";
import { Frame } from "@/app/dashboard/frame";

export default function AccountLayout({ children }: { children: ReactNode }) {
  return <Frame>{children}</Frame>;
}
