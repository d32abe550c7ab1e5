export function isModest(bytes: Uint8Array, values: number, depth: number): boolean;
