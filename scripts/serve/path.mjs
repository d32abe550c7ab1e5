/** What an address says, and what it leads to: whatever is allowed more than others is that under both. */
export const pathsOf = (url) => [url.split(/[?#]/, 1)[0], pathOf(url)];

/**
 * The path that an address leads to, however it is written: escapes, slashes too many or backwards, parameters of a part, and the steps `.`
 * and `..` are resolved until there are none. What is held to a limit is held to it under every name.
 * @param {string} url one that decodes
 */
function pathOf(url) {
  let path = url.split(/[?#]/, 1)[0];
  for (let turns = 0; turns < 4; turns++) {
    const plain = resolved(unescaped(path));
    if (plain === path) break;
    path = plain;
  }
  return path;
}

function resolved(path) {
  const kept = [];
  for (const part of path.split(/[\\/]/)) {
    const [name] = part.split(";", 1);
    if (name === "..") kept.pop();
    else if (name !== "" && name !== ".") kept.push(name);
  }
  return `/${kept.join("/")}`;
}

function unescaped(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
