import type Docker from "dockerode";
import { createHelper, type HelperPlan, removeHelper, runHelper } from "@/lib/docker/helper";
import { backupLabel, backupVolumeName, nodeLabel, organisationLabel, serverLabel } from "@/lib/docker/names";
import { isStatus } from "@/lib/docker/problem";

/** The path of a backup's file in its volume. */
export const packedPath = "/backup/data.tar.gz";
/** The maximum duration of a backup, in seconds. */
const longest = 7_200;
const reportMs = 2_000;

/**
 * Packs /data. Files that vanish during packing are skipped; a file that shrinks while it is read makes the backup fail, as does an
 * archive that can't be read again. `$1` is the maximum size in bytes.
 */
const saveScript = `
set -u
no() { printf '%s' "$1"; rm -f /backup/part; exit 9; }
cd /data
{ tar -cf - . 2>/backup/said; echo $? >/backup/status; } | gzip -c | head -c "$1" >/backup/part || no full
[ "$(stat -c %s /backup/part)" -lt "$1" ] || no large
if [ "$(cat /backup/status)" != 0 ] && grep -qv 'No such file' /backup/said; then no unstable; fi
gzip -dc /backup/part 2>/dev/null | tar -tf - >/dev/null 2>&1 || no unstable
mv /backup/part ${packedPath}
stat -c %s ${packedPath}
sha256sum < ${packedPath} | cut -c1-64
`;

/**
 * Unpacks a backup into an empty volume, if it is undamaged and fits: `$1` is its SHA-256, `$2` the maximum size of its files in bytes.
 * Sparse files are written and counted at full size. Sizes are summed before anything is written; a name may contain a line break, so
 * only numbers count.
 */
const restoreScript = `
set -u
no() { printf '%s' "$1"; exit 9; }
[ -f ${packedPath} ] || no missing
[ "$(sha256sum < ${packedPath} | cut -c1-64)" = "$1" ] || no damaged
bytes=$(gzip -dc ${packedPath} | tar -tvf - | awk '$3 ~ /^[0-9]+$/ { sum += $3 } END { printf "%.0f", sum }') || no damaged
[ "$bytes" -le "$2" ] || no over
cd /data
gzip -dc ${packedPath} | tar -xpf - || no full
find /data -xdev -type f -exec stat -c %s {} + | awk '{ sum += $1 } END { printf "%.0f", sum }'
`;

const words: Record<string, string> = {
  full: "The node’s disk is full.",
  large: "The backup is larger than the portal tier allows.",
  over: "Its files exceed the server’s disk. Increase the disk first.",
  unstable: "A file changed during the backup. Stop the server first, or try again.",
  missing: "The backup is missing on the node.",
  damaged: "The backup is damaged.",
};

/** A backup or restore that failed for good; the message is for people. */
export class BackupRefusal extends Error {}

export type BackupPlace = Pick<HelperPlan, "image" | "nodeId" | "serverId" | "volume"> & {
  backupId: string;
  organisationId: string;
};

/** Saves a server's files into a separate volume. An interrupted attempt starts again from the beginning. */
export async function saveBackup(
  docker: Docker,
  place: BackupPlace,
  most: number,
  tell: (written: number) => void,
): Promise<{ bytes: number; sha256: string }> {
  const name = backupVolumeName(place.backupId);
  await docker.createVolume({ Name: name, Labels: { ...labelsOf(place), [backupLabel]: place.backupId } });
  const backup = { volume: name, readOnly: false };
  const script = { script: saveScript, words: [String(most)], readOnly: true };
  const output = await run(docker, place, { ...script, backup }, async (helper) => {
    const { headers } = (await helper.infoArchive({ path: "/backup/part" })) as unknown as {
      headers: Record<string, string>;
    };
    tell(JSON.parse(Buffer.from(headers["x-docker-container-path-stat"] ?? "", "base64").toString()).size);
  });
  const [bytes = "0", sha256 = ""] = output.split("\n");
  return { bytes: Number(bytes), sha256 };
}

/** Unpacks a backup into a new volume. @returns the size of its files in bytes */
export async function unpackBackup(
  docker: Docker,
  place: BackupPlace,
  { sha256, most }: { sha256: string; most: number },
): Promise<number> {
  await docker.createVolume({ Name: place.volume, Labels: labelsOf(place) });
  const backup = { volume: backupVolumeName(place.backupId), readOnly: true };
  return Number(await run(docker, place, { script: restoreScript, words: [sha256, String(most)], backup }));
}

const labelsOf = ({ organisationId, serverId, nodeId }: BackupPlace) => ({
  [organisationLabel]: organisationId,
  [serverLabel]: serverId,
  [nodeLabel]: nodeId,
});

async function run(
  docker: Docker,
  { image, nodeId, serverId, volume, backupId }: BackupPlace,
  more: Pick<HelperPlan, "script" | "words" | "backup" | "readOnly">,
  watch?: (helper: Docker.Container) => Promise<void>,
): Promise<string> {
  const name = `guildhall-backup-${backupId}`;
  // Left by an earlier attempt.
  await removeHelper(docker.getContainer(name));
  const helper = await createHelper(docker, { image, nodeId, serverId, volume, name, ...more });
  // Errors are ignored: there is nothing to measure until the helper writes.
  const timer = watch && setInterval(() => void watch(helper).catch(() => {}), reportMs);
  try {
    const { code, output } = await runHelper(helper, longest, 4_096);
    const said = output.toString();
    if (code !== 0) throw new BackupRefusal(words[said] ?? "The node couldn’t do this.");
    return said;
  } finally {
    clearInterval(timer);
    await removeHelper(helper);
  }
}

/** Removes the volume of a backup or of replaced files; fine if it is gone already. */
export async function removeVolume(docker: Docker, name: string): Promise<void> {
  try {
    await docker.getVolume(name).remove();
  } catch (error) {
    if (!isStatus(error, 404)) throw error;
  }
}
