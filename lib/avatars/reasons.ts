import type { ErrorCode } from "@/lib/kernel/errors";

/** Why a picture is refused. */
export const avatarReasons = {
  "picture.large": ["TOO_LARGE", "This picture is larger than 5 MiB. Use a smaller one."],
  "picture.type": ["UNSUPPORTED_TYPE", "Use a PNG or JPEG picture. This file is neither, whatever its name says."],
  "picture.animated": ["UNSUPPORTED_TYPE", "This picture moves. Use one that stands still."],
  "picture.pixels": ["TOO_LARGE", "This picture has more than 24 million pixels. Use a smaller one."],
  "picture.broken": ["INVALID", "This picture is damaged or cut off. Save it anew, then try again."],
  "picture.busy": [
    "UNAVAILABLE",
    "Many pictures are being prepared just now. Nothing was changed. Try again in a moment.",
  ],
  "picture.body": ["UNSUPPORTED_TYPE", "Send the picture as the field “file” of multipart/form-data."],
  "logo.address": ["INVALID", "Give the picture’s whole address, beginning with https://."],
  "logo.unreachable": ["UPSTREAM", "Nothing answers at the picture’s address, or it broke off."],
  "logo.slow": ["UPSTREAM", "The picture’s address didn’t answer in time."],
  "logo.insecure": ["UPSTREAM", "The picture’s address has no valid certificate."],
  "logo.status": ["UPSTREAM", "There is no picture at this address."],
  "logo.redirects": ["UPSTREAM", "The picture’s address leads on too often, or to one without https."],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
