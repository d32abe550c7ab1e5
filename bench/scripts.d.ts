// The parts of the start scripts, which are plain JavaScript, that the benchmark uses.
declare module "*/scripts/test/database.mjs" {
  export function startTestDatabase(name: string): Promise<{ superuserUrl: string; stop: () => Promise<void> }>;
}
