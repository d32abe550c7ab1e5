"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState, useTransition } from "react";
import { FileNotes } from "@/components/dns/files/file-notes";
import type { FileNote, ImportActions, ImportMode, ImportPreview } from "@/components/dns/files/import-actions";
import { ImportPreviewPanel } from "@/components/dns/files/import-preview";
import { previewFile, takeFile } from "@/components/dns/files/send-zone-file";
import { answerOf } from "@/components/forms/answer";
import { Button } from "@/components/ui/button/button";
import { Field } from "@/components/ui/form/field";
import { Radio } from "@/components/ui/form/radio";
import { Textarea } from "@/components/ui/form/textarea";
import { Notice } from "@/components/ui/message/notice";
import { Progress } from "@/components/ui/message/progress";
import { say } from "@/components/ui/message/toast";
import { textOfFile } from "@/lib/dns/zone_file/bytes";

interface ZoneTextFormProps {
  organisation: string;
  zone: string;
  /** The zone file to edit; left out for an import. */
  text?: string;
  /** The page that opens afterwards. */
  doneHref: string;
  actions: ImportActions;
}

/** A zone file that is typed, chosen or edited: first its changes are previewed, then applied. */
export function ZoneTextForm({ organisation, zone, text = "", doneHref, actions }: ZoneTextFormProps) {
  const router = useRouter();
  const area = useRef<HTMLTextAreaElement>(null);
  const isImport = text === "";
  const [mode, setMode] = useState<ImportMode>(isImport ? "add" : "replace");
  const [preview, setPreview] = useState<ImportPreview>();
  const [errors, setErrors] = useState<{ notes: FileNote[]; more: boolean }>();
  const [problem, setProblem] = useState<string>();
  const [sure, setSure] = useState(false);
  const [pending, startTransition] = useTransition();
  const [read, setRead] = useState<number>();
  const input = () => ({ organisation, zone, text: area.current?.value ?? "", mode });

  const look = () =>
    startTransition(async () => {
      setErrors(undefined);
      setProblem(undefined);
      // Read here first: errors show at once, whatever the size, and nothing is sent.
      const { readInSteps } = await import("@/components/dns/files/read-file");
      const file = await readInSteps(input().text, zone, setRead);
      setRead(undefined);
      // Shown once the button is free again: whoever reads it and presses it at once is not ignored.
      if (file.errors.length > 0) return startTransition(() => setErrors({ notes: file.errors, more: file.more }));
      const outcome = await answerOf(previewFile(actions, input()));
      startTransition(() => {
        if (!outcome.ok) return setProblem(outcome.error.message);
        const { errors: notes, moreErrors: more } = outcome.data;
        if (notes.length > 0) return setErrors({ notes, more });
        setSure(false);
        setPreview(outcome.data);
      });
    });
  const put = async (chosen: string) => {
    const notes = await import("@/components/dns/files/read-file").then(
      ({ sizeNotes }) => sizeNotes(chosen, zone),
      // Without the reader the preview says what is wrong.
      () => [],
    );
    setProblem(undefined);
    setErrors(notes.length > 0 ? { notes, more: false } : undefined);
    // Too large a text would only stop the page for a while.
    if (notes.length === 0 && area.current) area.current.value = chosen;
  };
  const take = () =>
    preview &&
    startTransition(async () => {
      if (preview.asksOnceMore && !sure) return;
      setProblem(undefined);
      const taking = { ...input(), version: preview.version, confirmed: preview.asksOnceMore && sure };
      const outcome = await answerOf(takeFile(actions, taking));
      if (!outcome.ok) return startTransition(() => setProblem(outcome.error.message));
      const { added, removed } = outcome.data;
      // A long one is still being saved: the next page shows its progress.
      if (!("state" in outcome.data)) say(`Zone ${zone} saved: ${added} added, ${removed} removed.`);
      router.push(doneHref);
    });
  const goTo = (line: number) => {
    const value = area.current?.value ?? "";
    const start = value.split("\n", line - 1).join("\n").length + (line > 1 ? 1 : 0);
    area.current?.focus();
    area.current?.setSelectionRange(start, value.indexOf("\n", start) < 0 ? value.length : value.indexOf("\n", start));
  };
  const wasOpen = useRef(false);
  useEffect(() => {
    // The pressed button is gone: the focus returns to the text instead of the top of the page.
    if (wasOpen.current && !preview) area.current?.focus();
    wasOpen.current = Boolean(preview);
  }, [preview]);

  return (
    <div className="grid gap-4">
      <form
        hidden={Boolean(preview)}
        method="post"
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!pending) look();
        }}
      >
        {isImport && <FileChoice put={put} />}
        <Field label="Zone file" hint={hint}>
          {(wiring) => (
            <Textarea
              {...wiring}
              ref={area}
              name="text"
              defaultValue={text}
              rows={18}
              wrap="off"
              spellCheck={false}
              className="overflow-x-auto font-mono text-xs leading-5"
            />
          )}
        </Field>
        {isImport && (
          <fieldset className="grid gap-2.5">
            <legend className="mb-1.5 text-sm font-medium">Existing records</legend>
            <Radio
              name="mode"
              label="Keep existing records"
              hint="Records from the file are added."
              checked={mode === "add"}
              onChange={() => setMode("add")}
            />
            <Radio
              name="mode"
              label="Replace all records"
              hint="Records that aren’t in the file are removed."
              checked={mode === "replace"}
              onChange={() => setMode("replace")}
            />
          </fieldset>
        )}
        {errors && <FileNotes tone="bad" title="Nothing was imported. Fix these lines:" {...errors} goTo={goTo} />}
        {problem && !preview && (
          <Notice tone="bad" role="alert">
            {problem}
          </Notice>
        )}
        {read !== undefined && (
          <div className="text-sm text-ink-soft">
            <Progress value={read}>Reading the file…</Progress>
          </div>
        )}
        <div>
          <Button type="submit" variant="main" busy={pending} className="noscript:hidden">
            Preview changes
          </Button>
        </div>
      </form>
      {preview && (
        <ImportPreviewPanel
          preview={preview}
          sure={sure}
          onSure={setSure}
          problem={problem}
          pending={pending}
          take={take}
          back={() => {
            setPreview(undefined);
            setProblem(undefined);
          }}
        />
      )}
    </div>
  );
}

const hint = "In the standard format (RFC 1035). Its SOA record is ignored; edit that in the zone’s settings.";

function FileChoice({ put }: { put: (text: string) => Promise<void> }) {
  return (
    <Field label="Choose a file, or paste it below">
      {(wiring) => (
        <input
          {...wiring}
          type="file"
          accept=".zone,.txt,.db,text/*"
          className="text-sm file:mr-3 file:min-h-(--height-control) file:rounded-control file:border file:border-rim file:bg-raised file:px-3 file:text-control file:font-medium"
          onChange={async (event) => {
            const file = event.target.files?.[0];
            if (file) await put(textOfFile(new Uint8Array(await file.arrayBuffer())));
          }}
        />
      )}
    </Field>
  );
}
