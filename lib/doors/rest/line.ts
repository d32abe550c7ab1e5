import { z } from "zod";
import type { Operation } from "@/lib/kernel/operation";
import type { Page } from "@/lib/paging";

export type Method = "GET" | "POST" | "PUT" | "DELETE";
type Any = Operation<z.ZodType, unknown>;

/** One line of the contract: a path below /api, and the operation behind it. */
export interface Rest {
  method: Method;
  /** `/organisations/:organisation`: each `:name` is the operation's field of that name. */
  path: string;
  /** What it does, for the reference: a sentence without its full stop. */
  summary: string;
  operation: Any;
  /** What is answered. A test holds every answer to it. */
  answer: z.ZodType;
  /** 201 where something was made. */
  status: 200 | 201;
  /** What is answered with 202 instead, where a result is only the beginning of it: `at` says where to ask how far it is. */
  later?: { answer: z.ZodType; at(result: unknown): string | null };
  /** Chosen over another line of the same path when the body, or the address after the question mark, has this field. */
  word?: string;
  /** Chosen only when that field says just this. */
  value?: string;
  /** The operation's name of that field, where it is another. */
  means?: string;
  /** From the operation's result to the answer. */
  show?: (result: never) => unknown;
  /** The answer is one page of a list: `?limit=`, `?cursor=`, and a Link to the next. */
  paged?: boolean;
  /** The same, of a list that the operation gives whole. */
  whole?: boolean;
  /** The answer is a file of text, which `show` gives in pieces. */
  text?: boolean;
  /** Fields that always stand behind the question mark, whatever the method. */
  asks?: string[];
  /** The body is a file itself, for the operation’s fields `content` and `size`; it is read by the operation alone. */
  takesFile?: boolean;
  /** The answer is a file, which `show` gives as it comes. */
  sendsFile?: boolean;
  /** The answer is a picture, for anybody who has its address. */
  sendsPicture?: boolean;
  /** The answer seldom changes: whoever has it already is told only that (`ETag`). */
  keeps?: boolean;
  /** The answer is a stream of events that goes on for as long as the operation lets whoever asks in. */
  events?: boolean;
  /** The body may be a zone file itself, for the operation’s field `text`; the others stand behind the question mark then. */
  takesText?: boolean;
  /** The body is a form (multipart/form-data) whose field `file` is a picture. */
  takesPicture?: boolean;
}

/** A file as an answer. */
export interface TextFile {
  file: string;
  pieces: string[];
}

interface More<O, A> {
  status?: 201;
  word?: string;
  value?: string;
  means?: string;
  show?: (result: O) => A;
}

/** What an operation gives must fit the answer that is promised: a missing or wrong field doesn't compile. */
export function line<I extends z.ZodType, O, A>(
  ...[method, path, summary, operation, answer, more]:
    | [Method, string, string, Operation<I, NoInfer<A>>, z.ZodType<A>, Omit<More<O, A>, "show">?]
    | [Method, string, string, Operation<I, O>, z.ZodType<A>, More<O, NoInfer<A>> & { show: unknown }]
): Rest {
  const whole = method === "GET" && answer instanceof z.ZodArray;
  const entry = { method, path, summary, operation: operation as unknown as Any, answer, status: 200, ...more };
  return { ...entry, ...(whole && { whole }) } as Rest;
}

/** A list that is answered in pages. */
export function pages<I extends z.ZodType, T>(
  path: string,
  summary: string,
  operation: Operation<I, Page<NoInfer<T>>>,
  item: z.ZodType<T>,
): Rest;
export function pages<I extends z.ZodType, T, A>(
  path: string,
  summary: string,
  operation: Operation<I, Page<T>>,
  item: z.ZodType<A>,
  each: (item: T) => NoInfer<A>,
): Rest;
export function pages<I extends z.ZodType, T, A>(
  path: string,
  summary: string,
  operation: Operation<I, Page<T>>,
  item: z.ZodType<A>,
  each = (item: T) => item as unknown as A,
): Rest {
  const show = ({ items }: Page<T>) => items.map(each);
  return { ...line("GET", path, summary, operation, z.array(item), { show }), paged: true, whole: false };
}

/** A file of text that is answered. */
export const textLine = <I extends z.ZodType, O>(
  path: string,
  summary: string,
  operation: Operation<I, O>,
  show: (result: O) => TextFile,
): Rest => ({ ...line("GET", path, summary, operation as never, z.string()), show: show as Rest["show"], text: true });

/** A line whose work may go on after the answer; `at`, beside the line’s own path, is what tells how far it is. */
export function lasting<I extends z.ZodType, Done, Begun extends object>(
  path: string,
  summary: string,
  operation: Operation<I, NoInfer<Done> | NoInfer<Begun>>,
  answer: z.ZodType<Done>,
  begun: z.ZodType<Begun>,
  at: (result: Begun) => string,
): Rest {
  const entry = line("POST", path, summary, operation as Operation<I, Done>, answer);
  const isBegun = (result: unknown): result is Begun => begun.safeParse(result).success;
  return { ...entry, later: { answer: begun, at: (result) => (isBegun(result) ? at(result) : null) } };
}
/** A stream of events about what the operation reads; `event` is what each carries. */
export const eventLine = <I extends z.ZodType, O>(
  path: string,
  summary: string,
  operation: Operation<I, O>,
  event: z.ZodType,
): Rest => ({ ...line("GET", path, summary, operation as never, event), events: true });

/** The same line, which takes a file of text as well as JSON. */
export const textual = (entry: Rest): Rest => ({ ...entry, takesText: true });

/** A file of any size as an answer. */
export interface Download {
  name: string;
  /** In bytes. */
  size: number;
  content: AsyncIterator<Uint8Array>;
  /** The asker went away. */
  end(): void;
}

/** A file that is answered as it comes. */
export const download = <I extends z.ZodType>(
  path: string,
  summary: string,
  operation: Operation<I, Download>,
): Rest => ({ ...line("GET", path, summary, operation as never, z.string()), sendsFile: true });

/** A picture that is answered. */
export const picture = <I extends z.ZodType>(
  path: string,
  summary: string,
  operation: Operation<I, { bytes: Uint8Array }>,
): Rest => ({ ...line("GET", path, summary, operation as never, z.string()), sendsPicture: true });

/** The same line, of which an answer may be kept and asked after. */
export const kept = (entry: Rest): Rest => ({ ...entry, keeps: true });

/** The same line, with fields behind the question mark beside a body. */
export const asking = (entry: Rest, ...asks: string[]): Rest => ({ ...entry, asks });
/** The same line, which takes a picture in a form. */
export const pictorial = (entry: Rest): Rest => ({ ...entry, takesPicture: true });

const success = z.object({ success: z.literal(true) }).meta({ id: "Success" });
/** A command whose answer is that it was done. */
export const done = <I extends z.ZodType, O>(
  method: Method,
  path: string,
  summary: string,
  operation: Operation<I, O>,
) => line(method, path, summary, operation, success, { show: () => ({ success: true as const }) });

/** What a line that makes something answers with. */
export const made = { status: 201 } as const;

/** One organisation: every path below it begins so. */
export const one = "/organisations/:organisation";
