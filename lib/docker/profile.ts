/** Capabilities that a template may ask for again. None of them affects the machine or other containers. */
export const grantableCapabilities = ["CHOWN", "DAC_OVERRIDE", "FOWNER", "SETGID", "SETUID"] as const;
export type Capability = (typeof grantableCapabilities)[number];

/** How the container of a known image is run. */
export interface Profile {
  /** The capabilities that the image needs to set up its files and drop root. */
  capabilities: readonly Capability[];
  /** The user inside the container; null: the image's default. */
  user: string | null;
  /** Whether only its files and temporary folders are writable. */
  readOnlyRoot: boolean;
  /** Folders in memory. */
  temporary: readonly string[];
  /** The command instead of the image’s; null: the image’s. Never contains user input. */
  command: readonly string[] | null;
  /** Variables that its files depend on; users can’t override them. */
  environment: Readonly<Record<string, string>>;
}

/** The profile of a custom image. */
export const plainProfile: Profile = {
  capabilities: [],
  user: null,
  readOnlyRoot: false,
  temporary: [],
  command: null,
  environment: {},
};
