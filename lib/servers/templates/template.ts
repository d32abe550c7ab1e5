import type { Profile } from "@/lib/docker/profile";
import type { Variable } from "@/lib/servers/templates/variable";

/** A ready-made server: its image, its form and how it is run. Memory and disk in MiB. */
export interface Template {
  title: string;
  about: string;
  group: "game" | "service";
  image: string;
  memoryMb: number;
  cores: number;
  diskMb: number;
  ports: readonly { port: number; protocol: "tcp" | "udp" }[];
  variables: readonly Variable[];
  profile: Partial<Profile>;
}
