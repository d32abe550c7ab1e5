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

describe("another portal tier", () => {
  it("means nothing for who has nothing, and nothing when it allows what there is", () => {
    for (const tier of portalTierNames) expect(tierConsequences(held(), tier)).toEqual([]);
    const full = held({ serverCount: 12, zoneCount: 20, ownRoles: 3, dedicatedNodes: 2 });
    expect(tierConsequences(full, "enterprise")).toEqual([]);
    expect(tierConsequences(held({ portalTier: "free", serverCount: 2, zoneCount: 2 }), "free")).toEqual([]);
  });

  it("says of each kind of thing what is held where it is, with its number", () => {
    const said = tierConsequences(held({ serverCount: 5, zoneCount: 21, ownRoles: 3, dedicatedNodes: 2 }), "free");
    expect(said).toHaveLength(4);
    expect(said[0]).toContain("It has 5 servers, and the Free Portal allows 2. They stay");
    expect(said[1]).toContain("21 zones");
    expect(said[2]).toContain("Its 3 own roles go on working for those who hold them");
    expect(said[3]).toContain("Its 2 dedicated nodes keep what runs on them");
    const one = tierConsequences(held({ ownRoles: 1, dedicatedNodes: 1 }), "paid");
    expect(one[0]).toContain("Its own role goes on working for those who hold it");
    expect(one[1]).toContain("Its dedicated node keeps what runs on it and takes nothing new.");
  });

  it("says what its servers keep above the pool, unless the number is its own", () => {
    const pool = { ...held().pool, memoryMb: { used: 6144, own: false }, cores: { used: 9, own: true } };
    expect(tierConsequences(held({ pool }), "free")).toEqual([
      "Its servers were promised 6 GiB of memory, and the Free Portal gives 4 GiB. They keep it; nothing more can be promised until it is less.",
    ]);
    expect(tierConsequences(held({ pool }), "educational")).toEqual([]);
  });

  it("that never had roles or nodes of its own loses none of them once more", () => {
    expect(tierConsequences(held({ portalTier: "paid", ownRoles: 3, dedicatedNodes: 1 }), "free")).toEqual([]);
  });

  it("is told by what it allows", () => {
    expect(tierWords("free", firstPools.free)).toBe(
      "Up to 2 servers, 2 zones, 50 invitations waiting at a time; for its servers together 4 GiB of memory, 2 cores, 20 GiB of disk, 6 ports.",
    );
    expect(tierWords("enterprise", firstPools.enterprise)).toContain(
      "Any number of servers, 500 zones, 5,000 invitations",
    );
  });
});
