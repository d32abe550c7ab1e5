"use client";

import { useEffect, useState } from "react";

export interface UseNameProps {
  /** The IP address that was typed in a field for a host name. */
  address: string;
  /** Names of the zone that point to it. */
  namesOf: (address: string) => Promise<string[]>;
  onUse: (name: string) => void;
}

/** Waits until somebody has stopped typing. */
const pauseMs = 300;

/** Offers the name that already points to an address, where a name is needed and an address was typed. */
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
      <strong className="font-mono">{name}</strong> already points to this address.{" "}
      <button type="button" className="cursor-pointer font-medium underline" onClick={() => onUse(name)}>
        Use it
      </button>
    </>
  );
}
