import type { ErrorCode } from "@/lib/kernel/errors";

/** Why an image is refused. */
export const avatarReasons = {
  "picture.large": ["TOO_LARGE", "This image is larger than 5 MiB. Use a smaller one."],
  "picture.type": ["UNSUPPORTED_TYPE", "Use a PNG or JPEG image. This file is neither, whatever its name says."],
  "picture.animated": ["UNSUPPORTED_TYPE", "Animated images aren’t supported. Use a still one."],
  "picture.pixels": ["TOO_LARGE", "This image has more than 24 million pixels. Use a smaller one."],
  "picture.broken": ["INVALID", "This image is damaged or incomplete. Save it again, then retry."],
  "picture.busy": [
    "UNAVAILABLE",
    "Too many images are being processed right now. Nothing was changed. Try again in a moment.",
  ],
  "picture.body": ["UNSUPPORTED_TYPE", "Send the image as the field “file” of multipart/form-data."],
  "logo.address": ["INVALID", "Enter the image’s full address, starting with https://."],
  "logo.unreachable": ["UPSTREAM", "The image’s address doesn’t answer, or the connection broke off."],
  "logo.slow": ["UPSTREAM", "The image’s address didn’t answer in time."],
  "logo.insecure": ["UPSTREAM", "The image’s address has no valid certificate."],
  "logo.status": ["UPSTREAM", "There is no image at this address."],
  "logo.redirects": ["UPSTREAM", "The image’s address redirects too often, or to one without https."],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
