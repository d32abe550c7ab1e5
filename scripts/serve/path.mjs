/** The path of a URL as written and as resolved: a higher limit needs both to match. */
export const pathsOf = (url) => [url.split(/[?#]/, 1)[0], pathOf(url)];

/**
 * The resolved path of a URL: escapes, repeated or backward slashes, path parameters, and the steps `.` and `..` are
 * resolved until there are none, so that a limit applies under every spelling.
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
