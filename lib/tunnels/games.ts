/** A game, or another program, whose ports are known. */
interface Game {
  name: string;
  protocol: "tcp" | "udp" | "both";
  port: number;
  /** The service of its SRV records, by which its clients find the public port. */
  service?: string;
}

/** Ready-made choices when a port is opened. */
export const games = {
  "minecraft-java": { name: "Minecraft: Java Edition", protocol: "tcp", port: 25_565, service: "_minecraft._tcp" },
  "minecraft-bedrock": { name: "Minecraft: Bedrock Edition", protocol: "udp", port: 19_132 },
  luanti: { name: "Luanti", protocol: "udp", port: 30_000 },
  terraria: { name: "Terraria", protocol: "tcp", port: 7_777 },
  factorio: { name: "Factorio", protocol: "udp", port: 34_197 },
  rust: { name: "Rust", protocol: "udp", port: 28_015 },
  valheim: { name: "Valheim", protocol: "udp", port: 2_456 },
  palworld: { name: "Palworld", protocol: "udp", port: 8_211 },
  satisfactory: { name: "Satisfactory", protocol: "both", port: 7_777 },
  source: { name: "Counter-Strike and other Source games", protocol: "both", port: 27_015 },
  teamspeak: { name: "TeamSpeak", protocol: "udp", port: 9_987, service: "_ts3._udp" },
  mumble: { name: "Mumble", protocol: "both", port: 64_738, service: "_mumble._tcp" },
  web: { name: "Web server", protocol: "tcp", port: 8_080 },
} as const satisfies Record<string, Game>;

export type GameKey = keyof typeof games;
export const gameKeys = Object.keys(games) as [GameKey, ...GameKey[]];

/** A stored key as people read it; for a game that is no longer listed, its key. */
export const gameName = (key: string): string => (Object.hasOwn(games, key) ? games[key as GameKey].name : key);
