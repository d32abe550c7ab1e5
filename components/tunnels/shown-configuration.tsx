"use client";

import { Download } from "lucide-react";
import { nextSteps, type System } from "@/components/tunnels/systems";
import { Button } from "@/components/ui/button/button";
import { CopyButton } from "@/components/ui/button/copy-button";
import { CopyField } from "@/components/ui/button/copy-field";
import { DialogBody, DialogFoot } from "@/components/ui/dialog/dialog";
import { Icon } from "@/components/ui/layout/icon";
import { QrCode } from "@/components/ui/layout/qr-code";
import { Notice } from "@/components/ui/message/notice";
import { qrOf } from "@/lib/qr";
import { configurationFile } from "@/lib/tunnels/configuration";

interface ShownConfigurationProps {
  name: string;
  system: System;
  text: string;
  done: () => void;
}

/** A new device’s configuration with its private key, shown once. */
export function ShownConfiguration({ name, system, text, done }: ShownConfigurationProps) {
  const file = configurationFile(name);
  const stem = file.replace(/\.conf$/, "");
  // Apps that scan a code have no wg-quick.
  const qr = text.includes("PostUp") ? undefined : qrOf(text);
  return (
    <>
      <DialogBody>
        <Notice tone="warn" title="Save it before you close this">
          The private key was made in your browser and is only here. If it gets lost, remove the device and add it
          again.
        </Notice>
        <pre className="rounded-control bg-sunken p-3 font-mono text-xs leading-5 wrap-anywhere whitespace-pre-wrap forced-colors:border">
          {text}
        </pre>
        <div className="flex flex-wrap items-center gap-2">
          <Button onClick={() => save(file, text)}>
            <Icon of={Download} />
            Download {file}
          </Button>
          <CopyButton value={text} label="Copy configuration" />
        </div>
        {qr && <QrCode code={qr} label="QR code of the configuration" className="size-64" />}
        <div className="grid gap-2">
          <h3 className="text-sm font-medium">Next step</h3>
          <p className="text-sm">{nextSteps[system]}</p>
          {system === "linux" && (
            <CopyField
              label="Command"
              value={`sudo install -m 600 ${file} /etc/wireguard/ && sudo systemctl enable --now wg-quick@${stem}`}
              copyLabel="Copy command"
            />
          )}
        </div>
      </DialogBody>
      <DialogFoot>
        <Button variant="main" onClick={done}>
          Done
        </Button>
      </DialogFoot>
    </>
  );
}

function save(name: string, text: string) {
  const url = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // Not before the browser has begun to read it.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
