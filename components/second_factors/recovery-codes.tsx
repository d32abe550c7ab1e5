"use client";

import { Button } from "@/components/ui/button/button";
import { CopyButton } from "@/components/ui/button/copy-button";
import { DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";

/** Recovery codes, in a dialog: shown once, to be kept. */
export function RecoveryCodes({ codes, close }: { codes: string[]; close: () => void }) {
  const text = codes.join("\n");
  return (
    <>
      <DialogBody>
        <p>Each of these codes works once if you lose your second factor. They are shown only now.</p>
        <ul aria-label="Recovery codes" className="grid grid-cols-2 gap-x-4 gap-y-1 font-mono">
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <div className="flex flex-wrap items-center gap-3">
          <CopyButton value={text} label="Copy codes" />
          <a
            href={`data:text/plain;charset=utf-8,${encodeURIComponent(`Guildhall recovery codes\n\n${text}\n`)}`}
            download="guildhall-recovery-codes.txt"
          >
            Download as text
          </a>
        </div>
      </DialogBody>
      <DialogFoot>
        <Button variant="main" onClick={close}>
          I have saved them
        </Button>
      </DialogFoot>
    </>
  );
}
