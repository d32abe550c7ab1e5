"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Refreshes the page every two seconds while it is visible, because something on it is in progress. */
export function KeepFresh() {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === "visible" && router.refresh(), 2_000);
    return () => clearInterval(timer);
  }, [router]);
  return null;
}
