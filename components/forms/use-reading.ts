import { useEffect, useState } from "react";
import { answerOf } from "@/components/forms/answer";
import type { Outcome } from "@/lib/kernel/errors";

/** What a dialog has read: nothing yet, the data, or why not. */
type Reading<T> = { data?: T; refusal?: string };

/**
 * Reads what a dialog is about when it opens, because the page below may be old; and once more by `retry`.
 */
export function useReading<T>(read: () => Promise<Outcome<T>>): Reading<T> & { retry: () => void } {
  const [attempt, setAttempt] = useState({ read });
  const [reading, setReading] = useState<Reading<T>>({});
  useEffect(() => {
    let late = false;
    void answerOf(attempt.read()).then((answer) => {
      if (!late) setReading(answer.ok ? { data: answer.data } : { refusal: answer.error.message });
    });
    return () => {
      late = true;
    };
  }, [attempt]);
  return { ...reading, retry: () => setAttempt({ read }) };
}
