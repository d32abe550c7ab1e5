"use client";

import { RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Button } from "@/components/ui/button/button";
import { Icon } from "@/components/ui/layout/icon";

export function RetryButton({ retry }: { retry?: () => void }) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const again = () => startTransition(() => (retry ? retry() : router.refresh()));
  return (
    <Button size="small" busy={pending} onClick={again} className="noscript:hidden">
      {!pending && <Icon of={RotateCw} />}
      Try again
    </Button>
  );
}
