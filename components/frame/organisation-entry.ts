/** An organisation as the frame shows it. */
export interface OrganisationEntry {
  handle: string;
  name: string;
  /** Its picture's name. */
  avatar: string | null;
  /** The viewer's role, as a person reads it: "Owner". */
  role: string;
  /** The portal tier, as a person reads it: "Free Portal". */
  tier: string;
  isDefault: boolean;
  href: string;
}
