"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Reads the page anew every two seconds while somebody looks at it: something on it is on its way. */
export function KeepFresh() {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === "visible" && router.refresh(), 2_000);
    return () => clearInterval(timer);
  }, [router]);
  return null;
}
