import { LogOut } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Person } from "@/components/identity/person";
import { Disclosure } from "@/components/ui/layout/disclosure";
import { Icon } from "@/components/ui/layout/icon";
import { Lead } from "@/components/ui/table/lead";

export interface AccountRowProps {
  account: { id: string; name: string; email: string; avatar: string | null };
  links: { href: string; label: string; icon: ReactNode }[];
  /** A server action; the form works without JavaScript. */
  signOut: () => Promise<void>;
}

/** The menu is as wide as the positioned element around it. */
export function AccountRow({ account, links, signOut }: AccountRowProps) {
  const { id, name, email, avatar } = account;
  return (
    <Disclosure
      className="group min-w-0 flex-1"
      summaryClassName="rounded-control px-2 py-1.5 hover:bg-hover group-open:bg-hover"
      summary={<Lead picture={<Person id={id} name={name} avatar={avatar} />} name={name} under="Account" />}
    >
      <div className="pop absolute inset-x-0 bottom-full z-(--z-menu) mb-1">
        <p className="truncate px-2 py-1.5 text-xs text-ink-soft">Signed in as {email}</p>
        {links.map(({ href, label, icon }) => (
          <Link key={href} href={href} className="pop-item">
            {icon}
            {label}
          </Link>
        ))}
        <hr className="my-[0.3125rem] border-hair" />
        <form action={signOut}>
          <button type="submit" className="pop-item">
            <Icon of={LogOut} />
            Sign out
          </button>
        </form>
      </div>
    </Disclosure>
  );
}
