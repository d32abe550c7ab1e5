export function isModest(bytes: Uint8Array, values: number, depth: number): boolean;
export function modestInSteps(bytes: Uint8Array, values: number, depth: number): Generator<undefined, boolean>;
