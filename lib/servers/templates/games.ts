import type { Template } from "@/lib/servers/templates/template";
import { agreement, choice, number, secret, text, yesNo } from "@/lib/servers/templates/variable";

const eula = agreement("EULA", {
  label: "I accept the Minecraft End User License Agreement",
  help: "It is at minecraft.net/eula.",
  value: "TRUE",
});
const difficulties = { easy: "Easy", normal: "Normal", hard: "Hard", peaceful: "Peaceful" };

/** Starts as root, makes its files its own user’s, and goes on as that one. */
const demotes = ["CHOWN", "DAC_OVERRIDE", "SETGID", "SETUID"] as const;

export const games = {
  minecraft: {
    title: "Minecraft: Java Edition",
    about: "A world for players on computers, with mods if you like.",
    group: "game",
    image: "itzg/minecraft-server:latest",
    memoryMb: 2048,
    cores: 2,
    diskMb: 10_240,
    ports: [{ port: 25_565, protocol: "tcp" }],
    variables: [
      eula,
      choice("TYPE", {
        label: "Kind",
        help: "Paper is faster and takes plugins, Fabric and Forge take mods.",
        choices: { VANILLA: "Vanilla", PAPER: "Paper", FABRIC: "Fabric", FORGE: "Forge" },
      }),
      text("VERSION", { label: "Version", help: "Such as 1.21.4, or LATEST.", initial: "LATEST", most: 40 }),
      text("MOTD", { label: "Message in the list of servers", initial: "A server of our guild", most: 120 }),
      choice("MODE", {
        label: "Game mode",
        choices: { survival: "Survival", creative: "Creative", adventure: "Adventure", spectator: "Spectator" },
      }),
      choice("DIFFICULTY", { label: "Difficulty", choices: difficulties, initial: "normal" }),
      number("MAX_PLAYERS", { label: "Players at most", initial: "20", least: 1, most: 1000 }),
      text("OPS", { label: "Operators", help: "Player names with commas between. May stay empty.", most: 500 }),
      yesNo("ONLINE_MODE", { label: "Check players’ accounts", initial: "true" }),
    ],
    profile: {
      capabilities: demotes,
      // The Java machine takes its share of what the container has, also after that was changed.
      environment: { MEMORY: "", JVM_XX_OPTS: "-XX:MaxRAMPercentage=75" },
    },
  },
  bedrock: {
    title: "Minecraft: Bedrock Edition",
    about: "A world for players on phones, tablets and consoles.",
    group: "game",
    image: "itzg/minecraft-bedrock-server:latest",
    memoryMb: 1024,
    cores: 1,
    diskMb: 5_120,
    ports: [{ port: 19_132, protocol: "udp" }],
    variables: [
      eula,
      text("SERVER_NAME", { label: "Name in the list of servers", initial: "A server of our guild", most: 100 }),
      choice("GAMEMODE", {
        label: "Game mode",
        choices: { survival: "Survival", creative: "Creative", adventure: "Adventure" },
      }),
      choice("DIFFICULTY", { label: "Difficulty", choices: difficulties, initial: "normal" }),
      number("MAX_PLAYERS", { label: "Players at most", initial: "10", least: 1, most: 200 }),
      text("LEVEL_SEED", { label: "Seed of the world", help: "Empty: a random one.", most: 100 }),
      yesNo("ALLOW_CHEATS", { label: "Allow cheats", initial: "false" }),
    ],
    profile: { capabilities: demotes },
  },
  terraria: {
    title: "Terraria with tModLoader",
    about: "A world for Terraria with mods of the Steam Workshop.",
    group: "game",
    image: "jacobsmile/tmodloader1.4:latest",
    memoryMb: 2048,
    cores: 1,
    diskMb: 10_240,
    ports: [{ port: 7_777, protocol: "tcp" }],
    variables: [
      text("TMOD_WORLDNAME", { label: "Name of the world", initial: "Guild", most: 60 }),
      choice("TMOD_WORLDSIZE", {
        label: "Size of a new world",
        choices: { "1": "Small", "2": "Medium", "3": "Large" },
        initial: "2",
      }),
      choice("TMOD_DIFFICULTY", {
        label: "Difficulty of a new world",
        choices: { "0": "Classic", "1": "Expert", "2": "Master", "3": "Journey" },
      }),
      number("TMOD_MAXPLAYERS", { label: "Players at most", initial: "8", least: 1, most: 255 }),
      secret("TMOD_PASS", { label: "Password to join", least: 4 }),
      text("TMOD_MOTD", { label: "Message on joining", initial: "Welcome", most: 120 }),
      text("TMOD_AUTODOWNLOAD", { label: "Mods to fetch", help: "Workshop ids with commas between.", most: 1_000 }),
      text("TMOD_ENABLEDMODS", { label: "Mods to switch on", help: "Likewise. May stay empty.", most: 1_000 }),
    ],
    profile: {},
  },
} as const satisfies Record<string, Template>;
