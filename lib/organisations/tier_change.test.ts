import { describe, expect, it } from "vitest";
import { firstLimits, firstPools, type PortalTier, portalTierNames } from "@/lib/limits";
import { tierConsequences as consequences, type Held, tierWords } from "@/lib/organisations/tier_change";
import { eachPart } from "@/lib/pools/words";
import { eachLimit, type LimitPart } from "@/lib/tiers/words";

const numbersOf = (tier: PortalTier) => ({ limits: firstLimits[tier], pool: firstPools[tier] });
const tierConsequences = (of: Held, next: PortalTier) => consequences(of, next, numbersOf(next));
const has = (used: Partial<Record<LimitPart, number>>, own = false) => ({
  limits: eachLimit((part) => ({ used: used[part] ?? 0, own })),
});

const held = (more: Partial<Held> = {}): Held => ({
  ...{ portalTier: "enterprise", dedicatedNodes: 0, ...has({}) },
  pool: eachPart(() => ({ used: 0, own: false })),
  ...more,
});

describe("changing the portal tier", () => {
  it("has no consequences for an empty organisation, or if the new tier allows what it has", () => {
    for (const tier of portalTierNames) expect(tierConsequences(held(), tier)).toEqual([]);
    const full = held({ ...has({ servers: 12, zones: 20, customRoles: 3 }), dedicatedNodes: 2 });
    expect(tierConsequences(full, "enterprise")).toEqual([]);
    expect(tierConsequences(held({ portalTier: "free", ...has({ servers: 2, zones: 2 }) }), "free")).toEqual([]);
  });

  it("says for each resource over its limit that it is kept, with its number", () => {
    const said = tierConsequences(
      held({ ...has({ servers: 5, zones: 21, customRoles: 3 }), dedicatedNodes: 2 }),
      "free",
    );
    expect(said).toHaveLength(4);
    expect(said[0]).toContain("It has 5 servers, and the Free Portal allows 2. They keep working");
    expect(said[1]).toContain("21 zones");
    expect(said[2]).toContain("Its 3 custom roles keep working for the members who have them");
    expect(said[3]).toContain("Its 2 dedicated nodes keep their servers");
    const one = tierConsequences(held({ ...has({ customRoles: 1 }), dedicatedNodes: 1 }), "paid");
    expect(one[0]).toContain("Its custom role keeps working for the members who have it");
    expect(one[1]).toContain("Its dedicated node keeps its servers but accepts no new ones.");
  });

  it("doesn't mention what the organisation has numbers of its own for, which stay", () => {
    expect(tierConsequences(held(has({ servers: 5, zones: 21 }, true)), "free")).toEqual([]);
  });

  it("says what its servers keep above the pool, unless the limit is the organisation's own", () => {
    const pool = { ...held().pool, memoryMb: { used: 6144, own: false }, cores: { used: 9, own: true } };
    expect(tierConsequences(held({ pool }), "free")).toEqual([
      "Its servers have 6 GiB of memory allocated, and the Free Portal allows 4 GiB. They keep it; no more can be allocated until they use less.",
    ]);
    expect(tierConsequences(held({ pool }), "educational")).toEqual([]);
  });

  it("doesn't mention custom roles or nodes if neither tier has them", () => {
    expect(
      tierConsequences(held({ portalTier: "paid", ...has({ customRoles: 3 }), dedicatedNodes: 1 }), "free"),
    ).toEqual([]);
  });

  it("describes a tier by what it allows", () => {
    expect(tierWords("free", numbersOf("free"))).toBe(
      "Up to 2 servers, 2 zones, 50 pending invitations; for its servers together 4 GiB of memory, 2 cores, 20 GiB of disk, 6 ports.",
    );
    expect(tierWords("enterprise", numbersOf("enterprise"))).toContain(
      "Unlimited servers, 500 zones, 5,000 pending invitations",
    );
  });
});
