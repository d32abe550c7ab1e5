import type { Download } from "@/lib/doors/rest/line";

/** A file download: always saved, never displayed, because it may be a page written by anybody. */
export function answerDownload({ name, size, type, content, end }: Download): Response {
  let sent = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { value, done } = await content.next();
        if (done && size !== undefined && sent !== size) throw new Error("The file ended too early.");
        if (done) return controller.close();
        sent += value.byteLength;
        controller.enqueue(value);
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  );
  const plain = name.replace(/[^\w.-]/g, "_");
  const headers = {
    "Cache-Control": "no-store",
    "Content-Type": type ?? "application/octet-stream",
    ...(size !== undefined && { "Content-Length": String(size) }),
    "Content-Disposition": `attachment; filename="${plain}"; filename*=UTF-8''${encoded(name)}`,
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox",
  };
  return new Response(body, { headers });
}

/** As RFC 8187 writes it. */
const encoded = (name: string) =>
  encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
