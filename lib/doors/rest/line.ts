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
  /** The summary for the reference: a sentence without its full stop. */
  summary: string;
  operation: Any;
  /** The response. A test checks every response against it. */
  answer: z.ZodType;
  /** 201 where something is created. */
  status: 200 | 201;
  /** Answers 202 instead while the result is only the beginning: `at` is the path of its progress. */
  later?: { answer: z.ZodType; at(result: unknown): string | null };
  /** Chosen over another line of the same path when the body or the query string has this field. */
  word?: string;
  /** Chosen only when that field has this value. */
  value?: string;
  /** The operation's name of that field, where it differs. */
  means?: string;
  /** Maps the operation's result to the response. */
  show?: (result: never) => unknown;
  /** The response is one page of a list: `?limit=`, `?cursor=`, and a Link to the next. */
  paged?: boolean;
  /** The same, of a list that the operation returns whole. */
  whole?: boolean;
  /** The response is a text file, which `show` returns in pieces. */
  text?: boolean;
  /** Fields that are always in the query string, whatever the method. */
  asks?: string[];
  /** The body is a file itself, for the operation’s fields `content` and `size`; only the operation reads it. */
  takesFile?: boolean;
  /** The response is a file, which `show` returns as a stream. */
  sendsFile?: boolean;
  /** The response is an image, for everybody who has its URL. */
  sendsPicture?: boolean;
  /** The response seldom changes: clients that have it get a 304 (`ETag`). */
  keeps?: boolean;
  /** The response is a stream of events that lasts for as long as the operation lets the caller in. */
  events?: boolean;
  /**
   * The body may be a zone file itself, for the operation’s field `text`; the other fields are in the query string
   * then.
   */
  takesText?: boolean;
  /** The body is a form (multipart/form-data) whose field `file` is an image. */
  takesPicture?: boolean;
}

/** A file as a response. */
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

/** The operation's result must fit the promised response: a missing or wrong field doesn't compile. */
export function line<I extends z.ZodType, O, A>(
  ...[method, path, summary, operation, answer, more]:
    | [Method, string, string, Operation<I, NoInfer<A>>, z.ZodType<A>, Omit<More<O, A>, "show">?]
    | [Method, string, string, Operation<I, O>, z.ZodType<A>, More<O, NoInfer<A>> & { show: unknown }]
): Rest {
  const whole = method === "GET" && answer instanceof z.ZodArray;
  const entry = { method, path, summary, operation: operation as unknown as Any, answer, status: 200, ...more };
  return { ...entry, ...(whole && { whole }) } as Rest;
}

/** A list that is returned in pages. */
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

/** A text file as the response. */
export const textLine = <I extends z.ZodType, O>(
  path: string,
  summary: string,
  operation: Operation<I, O>,
  show: (result: O) => TextFile,
): Rest => ({ ...line("GET", path, summary, operation as never, z.string()), show: show as Rest["show"], text: true });

/** A line whose work may continue after the response; `at`, beside the line’s own path, is the path of its progress. */
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
/** A stream of events about what the operation reads; `event` is the schema of each. */
export const eventLine = <I extends z.ZodType, O>(
  path: string,
  summary: string,
  operation: Operation<I, O>,
  event: z.ZodType,
): Rest => ({ ...line("GET", path, summary, operation as never, event), events: true });

/** The same line, which accepts a text file as well as JSON. */
export const textual = (entry: Rest): Rest => ({ ...entry, takesText: true });

/** A file of any size as a response. */
export interface Download {
  name: string;
  /** In bytes; left out where nobody knows it yet. */
  size?: number;
  /** The media type, where it is known. */
  type?: string;
  content: AsyncIterator<Uint8Array>;
  /** The client disconnected. */
  end(): void;
}

/** A file as a streamed response. */
export const download = <I extends z.ZodType>(
  path: string,
  summary: string,
  operation: Operation<I, Download>,
): Rest => ({ ...line("GET", path, summary, operation as never, z.string()), sendsFile: true });

/** An image as the response. */
export const picture = <I extends z.ZodType>(
  path: string,
  summary: string,
  operation: Operation<I, { bytes: Uint8Array }>,
): Rest => ({ ...line("GET", path, summary, operation as never, z.string()), sendsPicture: true });

/** The same line, with a cacheable response that can be revalidated. */
export const kept = (entry: Rest): Rest => ({ ...entry, keeps: true });

/** The same line, with fields in the query string beside a body. */
export const asking = (entry: Rest, ...asks: string[]): Rest => ({ ...entry, asks });
/** The same line, which accepts an image in a form. */
export const pictorial = (entry: Rest): Rest => ({ ...entry, takesPicture: true });

const success = z.object({ success: z.literal(true) }).meta({ id: "Success" });
/** A command whose response only says that it was done. */
export const done = <I extends z.ZodType, O>(
  method: Method,
  path: string,
  summary: string,
  operation: Operation<I, O>,
) => line(method, path, summary, operation, success, { show: () => ({ success: true as const }) });

/** Options of a line that creates something. */
export const made = { status: 201 } as const;

/** The path of one organisation: all below it begin with this. */
export const one = "/organisations/:organisation";
