import { z } from "zod";
import { pictureSizes } from "@/lib/avatars/address";
import { organisationReference } from "@/lib/organisations/schema";
import { uuid } from "@/lib/text";

const file = z
  .instanceof(Uint8Array<ArrayBufferLike>, { error: "Choose an image: PNG or JPEG, up to 5 MiB." })
  .meta({ type: "string", contentMediaType: "application/octet-stream" });

export const organisationAvatarInput = z.strictObject({ organisation: organisationReference, file });
export const ownAvatarInput = z.strictObject({ file });

export const onePicture = z.strictObject({
  name: z.string().regex(/^[0-9a-f]{64}$/, "This isn’t the name of an image."),
  size: z.coerce.number().pipe(z.literal(pictureSizes)),
});

export const oneLogo = z.strictObject({ organisationId: uuid });

/** The result of fetching a logo: the image, or why there is none. */
export const fetchedLogo = z.strictObject({
  organisationId: uuid,
  /** The address that was fetched: another may be set by now. */
  url: z.string().max(2000),
  picture: z.strictObject({ name: z.string(), large: z.instanceof(Buffer), small: z.instanceof(Buffer) }).nullable(),
  problem: z.string().max(500).nullable(),
});
