// Runs before anything else, on any Node: no imports, and no syntax that an old Node can't parse.

const oldest = [20, 19];

/** Ends the process with one line when this Node or this system can't run Guildhall. */
export function requirePlatform() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
    refuse(`Guildhall needs Node.js ${oldest.join(".")} or newer; this is ${process.versions.node}.`);
  }
  if (process.platform !== "linux" && process.platform !== "darwin") {
    refuse(`Guildhall runs on Linux and macOS; this is ${process.platform}. On Windows, use WSL.`);
  }
}

function refuse(line) {
  console.error(line);
  process.exit(1);
}
