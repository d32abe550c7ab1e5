import type { Trx } from "@/db/client";
import { listRegistries } from "@/db/queries/image_registries";
import { refusedPull } from "@/lib/docker/images/pull";
import { EngineProblem } from "@/lib/docker/problem";
import { env } from "@/lib/env";
import { type AppError, fieldError } from "@/lib/errors";
import { parseImage, registryHost } from "@/lib/images/reference";
import { Refusal } from "@/lib/kernel/errors";
import { judgedAddress, refusePrivateHost } from "@/lib/public_address";

/** Why a server's image isn't allowed; null when it is. A node's engine fetches it from within its own network. */
export async function imageRefusal(trx: Trx, image: string): Promise<string | null> {
  const reference = parseImage(image);
  const allowed = [...new Set([...env().IMAGE_REGISTRIES, ...(await listRegistries(trx))])];
  if (!reference || !allowed.includes(reference.registry)) {
    const only =
      allowed.length > 0 ? `Only images from ${new Intl.ListFormat("en-GB").format(allowed)} are` : "No images are";
    return `${only} allowed here. Ask the administrator to allow another registry.`;
  }
  try {
    refusePrivateHost(registryHost(reference.registry));
    return null;
  } catch (error) {
    return (error as AppError).message;
  }
}

/** Checks the image of a server to be created or recreated. @throws at the field `image` */
export async function requireImage(trx: Trx, image: string): Promise<void> {
  const refusal = await imageRefusal(trx, image);
  if (refusal) throw fieldError("image.registry", "image", refusal);
}

/** Resolves the registry's address now and checks it. @throws `EngineProblem` */
export async function judgeRegistry(image: string): Promise<void> {
  // Any address is allowed, and the nodes may know names that the portal doesn't.
  if (env().ALLOW_PRIVATE_ADDRESSES === "on") return;
  try {
    await judgedAddress(registryHost(parseImage(image)?.registry ?? ""));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw error.reason === "address.unknown" ? refusedPull("away") : new EngineProblem(error.message, true);
  }
}
