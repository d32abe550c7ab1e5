/** What is still taken from somebody who goes on sending after the answer, so that it reaches them: bytes, and milliseconds. */
const bytes = 256 * 1024;
const milliseconds = 1_000;

/**
 * Whoever is answered before the whole body was there isn't read any further: the connection ends with that answer. Node would
 * read on, to the end of whatever was announced.
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 */
export function leaveAfterAnswer(request, response) {
  const { "transfer-encoding": coding, "content-length": length = 0 } = request.headers;
  if (coding === undefined && Number(length) === 0) return;
  // Later the request may not know it any more.
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
  // Node would cut the connection at once, and whoever still sends would never see the answer.
  socket.destroySoon = () => socket.end();
  socket.once("close", () => clearTimeout(timer)).once("end", end);
  socket.on("data", (chunk) => {
    rest -= chunk.length;
    if (rest < 0) end();
  });
  socket.end();
}
