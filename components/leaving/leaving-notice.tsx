import { ExactTime } from "@/components/ui/layout/time";
import { Notice } from "@/components/ui/message/notice";
import { leavingDays } from "@/lib/limits";

/** Nothing but the time that leaving gives: other text reads as a time too. */
const isoTime = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** After leaving for good: until when signing in still offers to stay. @param until in the URL; says nothing unless it is near */
export function LeavingNotice({ until = "" }: { until?: string }) {
  const end = isoTime.test(until) ? new Date(until) : undefined;
  const left = (end?.getTime() ?? 0) - Date.now();
  if (!end || !(left > 0 && left <= leavingDays * 86_400_000)) return null;
  return (
    <Notice tone="note" role="status" title="You are signed out, and your account will be deleted" className="mt-7">
      Until <ExactTime at={end} /> you can sign in to stay.
    </Notice>
  );
}
