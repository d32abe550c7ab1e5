import { type Profile, plainProfile } from "@/lib/docker/profile";
import { parseImage } from "@/lib/images/reference";
import { templateNames, templateOf } from "@/lib/servers/templates/catalogue";

/** An image without its tag and digest; undefined if it isn't a valid image. */
function repositoryOf(image: string): string | undefined {
  const found = parseImage(image);
  return found ? `${found.registry}/${found.repository}` : undefined;
}

/** A server's profile: its template's while it has that template’s image, in any version; otherwise the plain one. */
export function profileOf(template: string | null, image: string): Profile {
  const name = templateNames.find((each) => each === template);
  const known = name && templateOf(name);
  if (!known || repositoryOf(known.image) !== repositoryOf(image)) return plainProfile;
  return { ...plainProfile, ...known.profile };
}
