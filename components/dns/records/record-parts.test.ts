import { describe, expect, it } from "vitest";
import { judgeRecord } from "@/components/dns/records/record-check";
import { joinContent, partsOf, splitContent } from "@/components/dns/records/record-parts";
import { readContent, typedContent, typeNamed } from "@/lib/dns/records/record";
import { typeNames } from "@/lib/dns/types/catalogue";

const zone = "example.net";

describe("the fields of a record’s form", () => {
  it.each(typeNames.filter((type) => type !== "SPF"))("split a %s record and join it again unchanged", (type) => {
    const content = readContent(type, typeNamed(type)?.example ?? "", zone, "typed");
    const parts = splitContent(type, typedContent({ type, content }));
    expect(parts).toHaveLength(partsOf(type).length);
    expect(readContent(type, joinContent(type, parts), zone, "typed")).toBe(content);
  });

  it("keep the CAA value that allows no authority", () => {
    const parts = splitContent("CAA", '0 issue ";"');
    expect(parts).toEqual(["0", "issue", ";"]);
    expect(readContent("CAA", joinContent("CAA", parts), zone, "typed")).toBe('0 issue ";"');
  });

  it("show which of them is wrong", () => {
    const at = (type: string, ...parts: string[]) => {
      const judged = judgeRecord({ name: "@", type, ttl: "1h", parts }, zone);
      return judged.ok ? "nowhere" : judged.field;
    };
    expect(at("SRV", "0", "5", "70000", "play")).toBe("parts.2");
    expect(at("SRV", "0", "5", "25565", "192.0.2.1")).toBe("parts.3");
    expect(at("SRV", "", "5", "25565", "play")).toBe("parts.0");
    expect(at("MX", "x", "mail")).toBe("parts.0");
    expect(at("CAA", "0", "issue", "not a name")).toBe("parts.2");
    expect(at("MX", "10", "mail")).toBe("nowhere");
  });
});
