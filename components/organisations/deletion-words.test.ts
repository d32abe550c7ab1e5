import { describe, expect, it } from "vitest";
import { contentWords, leftWords, progressOf } from "@/components/organisations/deletion-words";

const nothing = {
  ...{ members: 1, invitations: 0, projects: 0, servers: 0, memoryMb: 0, diskMb: 0, backups: 0, backupBytes: 0 },
  ...{ zones: 0, tunnelDevices: 0, records: 0, tokens: 0, webhooks: 0, smtpServers: 0, roles: 0, dedicatedNodes: 0 },
};
const left = { servers: 0, backups: 0, zones: 0, members: 0, waiting: [] };

describe("what an organisation has", () => {
  it("is counted and named, with sizes", () => {
    const counts = {
      ...{ ...nothing, members: 1_204, invitations: 1, projects: 1, servers: 3, memoryMb: 3_072, diskMb: 5_120 },
      ...{
        backups: 2,
        backupBytes: 2_147_483_648,
        zones: 2,
        records: 12,
        tunnelDevices: 2,
        tokens: 1,
        webhooks: 2,
        smtpServers: 1,
        roles: 1,
      },
    };
    const names = {
      servers: [{ name: "Lobby" }, { name: "Survival" }],
      zones: [
        { name: "a.example", records: 1 },
        { name: "b.example", records: 11 },
      ],
      projects: ["Events"],
    };
    expect(contentWords(counts, names)).toEqual([
      {
        part: "servers",
        title: "3 servers with all their files",
        detail: "Lobby, Survival and 1 more: 3 GiB of memory, 5 GiB of disk",
      },
      { part: "backups", title: "2 backups", detail: "2 GB" },
      { part: "zones", title: "2 DNS zones with 12 records", detail: "a.example (1) and b.example (11)" },
      { part: "tunnels", title: "2 tunnel devices", detail: "Nothing on the machines themselves is deleted" },
      { part: "members", title: "1,204 memberships, 1 pending invitation", detail: "Nobody’s account is deleted" },
      { part: "projects", title: "1 project", detail: "Events" },
      { part: "access", title: "1 access token, 2 webhooks, 1 SMTP server, 1 custom role" },
    ]);
  });

  it("leaves out what it has none of", () => {
    expect(contentWords(nothing)).toEqual([
      { part: "members", title: "1 membership", detail: "Nobody’s account is deleted" },
    ]);
    expect(contentWords({ ...nothing, servers: 1, memoryMb: 512, diskMb: 1_024, zones: 1 }).slice(0, 2)).toEqual([
      { part: "servers", title: "1 server with all its files", detail: "512 MiB of memory, 1 GiB of disk" },
      { part: "zones", title: "1 DNS zone", detail: undefined },
    ]);
  });
});

describe("a removal", () => {
  it("says what is left", () => {
    expect(leftWords(null)).toBe("Being removed: this starts within a minute.");
    expect(leftWords({ ...left, servers: 3, zones: 2, members: 9 })).toBe("Being removed: 3 servers and 2 zones left.");
    expect(leftWords({ ...left, zones: 1, members: 9 })).toBe("Being removed: 1 zone left.");
    expect(leftWords({ ...left, members: 9 })).toBe("Being removed: 9 memberships left.");
    expect(leftWords(left)).toBe("Being removed: nothing left.");
  });

  it("counts how far it is, and never more than there was", () => {
    const contents = { ...nothing, servers: 3, zones: 2, members: 5 };
    expect(progressOf({ contents, left: null })).toEqual({ value: 0, max: 10 });
    expect(progressOf({ contents, left: { ...left, servers: 1, zones: 2, members: 5 } })).toEqual({
      value: 2,
      max: 10,
    });
    expect(progressOf({ contents, left: { ...left, members: 40 } })).toEqual({ value: 0, max: 10 });
    expect(progressOf({ contents: { ...nothing, members: 0 }, left })).toEqual({ value: 1, max: 1 });
  });
});
