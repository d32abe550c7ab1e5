import { describe, expect, it } from "vitest";
import { parseImage, registryHost, registryName } from "@/lib/images/reference";
import { longestAllowed, longestTurn } from "@/lib/testing";

const digest = `sha256:${"a".repeat(64)}`;
const read = (text: string) => {
  const found = parseImage(text);
  return found && [found.registry, found.repository, found.written];
};

describe("an image’s name", () => {
  it("is parsed as engines do, and has one canonical form", () => {
    for (const [text, registry, repository, written] of [
      ["nginx", "docker.io", "library/nginx", "nginx:latest"],
      ["docker.io/nginx:1.27", "docker.io", "library/nginx", "nginx:1.27"],
      ["index.docker.io/library/nginx:1.27", "docker.io", "library/nginx", "nginx:1.27"],
      ["DOCKER.IO/library/nginx", "docker.io", "library/nginx", "nginx:latest"],
      ["itzg/minecraft-server", "docker.io", "itzg/minecraft-server", "itzg/minecraft-server:latest"],
      [`nginx@${digest}`, "docker.io", "library/nginx", `nginx@${digest}`],
      [`ghcr.io/a/b/c:1@${digest}`, "ghcr.io", "a/b/c", `ghcr.io/a/b/c:1@${digest}`],
      ["GHCR.io/a/b:V1", "ghcr.io", "a/b", "ghcr.io/a/b:V1"],
      ["ghcr.io./a/b", "ghcr.io", "a/b", "ghcr.io/a/b:latest"],
      ["ghcr.io:443/a/b", "ghcr.io", "a/b", "ghcr.io/a/b:latest"],
      ["images.example.org:5000/x", "images.example.org:5000", "x", "images.example.org:5000/x:latest"],
      ["localhost/x", "localhost", "x", "localhost/x:latest"],
      ["LOCALHOST:5000/x", "localhost:5000", "x", "localhost:5000/x:latest"],
      ["127.0.0.1:5001/x", "127.0.0.1:5001", "x", "127.0.0.1:5001/x:latest"],
      ["0x7f.1:5001/x", "127.0.0.1:5001", "x", "127.0.0.1:5001/x:latest"],
      ["[::1]:5000/x:1", "[::1]:5000", "x", "[::1]:5000/x:1"],
      ["[0:0::1]/x", "[::1]", "x", "[::1]/x:latest"],
      ["[::ffff:127.0.0.1]/x", "[::ffff:7f00:1]", "x", "[::ffff:7f00:1]/x:latest"],
      ["bücher.example/x", "xn--bcher-kva.example", "x", "xn--bcher-kva.example/x:latest"],
      ["ｇｈｃｒ.io/x", "ghcr.io", "x", "ghcr.io/x:latest"],
    ] as const)
      expect([text, read(text)]).toEqual([text, [registry, repository, written]]);
  });

  it("is refused if engines would read it differently, or not at all", () => {
    for (const text of [
      ...[
        "",
        "/",
        "a/",
        "/a",
        "a//b",
        "a:",
        ":1",
        "a:1:2",
        "a b",
        "UPPER",
        "a/UPPER",
        "UPPER/a",
        "-x",
        "a..b",
        "a@sha256:12",
      ],
      ...[
        `a@${digest}@${digest}`,
        "http://ghcr.io/x",
        "user@ghcr.io/x",
        "ghcr.io:0/x",
        "ghcr.io:99999/x",
        "ghcr.io:/x:y:z",
      ],
      ...[
        "[::1/x",
        "[::g]/x",
        "[fe80::1%25eth0]/x",
        "ghcr.io/../x",
        "ghcr.io/x?y",
        "ghcr.io\\@127.0.0.1/x",
        "ghcr.io%2f/x",
      ],
      ...["ghcr..io/x", "-ghcr.io/x", "under_score.example/x", "ghcr.io\n/x", "a\n"],
    ])
      expect([text, read(text)]).toEqual([text, null]);
  });

  it("an image’s name of maximum length is parsed within a turn", async () => {
    for (const text of ["a".repeat(100_000), "a-".repeat(50_000), `${"a/".repeat(50_000)}-`, "[".repeat(100_000)])
      expect(await longestTurn(() => parseImage(text))).toBeLessThan(longestAllowed);
  });
});

it("a registry is compared in its canonical form, and checked by its host", () => {
  expect(["Quay.IO.", "quay.io:443", "quay.io"].map(registryName)).toEqual(["quay.io", "quay.io", "quay.io"]);
  for (const none of ["", "a/b", "https://x", "a b", "x:y"]) expect([none, registryName(none)]).toEqual([none, null]);
  // An image name that begins with a bare word is on the default registry.
  for (const word of ["ghcr", "127"]) expect([word, registryName(word)]).toEqual([word, null]);
  expect(["x:5000", "x:443", "LocalHost"].map(registryName)).toEqual(["x:5000", "x:443", "localhost"]);
  expect(parseImage("x:443/y")).toMatchObject({ registry: "x:443", written: "x:443/y:latest" });
  expect(["docker.io", "quay.io:5000", "[::1]:5000", "10.0.0.1"].map(registryHost)).toEqual([
    "registry-1.docker.io",
    "quay.io",
    "::1",
    "10.0.0.1",
  ]);
});
