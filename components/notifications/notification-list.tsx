import Link from "next/link";
import { Shield } from "@/components/identity/shield";
import { type TransferNews, transferNews } from "@/components/notifications/transfer-sentence";
import { Time } from "@/components/ui/layout/time";
import { roleName } from "@/lib/access";

type PortalNews = "suspended" | "resumed" | "deleted" | "restored";

export interface ShownNotification {
  id: string;
  kind:
    | "invited"
    | "added"
    | "role"
    | "removed"
    | "narrowed"
    | "widened"
    | "draining"
    | "provisioned"
    | "joinRequest"
    | PortalNews
    | TransferNews;
  organisationName: string;
  /** Null unless the viewer is a member. */
  handle: string | null;
  avatar: string | null;
  actorName: string | null;
  role: string | null;
  formerRole: string | null;
  nodeName: string | null;
  transferId: string | null;
  createdAt: Date;
  readAt: Date | null;
}

/** The notification in one sentence. */
function sentence({ kind, organisationName, actorName, role, formerRole, nodeName }: ShownNotification): string {
  const who = actorName ?? "Somebody";
  if (isTransfer(kind)) return transferNews[kind](who, organisationName, role);
  if (kind === "invited") return `${who} invited you to ${organisationName} as ${roleName(role ?? "member")}.`;
  if (kind === "added") return `${who} added you to ${organisationName} as ${roleName(role ?? "member")}.`;
  if (kind === "removed") return `${who} removed you from ${organisationName}.`;
  if (kind === "narrowed") return `${who} changed which projects you can see in ${organisationName}.`;
  if (kind === "widened") return `${who} gave you access to all projects in ${organisationName}.`;
  if (kind === "joinRequest") return `${who} asks to join ${organisationName}. Open the members to decide.`;
  if (kind === "provisioned") return `${who} created ${organisationName} for you. You are its owner.`;
  if (kind === "suspended") return `${who} suspended ${organisationName}. Open it to read why.`;
  if (kind === "resumed") return `The suspension of ${organisationName} has ended.`;
  if (kind === "deleted")
    return `${who} deleted ${organisationName}. At the end of your organisations you can see whether it can be restored.`;
  if (kind === "restored") return `${who} restored ${organisationName}. Its servers are stopped.`;
  if (kind === "draining")
    return `The node ${nodeName} is being drained, and ${organisationName} has servers on it. Recreate them on another node, then delete or stop them.`;
  return `${who} changed your role in ${organisationName} from ${roleName(formerRole ?? "member")} to ${roleName(role ?? "member")}.`;
}

const isTransfer = (kind: ShownNotification["kind"]): kind is TransferNews => Object.hasOwn(transferNews, kind);

function target({ kind, handle, transferId }: ShownNotification): string | null {
  if (transferId) return handle && `/dashboard/transfers/${transferId}`;
  if (kind === "invited") return "/dashboard/invitations";
  if (kind === "joinRequest") return handle && `/dashboard/organisations/${handle}/members`;
  return handle && `/dashboard/organisations/${handle}`;
}

export function NotificationList({ notifications, now }: { notifications: ShownNotification[]; now: Date }) {
  return (
    <ul className="border-t border-hair">
      {notifications.map((each) => {
        const href = target(each);
        return (
          <li key={each.id} className="flex items-start gap-3 border-b border-hair py-3">
            <Shield handle={each.handle ?? each.organisationName} name={each.organisationName} avatar={each.avatar} />
            <div className="min-w-0 flex-1">
              <p className={each.readAt ? "text-ink-soft" : "font-medium"}>
                {href ? <Link href={href}>{sentence(each)}</Link> : sentence(each)}
              </p>
              <p className="text-xs text-ink-soft">
                <Time at={each.createdAt} now={now} />
                {!each.readAt && " · new"}
              </p>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
