import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { configure, ensureForwarding, ensureInterface } from "./interface.mjs";
import { log, readText, run } from "./machine.mjs";
import { absentIn, connectedIn, devicesIn, noteEndpoints } from "./peers.mjs";
import { refreshText, tableText } from "./rules.mjs";
import { busyPorts, forget } from "./sockets.mjs";
import { changedPorts, withNothing } from "./wanted.mjs";

const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));

/** What this machine lets in, and what it knows about itself. One change at a time. */
export class Gateway {
  /** Null until the portal has answered once. */
  wanted = null;
  problem = null;
  isOpen = false;
  #life = null;
  /** Where devices were last: one that is let in again is found there, although it doesn't know that it must shake hands. */
  #endpoints = new Map();
  #turn = Promise.resolve();

  constructor(configuration) {
    this.configuration = configuration;
  }

  /** What the work gives; its error is the gateway's problem until something is applied. */
  judge(work) {
    try {
      return work();
    } catch (error) {
      this.problem = error.message.slice(0, 500);
      throw error;
    }
  }

  /** Applies what is wanted at once. @throws Error that says what keeps it from that */
  apply(wanted) {
    return this.#inTurn(() => this.#apply(wanted, true));
  }

  /** Keeps what is open for another ten minutes. */
  refresh() {
    return this.#inTurn(async () => {
      try {
        await run("nft", ["-f", "-"], refreshText(this.configuration.name));
        this.problem = null;
      } catch {
        log("The table of nftables was gone: applied again.");
        await this.#apply(this.wanted, true);
      }
    });
  }

  /** Cuts every connection and lets nobody in. */
  closeEverything() {
    return this.#inTurn(() => this.#apply(withNothing(this.wanted), false));
  }

  /** What the portal is told; null before there is an interface. Makes the interface again if it has vanished. */
  look() {
    return this.#inTurn(async () => {
      if (!this.#life) return null;
      const { name, publicKey } = this.configuration;
      const dump = await run("wg", ["show", name, "dump"]).catch(() => null);
      if (dump === null) {
        log("The interface was gone: made again.");
        await this.#apply(this.isOpen ? this.wanted : withNothing(this.wanted), this.isOpen);
        return null;
      }
      noteEndpoints(this.#endpoints, dump);
      const devices = devicesIn(dump);
      const { implementation, run: life } = this.#life;
      const facts = { publicKey, implementation, version, run: life, problem: this.problem };
      return { connected: connectedIn(devices), report: { ...facts, busyPorts: busyPorts(this.wanted), devices } };
    });
  }

  async #apply(wanted, isAlive) {
    const { name, folder, publicAddresses } = this.configuration;
    this.wanted = isAlive ? wanted : this.wanted;
    try {
      const before = this.#opened();
      this.#life = await ensureInterface(this.configuration);
      ensureForwarding(name);
      // Rules first: there must be no moment in which a device is connected without them.
      await run("nft", ["-f", "-"], tableText({ name, publicAddresses, isAlive, wanted }));
      this.isOpen = isAlive;
      const dump = await run("wg", ["show", name, "dump"]);
      noteEndpoints(this.#endpoints, dump);
      await configure(this.configuration, wanted, absentIn(dump, this.#endpoints));
      await forget(changedPorts(before, wanted.ports), publicAddresses);
      writeFileSync(join(folder, "opened.json"), JSON.stringify(wanted.ports), { mode: 0o600 });
      this.problem = null;
    } catch (error) {
      this.problem = error.message.slice(0, 500);
      throw error;
    }
  }

  /** Which ports were opened last, by an earlier start, too: what goes on isn't disturbed. */
  #opened() {
    try {
      return JSON.parse(readText(join(this.configuration.folder, "opened.json")) ?? "[]");
    } catch {
      return [];
    }
  }

  #inTurn(work) {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => {});
    return done;
  }
}
