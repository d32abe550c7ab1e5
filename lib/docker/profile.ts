/** What a container may get back of what is taken from every one. Nothing here reaches its machine or its neighbours. */
export const grantableCapabilities = ["CHOWN", "DAC_OVERRIDE", "FOWNER", "SETGID", "SETUID"] as const;
export type Capability = (typeof grantableCapabilities)[number];

/** How a container of a known image is run. */
export interface Profile {
  /** Those that the image needs to put its own files in order and to give up root. */
  capabilities: readonly Capability[];
  /** Who runs in it, as the image knows users; null: as the image says. */
  user: string | null;
  /** Whether nothing but its files and what is temporary can be written. */
  readOnlyRoot: boolean;
  /** Folders in memory. */
  temporary: readonly string[];
  /** What runs, in the image’s place; null: what the image says. It holds nothing that anybody typed. */
  command: readonly string[] | null;
  /** Variables that its files depend on: nobody’s own take their place. */
  environment: Readonly<Record<string, string>>;
}

/** How an image that nobody knows is run. */
export const plainProfile: Profile = {
  capabilities: [],
  user: null,
  readOnlyRoot: false,
  temporary: [],
  command: null,
  environment: {},
};
