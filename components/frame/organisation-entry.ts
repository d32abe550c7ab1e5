/** An organisation in the frame. */
export interface OrganisationEntry {
  handle: string;
  name: string;
  /** The name of its avatar. */
  avatar: string | null;
  /** The viewer's role, as a person reads it: "Owner". */
  role: string;
  /** The portal tier, as a person reads it: "Free Portal". */
  tier: string;
  isDefault: boolean;
  isSuspended: boolean;
  /** It requires a second factor, which the viewer hasn’t got in this session. */
  needsFactor: boolean;
  href: string;
}
