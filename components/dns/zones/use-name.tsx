"use client";

import { useEffect, useState } from "react";

export interface UseNameProps {
  /** What was typed where a host’s name belongs. */
  address: string;
  /** Names of the zone that lead there. */
  namesOf: (address: string) => Promise<string[]>;
  onUse: (name: string) => void;
}

/** Somebody who types a moment longer means another address. */
const pauseMs = 300;

/** The way out where an address stands and a name belongs: the name that leads there already. */
export function UseName({ address, namesOf, onUse }: UseNameProps) {
  const [found, setFound] = useState<{ address: string; name?: string }>();
  useEffect(() => {
    const timer = setTimeout(() => {
      void namesOf(address)
        .catch((): string[] => [])
        .then(([name]) => setFound({ address, name }));
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [address, namesOf]);
  const name = found?.address === address ? found.name : undefined;
  if (name === undefined) return null;
  return (
    <>
      {" "}
      <strong className="font-mono">{name}</strong> already leads to this one.{" "}
      <button type="button" className="cursor-pointer font-medium underline" onClick={() => onUse(name)}>
        Use it
      </button>
    </>
  );
}
