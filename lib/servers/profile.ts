import { type Profile, plainProfile } from "@/lib/docker/profile";
import { templateNames, templateOf } from "@/lib/servers/templates/catalogue";

/** An image without its tag and digest. */
const repositoryOf = (image: string) => image.replace(/@.*$/, "").replace(/:[^:/]*$/, "");

/** How a server is run: what its template says while it has that template’s image, at whatever version; else as any other. */
export function profileOf(template: string | null, image: string): Profile {
  const name = templateNames.find((each) => each === template);
  const known = name && templateOf(name);
  if (!known || repositoryOf(known.image) !== repositoryOf(image)) return plainProfile;
  return { ...plainProfile, ...known.profile };
}
