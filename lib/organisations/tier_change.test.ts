import { describe, expect, it } from "vitest";
import { firstPools, type PortalTier, portalTierNames } from "@/lib/limits";
import { tierConsequences as consequences, type Held, tierWords } from "@/lib/organisations/tier_change";
import { eachPart } from "@/lib/pools/words";

const tierConsequences = (of: Held, next: PortalTier) => consequences(of, next, firstPools[next]);

const held = (more: Partial<Held> = {}): Held => ({
  ...{ portalTier: "enterprise", serverCount: 0, zoneCount: 0, ownRoles: 0, dedicatedNodes: 0 },
  pool: eachPart(() => ({ used: 0, own: false })),
  ...more,
});

describe("changing the portal tier", () => {
  it("has no consequences for an empty organisation, or if the new tier allows what it has", () => {
    for (const tier of portalTierNames) expect(tierConsequences(held(), tier)).toEqual([]);
    const full = held({ serverCount: 12, zoneCount: 20, ownRoles: 3, dedicatedNodes: 2 });
    expect(tierConsequences(full, "enterprise")).toEqual([]);
    expect(tierConsequences(held({ portalTier: "free", serverCount: 2, zoneCount: 2 }), "free")).toEqual([]);
  });

  it("says for each resource over its limit that it is kept, with its number", () => {
    const said = tierConsequences(held({ serverCount: 5, zoneCount: 21, ownRoles: 3, dedicatedNodes: 2 }), "free");
    expect(said).toHaveLength(4);
    expect(said[0]).toContain("It has 5 servers, and the Free Portal allows 2. They keep working");
    expect(said[1]).toContain("21 zones");
    expect(said[2]).toContain("Its 3 custom roles keep working for the members who have them");
    expect(said[3]).toContain("Its 2 dedicated nodes keep their servers");
    const one = tierConsequences(held({ ownRoles: 1, dedicatedNodes: 1 }), "paid");
    expect(one[0]).toContain("Its custom role keeps working for the members who have it");
    expect(one[1]).toContain("Its dedicated node keeps its servers but accepts no new ones.");
  });

  it("says what its servers keep above the pool, unless the limit is the organisation's own", () => {
    const pool = { ...held().pool, memoryMb: { used: 6144, own: false }, cores: { used: 9, own: true } };
    expect(tierConsequences(held({ pool }), "free")).toEqual([
      "Its servers have 6 GiB of memory allocated, and the Free Portal allows 4 GiB. They keep it; no more can be allocated until they use less.",
    ]);
    expect(tierConsequences(held({ pool }), "educational")).toEqual([]);
  });

  it("doesn't mention custom roles or nodes if neither tier has them", () => {
    expect(tierConsequences(held({ portalTier: "paid", ownRoles: 3, dedicatedNodes: 1 }), "free")).toEqual([]);
  });

  it("describes a tier by what it allows", () => {
    expect(tierWords("free", firstPools.free)).toBe(
      "Up to 2 servers, 2 zones, 50 pending invitations; for its servers together 4 GiB of memory, 2 cores, 20 GiB of disk, 6 ports.",
    );
    expect(tierWords("enterprise", firstPools.enterprise)).toContain(
      "Any number of servers, 500 zones, 5,000 pending invitations",
    );
  });
});
