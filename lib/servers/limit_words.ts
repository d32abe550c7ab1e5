/** Why no more servers can be created, and what to do about it. */
export function limitWords(tierName: string, most: number, count: number): string {
  const tooMany = count - most + 1;
  const some = tooMany === 1 ? "one" : tooMany;
  return `The ${tierName} allows ${most} servers, and this organisation has ${count}. To create another, delete ${some}, or ask the administrator for more.`;
}
