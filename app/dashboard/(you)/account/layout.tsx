import type { ReactNode } from "react";
import { accountSections } from "@/app/dashboard/account-sections";
import { AccountTabs } from "@/components/accounts/account-tabs";

export default function AccountPagesLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <AccountTabs sections={accountSections.map(({ href, label }) => ({ href, label }))} />
      {children}
    </>
  );
}
