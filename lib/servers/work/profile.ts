import { type Profile, plainProfile } from "@/lib/docker/profile";
import { parseImage } from "@/lib/images/reference";
import { templateNames, templateOf } from "@/lib/servers/templates/catalogue";

/** An image without its tag and digest; undefined for what is none. */
function repositoryOf(image: string): string | undefined {
  const found = parseImage(image);
  return found ? `${found.registry}/${found.repository}` : undefined;
}

/** How a server is run: what its template says while it has that template’s image, at whatever version; else as any other. */
export function profileOf(template: string | null, image: string): Profile {
  const name = templateNames.find((each) => each === template);
  const known = name && templateOf(name);
  if (!known || repositoryOf(known.image) !== repositoryOf(image)) return plainProfile;
  return { ...plainProfile, ...known.profile };
}
