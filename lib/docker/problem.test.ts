import { describe, expect, it } from "vitest";
import { engineProblem } from "@/lib/docker/problem";

const failed = (message: string, more: object = {}) => engineProblem(Object.assign(new Error(message), more));

describe("why an engine didn’t do what it was asked", () => {
  it.each([
    ["certificate has expired", "CERT_HAS_EXPIRED", "one of them has expired."],
    [
      "Hostname/IP does not match certificate's altnames",
      "ERR_TLS_CERT_ALTNAME_INVALID",
      "the engine’s is for another name.",
    ],
    ["error:0909006C:PEM routines:get_name:no start line", "ERR_OSSL_PEM_NO_START_LINE", "they can’t be read"],
    ["self-signed certificate in certificate chain", "SELF_SIGNED_CERT_IN_CHAIN", "isn’t from the authority"],
    [
      "C0DC:error:0A000412:SSL routines:ssl3_read_bytes:ssl/tls alert bad certificate",
      "ERR_SSL_SSLV3_ALERT",
      "doesn’t take them",
    ],
  ])("is said in our words of %s", (message, code, words) => {
    expect(failed(message, { code })).toMatch(/^The certificates don’t fit: /);
    expect(failed(message, { code })).toContain(words);
    expect(failed(message, { code })).not.toContain(message);
  });
  it("is said in our words of what Node.js says", () => {
    expect(failed("Parse Error: Expected HTTP/", { code: "HPE_INVALID_CONSTANT" })).toBe(
      "The connection to the engine failed.",
    );
    expect(failed("Docker Engine 1 is too old: 20.10 is needed.")).toBe("Docker Engine 1 is too old: 20.10 is needed.");
  });
});
