/**
 * What is still read from a client that keeps sending after the response, so that the response reaches it: bytes and
 * milliseconds.
 */
const bytes = 256 * 1024;
const milliseconds = 1_000;

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
  response.once("finish", () => {
    if (!request.complete && !socket.destroyed) endSlowly(socket);
  });
}

function endSlowly(socket) {
  let rest = bytes;
  const end = () => socket.destroy();
  const timer = setTimeout(end, milliseconds);
  // Node would close the connection at once, and a client that is still sending would never see the response.
  socket.destroySoon = () => socket.end();
  socket.once("close", () => clearTimeout(timer)).once("end", end);
  socket.on("data", (chunk) => {
    rest -= chunk.length;
    if (rest < 0) end();
  });
  socket.end();
}
