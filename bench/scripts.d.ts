// What measuring uses of the start scripts, which are plain JavaScript.
declare module "*/scripts/test/database.mjs" {
  export function startTestDatabase(name: string): Promise<{ superuserUrl: string; stop: () => Promise<void> }>;
}
