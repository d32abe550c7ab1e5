import { Badge, type Tone } from "@/components/ui/message/badge";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table/table";
import type { ReferenceCall } from "@/lib/doors/openapi/reference";

const tones: Record<string, Tone> = { GET: "plain", POST: "good", PUT: "note", DELETE: "bad" };

/** One call of the API reference: a line that expands. It needs no script. */
export function CallEntry({ call }: { call: ReferenceCall }) {
  const { id, method, path, summary, description, fields, status, answer, example } = call;
  return (
    <details id={id} className="group border-t border-hair last:border-b">
      <summary className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2.5 text-sm marker:content-none hover:bg-hover">
        <Badge tone={tones[method]} className="w-16 justify-center font-mono">
          {method}
        </Badge>
        <code className="min-w-0 break-all">{path}</code>
        {summary !== path.slice("/api/".length) && <span className="text-ink-soft">{summary}</span>}
      </summary>
      <div className="grid gap-4 pt-1 pb-6 side:pl-[4.75rem]">
        <p className="text-sm text-ink-soft">{description}</p>
        {fields.length > 0 && (
          <Table
            dense
            label={`Fields of ${method} ${path}`}
            head={
              <>
                <HeadCell>Field</HeadCell>
                <HeadCell>In</HeadCell>
                <HeadCell>Type</HeadCell>
                <HeadCell>Description</HeadCell>
              </>
            }
          >
            {fields.map(({ name, place, type, required, about }) => (
              <Row key={name}>
                <Cell as="lead">
                  <code>{name}</code>
                  {!required && <span className="text-ink-faint"> optional</span>}
                </Cell>
                <Cell as="fact">{place}</Cell>
                <Cell as="fact">
                  <code className="break-words">{type}</code>
                </Cell>
                <Cell>{about}</Cell>
              </Row>
            ))}
          </Table>
        )}
        <Sample title={`Response ${status}`} text={answer} />
        <Sample title="Example" text={example} />
      </div>
    </details>
  );
}

function Sample({ title, text }: { title: string; text: string }) {
  return (
    <figure>
      <figcaption className="mb-1 text-xs text-ink-soft">{title}</figcaption>
      {/* Wrapped rather than scrolled: a scrolling box would need a keyboard stop, twice in each call. */}
      <pre className="rounded-control bg-surface p-3 text-xs wrap-anywhere whitespace-pre-wrap shadow-[0_0_0_1px_var(--color-hair)] forced-colors:border">
        <code>{text}</code>
      </pre>
    </figure>
  );
}
