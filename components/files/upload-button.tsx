"use client";

import { Upload } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { type FilesPlace, joined, uploadHref } from "@/components/files/actions";
import { Button } from "@/components/ui/button/button";
import { Icon } from "@/components/ui/layout/icon";
import { say, sayRefused } from "@/components/ui/message/toast";

interface Progress {
  name: string;
  share: number;
}

/** Uploads files into the current folder, one after the other; a file of the same name is replaced. */
export function UploadButton({ place, folder }: { place: FilesPlace; folder: string }) {
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const sending = useRef<XMLHttpRequest>(null);
  const [progress, setProgress] = useState<Progress>();

  const send = async (files: File[]) => {
    let done = 0;
    for (const file of files) {
      setProgress({ name: file.name, share: 0 });
      const url = uploadHref(place, joined(folder, file.name));
      const problem = await put(url, file, sending, (share) => setProgress({ name: file.name, share }));
      if (problem !== null) {
        sayRefused(`${file.name} wasn’t uploaded. ${problem}`);
        break;
      }
      done++;
    }
    setProgress(undefined);
    if (input.current) input.current.value = "";
    if (done > 0) say(done === 1 && files.length === 1 ? `${files[0]?.name} uploaded.` : `${done} files uploaded.`);
    router.refresh();
  };

  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Files to upload"
        onChange={(event) => void send([...(event.target.files ?? [])])}
      />
      {progress ? (
        <div className="flex min-w-0 basis-full items-center gap-3 text-sm" role="status">
          <span className="min-w-0 flex-1">
            <span className="block truncate">
              Uploading {progress.name}, {Math.round(progress.share * 100)} %
            </span>
            <progress aria-label={`Upload of ${progress.name}`} value={progress.share} className="w-full" />
          </span>
          <Button onClick={() => sending.current?.abort()}>Stop</Button>
        </div>
      ) : (
        <Button variant="main" className="noscript:hidden" onClick={() => input.current?.click()}>
          <Icon of={Upload} />
          Upload
        </Button>
      )}
    </>
  );
}

/** Uses XMLHttpRequest because only it reports upload progress. @returns why it failed, or null */
function put(
  url: string,
  file: File,
  sending: { current: XMLHttpRequest | null },
  tell: (share: number) => void,
): Promise<string | null> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    sending.current = request;
    request.open("PUT", url);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => tell(total > 0 ? loaded / total : 0);
    request.onload = () =>
      resolve(request.status === 200 ? null : ((request.response as { error?: string } | null)?.error ?? "Try again."));
    request.onerror = () => resolve("Couldn’t reach Guildhall. Try again.");
    request.onabort = () => resolve("You stopped it; any existing file is unchanged.");
    request.send(file);
  });
}
