import type { Template } from "@/lib/servers/templates/template";
import { agreement, choice, number, secret, text, yesNo } from "@/lib/servers/templates/variable";

const eula = agreement("EULA", {
  label: "I accept the Minecraft End User License Agreement",
  help: "Read it at minecraft.net/eula.",
  value: "TRUE",
});
const difficulties = { easy: "Easy", normal: "Normal", hard: "Hard", peaceful: "Peaceful" };

/** For images that start as root, hand their files to their own user, and continue as that user. */
const demotes = ["CHOWN", "DAC_OVERRIDE", "SETGID", "SETUID"] as const;

export const games = {
  minecraft: {
    title: "Minecraft: Java Edition",
    about: "A world for players on PC and Mac, with optional mods.",
    group: "game",
    image: "itzg/minecraft-server:latest",
    memoryMb: 2048,
    cores: 2,
    diskMb: 10_240,
    ports: [{ port: 25_565, protocol: "tcp" }],
    variables: [
      eula,
      choice("TYPE", {
        label: "Server type",
        help: "Paper is faster and supports plugins; Fabric and Forge support mods.",
        choices: { VANILLA: "Vanilla", PAPER: "Paper", FABRIC: "Fabric", FORGE: "Forge" },
      }),
      text("VERSION", { label: "Version", help: "For example 1.21.4, or LATEST.", initial: "LATEST", most: 40 }),
      text("MOTD", { label: "Message in the server list", initial: "A server of our guild", most: 120 }),
      choice("MODE", {
        label: "Game mode",
        choices: { survival: "Survival", creative: "Creative", adventure: "Adventure", spectator: "Spectator" },
      }),
      choice("DIFFICULTY", { label: "Difficulty", choices: difficulties, initial: "normal" }),
      number("MAX_PLAYERS", { label: "Maximum players", initial: "20", least: 1, most: 1000 }),
      text("OPS", { label: "Operators", help: "Player names, separated by commas. Optional.", most: 500 }),
      yesNo("ONLINE_MODE", { label: "Verify player accounts", initial: "true" }),
    ],
    profile: {
      capabilities: demotes,
      // A percentage, so that Java's heap follows the container's memory when that is changed.
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
      text("SERVER_NAME", { label: "Name in the server list", initial: "A server of our guild", most: 100 }),
      choice("GAMEMODE", {
        label: "Game mode",
        choices: { survival: "Survival", creative: "Creative", adventure: "Adventure" },
      }),
      choice("DIFFICULTY", { label: "Difficulty", choices: difficulties, initial: "normal" }),
      number("MAX_PLAYERS", { label: "Maximum players", initial: "10", least: 1, most: 200 }),
      text("LEVEL_SEED", { label: "World seed", help: "Empty: random.", most: 100 }),
      yesNo("ALLOW_CHEATS", { label: "Allow cheats", initial: "false" }),
    ],
    profile: { capabilities: demotes },
  },
  terraria: {
    title: "Terraria with tModLoader",
    about: "A Terraria world with mods from the Steam Workshop.",
    group: "game",
    image: "jacobsmile/tmodloader1.4:latest",
    memoryMb: 2048,
    cores: 1,
    diskMb: 10_240,
    ports: [{ port: 7_777, protocol: "tcp" }],
    variables: [
      text("TMOD_WORLDNAME", { label: "World name", initial: "Guild", most: 60 }),
      choice("TMOD_WORLDSIZE", {
        label: "New world size",
        choices: { "1": "Small", "2": "Medium", "3": "Large" },
        initial: "2",
      }),
      choice("TMOD_DIFFICULTY", {
        label: "New world difficulty",
        choices: { "0": "Classic", "1": "Expert", "2": "Master", "3": "Journey" },
      }),
      number("TMOD_MAXPLAYERS", { label: "Maximum players", initial: "8", least: 1, most: 255 }),
      secret("TMOD_PASS", { label: "Password to join", least: 4 }),
      text("TMOD_MOTD", { label: "Welcome message", initial: "Welcome", most: 120 }),
      text("TMOD_AUTODOWNLOAD", { label: "Mods to download", help: "Workshop IDs, separated by commas.", most: 1_000 }),
      text("TMOD_ENABLEDMODS", {
        label: "Mods to enable",
        help: "Workshop IDs, separated by commas. Optional.",
        most: 1_000,
      }),
    ],
    profile: {},
  },
} as const satisfies Record<string, Template>;
