import { bodyLimit } from "./body.mjs";

/**
 * What is still read from a client that keeps sending after the response, so that the response reaches it: the rest of
 * any body that the path accepts, in bytes, unless that is a whole file; and for how long, in milliseconds.
 */
const most = 24 * 1024 * 1024;
const ofFile = 256 * 1024;
const milliseconds = 2_000;

/**
 * Stops reading from a client that got its response before its body was complete: the connection ends with that
 * response. Node would read on to the end of the declared length.
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 */
export function leaveAfterAnswer(request, response) {
  const { "transfer-encoding": coding, "content-length": length = 0 } = request.headers;
  if (coding === undefined && Number(length) === 0) return;
  // Later the request may have lost it.
  const { socket } = request;
  const keep = response.shouldKeepAlive;
  response.shouldKeepAlive = false;
  request.once("end", () => {
    if (!response.headersSent) response.shouldKeepAlive = keep;
  });
  // Before Node's own listener, which closes the connection.
  response.prependOnceListener("finish", () => {
    if (!request.complete && !socket.destroyed) endSlowly(socket, restOf(request));
  });
}

function restOf(request) {
  const limit = bodyLimit(request);
  return limit > most ? ofFile : limit;
}

function endSlowly(socket, bytes) {
  let rest = bytes;
  const end = () => socket.destroy();
  const timer = setTimeout(end, milliseconds);
  // Node would close the connection at once, and a client that is still sending would never see the response.
  socket.destroySoon = () => socket.end();
  socket.once("close", () => clearTimeout(timer)).once("end", end);
  // The rest is nobody's: not the parser's either, which would hold it until somebody reads the request.
  socket.removeAllListeners("data");
  socket.on("data", (chunk) => {
    rest -= chunk.length;
    if (rest < 0) end();
  });
  socket.end();
  // The parser had stopped the connection below the stream, which still counts as flowing.
  socket.resume();
  socket._read(0);
}
