"use client";

import { Plus } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import type { CreateTokenDialogProps } from "@/components/api_tokens/create-token-dialog";
import { Button } from "@/components/ui/button/button";
import { CopyField } from "@/components/ui/button/copy-field";
import { onDemand } from "@/components/ui/dialog/on-demand";
import { Icon } from "@/components/ui/layout/icon";
import { PageHead } from "@/components/ui/layout/page-head";
import { Notice } from "@/components/ui/message/notice";

const CreateTokenDialog = onDemand<CreateTokenDialogProps>(() => import("@/components/api_tokens/create-token-dialog"));

/** The page's head with the button that creates a token and, below it, the new token: it is shown only once. */
export function CreateToken(props: Pick<CreateTokenDialogProps, "organisations" | "create" | "createPortal">) {
  const [pressed, setPressed] = useState(false);
  // A portal administrator needs no organisation for a token of the portal.
  const can = props.organisations.length > 0 || props.createPortal !== undefined;
  const [made, setMade] = useState<{ name: string; token: string }>();
  const asked = useSearchParams().has("new");
  const close = () => {
    setPressed(false);
    if (asked) history.replaceState(null, "", location.pathname);
  };
  const button = (
    <Button
      variant="main"
      onPointerEnter={CreateTokenDialog.prepare}
      onFocus={CreateTokenDialog.prepare}
      onClick={() => setPressed(true)}
    >
      <Icon of={Plus} />
      New token
    </Button>
  );
  return (
    <>
      <PageHead title="Access tokens" actions={can && button}>
        For programs that work on your behalf. Each has all of your permissions, or some of them, until you revoke it.
      </PageHead>
      {made && (
        <div className="mb-6 max-w-[40rem]">
          <Notice tone="good" role="status" title={`Copy ${made.name} now: it isn’t shown again`}>
            <CopyField label="Token" value={made.token} copyLabel="Copy token" />
          </Notice>
        </div>
      )}
      <CreateTokenDialog
        {...props}
        open={(pressed || asked) && can}
        onOpenChange={(open) => (open ? setPressed(true) : close())}
        onMade={setMade}
      />
    </>
  );
}
