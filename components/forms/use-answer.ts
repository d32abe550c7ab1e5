import { useEffect, useState } from "react";
import { answerOf } from "@/components/forms/answer";
import type { Outcome } from "@/lib/kernel/errors";

/** What a dialog has read: nothing yet, the data, or why not. */
type Read<T> = { data?: T; refusal?: string };

/** Reads what a dialog is about when it opens, because the page below may be old; and once more by `retry`. */
export function useAnswer<T>(read: () => Promise<Outcome<T>>): Read<T> & { retry: () => void } {
  const [attempt, setAttempt] = useState({ read });
  const [found, setFound] = useState<Read<T>>({});
  useEffect(() => {
    let late = false;
    void answerOf(attempt.read()).then((answer) => {
      if (!late) setFound(answer.ok ? { data: answer.data } : { refusal: answer.error.message });
    });
    return () => {
      late = true;
    };
  }, [attempt]);
  return { ...found, retry: () => setAttempt({ read }) };
}
