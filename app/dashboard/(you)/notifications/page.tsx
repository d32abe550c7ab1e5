import { changeMails, readNotificationsAction } from "@/app/dashboard/(you)/notifications/actions";
import { PostButton } from "@/components/forms/post-button";
import { type Answer, PostForm } from "@/components/forms/post-form";
import { MailSwitch } from "@/components/notifications/mail-switch";
import { NotificationList } from "@/components/notifications/notification-list";
import { PageHead } from "@/components/ui/layout/page-head";
import { EmptyState } from "@/components/ui/message/empty-state";
import { RefusedFilters } from "@/components/ui/table/refused-filters";
import { TableFoot } from "@/components/ui/table/table-foot";
import { attempt, read } from "@/lib/doors/page/page";
import { type Search, word } from "@/lib/doors/page/search";
import { canMail } from "@/lib/env";
import { listNotifications, readNotificationSettings } from "@/lib/notifications/operations";

export const metadata = { title: "Notifications" };

const path = "/dashboard/notifications";

async function markAll(): Promise<Answer> {
  "use server";
  const outcome = await readNotificationsAction({});
  return outcome.ok ? { ok: true, data: undefined } : outcome;
}

export default async function NotificationsPage({ searchParams }: { searchParams: Search }) {
  const cursor = word((await searchParams).cursor);
  const [{ data, refusal }, { byMail }] = await Promise.all([
    attempt(listNotifications, { limit: 50, cursor }),
    read(readNotificationSettings, {}),
  ]);
  if (refusal) return <RefusedFilters href={path} refusal={refusal} />;
  const { items, after } = data;
  const fresh = items.some(({ readAt }) => readAt === null);
  return (
    <>
      <PageHead
        title="Notifications"
        actions={
          fresh && (
            <PostForm action={markAll}>
              <PostButton>Mark all as read</PostButton>
            </PostForm>
          )
        }
      >
        Changes by others that affect you.
      </PageHead>
      {items.length > 0 ? (
        <>
          <NotificationList notifications={items} now={new Date()} />
          <TableFoot first={cursor && path} next={after ? `${path}?cursor=${after}` : undefined}>
            {null}
          </TableFoot>
        </>
      ) : (
        <EmptyState title="No notifications yet">
          You’ll see here when somebody invites you, adds you, changes your role or removes you.
        </EmptyState>
      )}
      {canMail() && (
        <div className="mt-10 max-w-[40rem]">
          <MailSwitch setting="byMail" isOn={byMail} change={changeMails} />
        </div>
      )}
    </>
  );
}
