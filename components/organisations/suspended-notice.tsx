import { ExactTime } from "@/components/ui/layout/time";
import { Notice } from "@/components/ui/message/notice";

interface SuspendedNoticeProps {
  name: string;
  reason: string;
  /** Null until somebody ends it. */
  until: Date | null;
}

/** On every page of a suspended organisation: why, until when, and what to do. Also the preview for who suspends one. */
export function SuspendedNotice({ name, reason, until }: SuspendedNoticeProps) {
  return (
    <Notice
      tone="warn"
      className="mb-6"
      title={
        <>
          {name} is suspended{until && " until "}
          {until && <ExactTime at={until} />}
        </>
      }
    >
      <p className="wrap-anywhere text-ink">{reason}</p>
      <p>
        You can read everything, but change nothing. Its servers are stopped; its zones are still served. Contact the
        portal’s administrator.
      </p>
    </Notice>
  );
}
