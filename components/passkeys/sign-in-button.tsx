"use client";

import { useEffect, useRef, useState } from "react";
import { answerOf } from "@/components/forms/answer";
import { type BeginRequest, endOffer, offerCredential, signWithPasskey } from "@/components/passkeys/ceremony";
import { goTo, openByPasskey } from "@/components/sign_in/open-session";
import { Button } from "@/components/ui/button/button";
import { Notice } from "@/components/ui/message/notice";

interface PasskeySignInProps {
  /** Where to go afterwards; a path of this portal. */
  next: string;
  begin: BeginRequest;
}

/** Sooner than a challenge expires. */
const renewal = 4 * 60_000;

/** Signs in by passkey: by its button, or by choosing one where the browser fills in the address. */
export function PasskeySignIn({ next, begin }: PasskeySignInProps) {
  const [problem, setProblem] = useState<string>();
  const [pending, setPending] = useState(false);
  /** The last offer; an older one that ends is forgotten. */
  const offer = useRef(0);

  const open = async (credential: string) => {
    setPending(true);
    const answer = await answerOf(openByPasskey(credential));
    if (answer.ok) return goTo(next);
    setPending(false);
    setProblem(answer.error.message);
    void listen();
  };
  const listen = async () => {
    const mine = ++offer.current;
    const credential = await offerCredential(begin);
    if (mine === offer.current && credential) await open(credential);
  };
  const press = async () => {
    offer.current++;
    setProblem(undefined);
    setPending(true);
    const answer = await answerOf(signWithPasskey(begin));
    if (answer.ok) return open(answer.data);
    setPending(false);
    setProblem(answer.error.message);
    void listen();
  };

  // The effect runs once, and its timer must see what the last render knows.
  const latest = useRef({ listen, pending });
  useEffect(() => {
    latest.current = { listen, pending };
  });
  useEffect(() => {
    void latest.current.listen();
    const timer = setInterval(() => {
      if (!latest.current.pending && !document.hidden) void latest.current.listen();
    }, renewal);
    return () => {
      clearInterval(timer);
      offer.current++;
      void endOffer();
    };
  }, []);

  return (
    <div className="mt-4 grid gap-4 border-t border-hair pt-4 first:mt-0 first:border-t-0 first:pt-0 noscript:hidden">
      {problem && (
        <Notice tone="bad" role="alert">
          {problem}
        </Notice>
      )}
      <Button busy={pending} onClick={press}>
        Sign in with a passkey
      </Button>
    </div>
  );
}
