"use client";

import { Plus } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useFormContext } from "react-hook-form";
import { TextField } from "@/components/forms/text-field";
import { Button } from "@/components/ui/button/button";
import { Icon } from "@/components/ui/layout/icon";
import { recipientsEach } from "@/lib/limits";

/** The recipients: a field for each address. Empty fields are left out. */
export function RecipientFields({ before }: { before: number }) {
  const [count, setCount] = useState(Math.max(before, 1));
  const { setFocus } = useFormContext();
  const first = useRef(count);
  useEffect(() => {
    if (count > first.current) setFocus(`recipients.${count - 1}`);
  }, [count, setFocus]);
  return (
    <>
      {Array.from({ length: count }, (_, place) => `recipients.${place}`).map((name, place) => (
        <TextField
          key={name}
          name={name}
          label={place === 0 ? "Recipient" : `Recipient ${place + 1}`}
          hint={place === 0 ? "Receives test mails, and the events that you choose afterwards." : undefined}
          inputMode="email"
          autoComplete="off"
        />
      ))}
      {count < recipientsEach && (
        <Button size="small" className="justify-self-start" onClick={() => setCount(count + 1)}>
          <Icon of={Plus} />
          Add recipient
        </Button>
      )}
    </>
  );
}
