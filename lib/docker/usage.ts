import type Docker from "dockerode";
import { serverLabel } from "@/lib/docker/names";

interface Usage {
  Volumes: { Name: string; UsageData?: { Size: number } }[] | null;
  Containers:
    | { Labels: Record<string, string> | null; SizeRw?: number; Mounts?: { Type: string; Name?: string }[] }[]
    | null;
}

/** Disk usage on an engine, in bytes. Before version 23 an engine can't be asked for less than everything. */
export async function measureEngine(docker: Docker) {
  const { Volumes, Containers } = (await docker.df()) as Usage;
  const volumes = new Map((Volumes ?? []).map(({ Name, UsageData }) => [Name, UsageData?.Size ?? -1]));
  const containers = (Containers ?? []).filter(({ Labels }) => Labels?.[serverLabel] !== undefined);
  return {
    volumes,
    /** The data that a server's container wrote outside this volume: over its image, and into its image's anonymous volumes. */
    besides(server: string, volume: string): number {
      const own = containers.filter(({ Labels }) => Labels?.[serverLabel] === server);
      const layers = own.map(({ SizeRw = 0 }) => SizeRw);
      const mounted = own.flatMap(({ Mounts = [] }) => Mounts.map(({ Name = "" }) => Name));
      const others = [...new Set(mounted)].filter((name) => name !== volume).map((name) => volumes.get(name) ?? 0);
      return [...layers, ...others].reduce((sum, bytes) => sum + Math.max(0, bytes), 0);
    },
  };
}
