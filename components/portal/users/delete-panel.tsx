import { KeyRound, UserMinus } from "lucide-react";
import Link from "next/link";
import { UserAction } from "@/components/portal/users/user-action";
import { Icon } from "@/components/ui/layout/icon";
import { Panel } from "@/components/ui/layout/panel";
import type { Outcome } from "@/lib/kernel/errors";

interface DeletePanelProps {
  user: { id: string; name: string; email: string };
  /** The organisations that the user owns: while there are any, the account stays. */
  owned: { handle: string; name: string }[];
  deleteUser: (input: { user: string; confirm: string }) => Promise<Outcome<unknown>>;
  /** The list, shown once the user is gone. */
  path: string;
}

/** Deletes an account, or says what has to be done first. */
export function DeletePanel({ user: { id, name, email }, owned, deleteUser, path }: DeletePanelProps) {
  if (owned.length > 0)
    return (
      <Panel title="Delete" about={`${name} owns organisations. Transfer or delete them first:`}>
        <ul className="list-inside list-disc text-control">
          {owned.map(({ handle, name: organisation }) => (
            <li key={handle}>
              <Link href={`/dashboard/portal/organisations?q=${handle}`} className="underline">
                {organisation}
              </Link>
            </li>
          ))}
        </ul>
      </Panel>
    );
  return (
    <Panel
      title="Delete"
      about="The account and everything that is only theirs. This can’t be undone."
      action={
        <UserAction
          label="Delete…"
          input={{ user: id, confirm: email }}
          act={deleteUser}
          said={`The account of ${name} was deleted.`}
          next={path}
          question={{
            title: `Delete the account of ${name}?`,
            description: "This can’t be undone.",
            losses: [
              {
                icon: <Icon of={UserMinus} />,
                title: "The account",
                detail: "With its memberships, notifications and avatar, and the invitations that they sent",
              },
              {
                icon: <Icon of={KeyRound} />,
                title: "Sessions and access tokens",
                detail: "Programs that use them are refused",
              },
            ],
            stays: "The organisations stay as they are. The activity keeps the name.",
            typed: email,
            confirm: "Delete account",
          }}
        />
      }
    />
  );
}
