"use client";

import { useState, useTransition } from "react";
import { answerOf } from "@/components/forms/answer";
import { goTo } from "@/components/sign_in/open-session";
import { Button } from "@/components/ui/button/button";
import { Notice } from "@/components/ui/message/notice";
import type { Outcome } from "@/lib/kernel/errors";

type Proof = { token: string } | { invitation: string };

interface AnswerInvitationProps {
  proof: Proof;
  /** The organisation's name. */
  name: string;
  /** Left out for users who have to sign in first. */
  accept?: (proof: Proof) => Promise<Outcome<{ handle: string; passwordDropped: boolean }>>;
  reject: (proof: Proof) => Promise<Outcome<unknown>>;
}

/** The buttons to join or decline. */
export function AnswerInvitation({ proof, name, accept, reject }: AnswerInvitationProps) {
  const [pending, startTransition] = useTransition();
  const [answer, setAnswer] = useState<"yes" | "no">();
  const [refusal, setRefusal] = useState<string>();
  const [done, setDone] = useState<"declined" | "passwordDropped">();

  const say = (word: "yes" | "no") =>
    startTransition(async () => {
      setAnswer(word);
      setRefusal(undefined);
      if (word === "no" || !accept) {
        const declined = await answerOf(reject(proof));
        return startTransition(() => (declined.ok ? setDone("declined") : setRefusal(declined.error.message)));
      }
      const joined = await answerOf(accept(proof));
      if (!joined.ok) return startTransition(() => setRefusal(joined.error.message));
      if (joined.data.passwordDropped) startTransition(() => setDone("passwordDropped"));
      else goTo(`/dashboard/organisations/${joined.data.handle}`);
    });

  if (done === "declined")
    return (
      <Notice tone="good" role="status" className="mt-5" title="Declined">
        You won’t join {name}. They only see that you declined.
      </Notice>
    );
  if (done === "passwordDropped")
    return (
      <Notice tone="good" role="status" className="mt-5" title={`You joined ${name}`}>
        Your e-mail address is now verified. Your password was chosen before that, so it no longer works: open the
        e-mail we just sent you and choose a new one. You stay signed in here.{" "}
        <a href="/dashboard">Go to the dashboard</a>
      </Notice>
    );
  return (
    <div className="mt-5 grid gap-3">
      {refusal && (
        <Notice tone="bad" role="alert">
          {refusal}
        </Notice>
      )}
      <div className={accept ? "grid grid-cols-[2fr_1fr] gap-2.5" : "grid"}>
        {accept && (
          <Button
            variant="main"
            busy={pending && answer === "yes"}
            onClick={() => !pending && say("yes")}
            className="min-w-0 py-1.5 whitespace-normal! wrap-anywhere"
          >
            Join {name}
          </Button>
        )}
        <Button
          variant={accept ? undefined : "quiet"}
          busy={pending && answer === "no"}
          onClick={() => !pending && say("no")}
        >
          Decline
        </Button>
      </div>
    </div>
  );
}
