import { refresh } from "next/cache";
import { endOtherSessionsAction, endSessionAction } from "@/app/dashboard/(you)/account/actions";
import { SessionTable } from "@/components/accounts/session-table";
import { deviceWords } from "@/components/accounts/session-words";
import { PostButton } from "@/components/forms/post-button";
import { type Answer, PostForm } from "@/components/forms/post-form";
import { PageHead } from "@/components/ui/layout/page-head";
import { fieldsOf } from "@/lib/doors/action/action";
import { read } from "@/lib/doors/page/page";
import { leaveEverywhere } from "@/lib/doors/page/sign_out";
import { listSessions } from "@/lib/sessions/operations";

export const metadata = { title: "Sessions" };

/** The pressed button says which session to end: one, all but this one, or all. */
async function end(form: FormData): Promise<Answer> {
  "use server";
  const session = String(fieldsOf(form).get("session"));
  if (session === "all") await leaveEverywhere();
  const one = session === "others" ? undefined : await endSessionAction({ session });
  if (one?.ok) return { ok: true, data: "Session ended." };
  // It ended elsewhere in the meantime: refresh the list.
  if (one?.error.reason === "unknown") refresh();
  if (one) return one.error.reason === "unknown" ? { ok: true, data: "That session had already ended." } : one;
  const all = await endOtherSessionsAction({});
  if (!all.ok) return all;
  const { ended } = all.data;
  return { ok: true, data: ended === 1 ? "One other session ended." : `${ended} other sessions ended.` };
}

export default async function SessionsPage() {
  const sessions = await read(listSessions, {});
  return (
    <PostForm action={end}>
      <PageHead
        title="Sessions"
        actions={
          <>
            {sessions.length > 1 && (
              <PostButton name="session" value="others">
                End all other sessions
              </PostButton>
            )}
            <PostButton name="session" value="all">
              Sign out everywhere
            </PostButton>
          </>
        }
      >
        Where you are signed in. End what you don’t know, and change your password.
      </PageHead>
      <SessionTable
        sessions={sessions}
        now={new Date()}
        end={({ id, address, ...device }) => (
          <PostButton size="small" name="session" value={id}>
            End
            <span className="sr-only">
              {" "}
              the session of {deviceWords(device)} from {address ?? "an unknown address"}
            </span>
          </PostButton>
        )}
      />
    </PostForm>
  );
}
