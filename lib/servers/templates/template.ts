import type { Profile } from "@/lib/docker/profile";
import type { Variable } from "@/lib/servers/templates/variable";

/** What a server can be made from without knowing its image: how it is asked for, and how it is run. MiB of memory and disk. */
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
