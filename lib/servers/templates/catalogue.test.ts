import { describe, expect, it } from "vitest";
import { isolationOf } from "@/lib/docker/container";
import { grantableCapabilities, plainProfile } from "@/lib/docker/profile";
import { image } from "@/lib/servers/schema";
import {
  initialVariables,
  templateNames,
  templateOf,
  variableProblems,
  variablesFor,
} from "@/lib/servers/templates/catalogue";
import { profileOf } from "@/lib/servers/work/profile";

describe("every template", () => {
  it.each(templateNames)("is valid, with an image, limits, texts and variables: %s", (name) => {
    const template = templateOf(name);
    expect(image.parse(template.image)).toBe(template.image);
    expect(name).toMatch(/^[a-z][a-z0-9-]{0,39}$/);
    expect(template.memoryMb).toBeGreaterThanOrEqual(16);
    expect(template.diskMb).toBeGreaterThanOrEqual(16);
    const names = template.variables.map((variable) => variable.name);
    expect(new Set(names).size).toBe(names.length);
    // Users can't set variables that its files depend on.
    expect(names.filter((each) => each in (template.profile.environment ?? {}))).toEqual([]);
    // Initial values can be invalid only for passwords and agreements.
    const wrong = Object.keys(variableProblems(name, {}));
    const asked = template.variables.filter(({ kind }) => kind === "secret" || kind === "agreement");
    expect(asked.map((variable) => variable.name)).toEqual(expect.arrayContaining(wrong));
  });

  it.each(templateNames)("has no access to its machine: %s", (name) => {
    const host = isolationOf({ memoryMb: 64, cores: 1, profile: profileOf(name, templateOf(name).image) });
    expect(host).toMatchObject({ Privileged: false, CapDrop: ["ALL"], SecurityOpt: ["no-new-privileges"] });
    for (const capability of host.CapAdd ?? []) expect(grantableCapabilities).toContain(capability);
    expect(Object.keys(host)).not.toEqual(expect.arrayContaining(["Binds"]));
    const { temporary } = profileOf(name, templateOf(name).image);
    for (const folder of temporary) expect(folder).toMatch(/^\/(tmp|run\/[a-z]+)$/);
  });
});

describe("the profile of a server", () => {
  it("is that of its template while the server runs the template's image, in any version", () => {
    expect(profileOf("postgresql", "postgres:16").capabilities).toContain("SETUID");
    expect(profileOf("postgresql", `postgres@sha256:${"a".repeat(64)}`).readOnlyRoot).toBe(true);
    for (const other of ["evil/postgres:17", "images.example.org/postgres:17", "postgres17", "images:5000/postgres"])
      expect(profileOf("postgresql", other)).toEqual(plainProfile);
    for (const unknown of [null, "no-such", "__proto__", "constructor"])
      expect(profileOf(unknown, "postgres:17")).toEqual(plainProfile);
  });

  it("adds no capability outside the list, even if a template names it", () => {
    const profile = { ...plainProfile, capabilities: ["SYS_ADMIN", "NET_ADMIN", "CHOWN"] as never };
    expect(isolationOf({ memoryMb: 64, cores: 1, profile }).CapAdd).toEqual(["CHOWN"]);
  });
});

describe("a template's variables", () => {
  it("get their defaults, keep additional variables, and leave out empty ones", () => {
    expect(variablesFor("terraria", { TMOD_PASS: "hunter2", EXTRA: "1" })).toMatchObject({
      ...{ TMOD_WORLDNAME: "Guild", TMOD_WORLDSIZE: "2", TMOD_PASS: "hunter2", EXTRA: "1" },
    });
    expect(variablesFor("terraria", { TMOD_PASS: "hunter2" })).not.toHaveProperty("TMOD_AUTODOWNLOAD");
    expect(initialVariables("page")).toEqual({ GREETING: "Hello" });
  });

  it("report a problem at each invalid one", () => {
    expect(variableProblems("postgresql", { POSTGRES_PASSWORD: "short", POSTGRES_USER: "Not a name" })).toEqual({
      POSTGRES_PASSWORD: "Use at least 12 characters.",
      POSTGRES_USER: "Use lower-case letters, digits and underscores; start with a letter.",
    });
    expect(variableProblems("page", { GREETING: "a\nb" })).toEqual({
      GREETING: "Remove line breaks and invisible characters.",
    });
    expect(variableProblems("minecraft", { EULA: "true", TYPE: "__proto__" })).toEqual({
      TYPE: "Choose one from the list.",
    });
  });
});
