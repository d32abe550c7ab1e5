import { describe, expect, it } from "vitest";
import { EngineProblem, engineProblem } from "@/lib/docker/problem";

Object.assign(process.env, {
  DATABASE_URL: "postgres://nobody@127.0.0.1/nothing",
  AUTH_SECRET: "cT3vkQ0zJm6N1xWbY8rLhPq2uFsXdEoG",
  ENCRYPTION_KEY: "Zp9wVnK4sBtR7yHcMjUaQeLxD2fGiO5T",
  LOG_LEVEL: "silent",
});

const failed = (message: string, more: object = {}) => engineProblem(Object.assign(new Error(message), more));

describe("the problem of an engine", () => {
  it.each([
    ["certificate has expired", "CERT_HAS_EXPIRED", "one of them has expired."],
    [
      "Hostname/IP does not match certificate's altnames",
      "ERR_TLS_CERT_ALTNAME_INVALID",
      "the engine’s certificate is for another name.",
    ],
    ["error:0909006C:PEM routines:get_name:no start line", "ERR_OSSL_PEM_NO_START_LINE", "they can’t be read"],
    ["self-signed certificate in certificate chain", "SELF_SIGNED_CERT_IN_CHAIN", "isn’t signed by the CA"],
    [
      "C0DC:error:0A000412:SSL routines:ssl3_read_bytes:ssl/tls alert bad certificate",
      "ERR_SSL_SSLV3_ALERT",
      "rejects them",
    ],
  ])("is described in our words for %s", (message, code, words) => {
    expect(failed(message, { code })).toMatch(/^Invalid certificates: /);
    expect(failed(message, { code })).toContain(words);
    expect(failed(message, { code })).not.toContain(message);
  });
  it("is described in our words for errors of Node.js", () => {
    expect(failed("Parse Error: Expected HTTP/", { code: "HPE_INVALID_CONSTANT" })).toBe(
      "The connection to the engine failed.",
    );
    expect(failed('Unexpected token "<", "<title>Router" is not valid JSON')).toBe(
      "The connection to the engine failed.",
    );
    expect(engineProblem(new EngineProblem("This is ours.", true))).toBe("This is ours.");
  });
  it("is described in our words for errors of the engine", () => {
    const said = "OCI runtime create failed: <title>Router</title> 10.0.0.1";
    for (const [statusCode, message, words] of [
      [500, said, "The image’s start command can’t be run."],
      [500, "<title>Router</title>", "The engine couldn’t do this."],
      [400, "<title>Router</title>", "The engine refused this."],
      [404, "No such container: Router", "Something required is missing on the node. Try again."],
      [500, "port is already allocated", "One of its ports is already in use on the node."],
    ] as const)
      expect(failed(message, { statusCode, json: { message } })).toBe(words);
  });
});
