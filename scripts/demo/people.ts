/*
 * The people of the town, with their organisations and roles. Addresses end in .example, so that no mail can reach
 * anybody.
 */

interface Resident {
  name: string;
  email: string;
}

const at = (name: string, email: string): Resident => ({ name, email: `${email}.example` });

/** By first name, for use in the other files. */
export const people = {
  Rhiannon: at("Rhiannon Pryce", "rhiannon@harbour-hosting"),
  Tomasz: at("Tomasz Wieczorek", "tomasz@apex-gaming"),
  Adaeze: at("Adaeze Okonkwo", "adaeze@apex-gaming"),
  MeiLin: at("Mei-Lin Zhou", "meilin.zhou@mail"),
  Mateus: at("Mateus Carvalho de Albuquerque", "mateus.carvalho@correio"),
  Siobhan: at("Siobhán O’Dwyer", "siobhan.odwyer@mail"),
  Yusuf: at("Yusuf Karahan", "yusuf.karahan@posta"),
  Jonas: at("Jonas Lindqvist", "jonas@northgate"),
  Amara: at("Amara Diallo", "amara.diallo@courriel"),
  Zoltan: at("Zoltán Fekete", "zoltan.fekete@posta"),
  Ingrid: at("Ingrid Bjørnstad", "ingrid@fjordhost"),
  Hallvard: at("Hallvard Nes", "hallvard@fjordhost"),
  Casey: at("Casey Marsh", "casey@fjordhost"),
  Linnea: at("Linnéa Strand", "linnea@fjordhost"),
  Priya: at("Priya Raghunathan", "priya.r@kingsbridge"),
  Dylan: at("Dylan Hughes", "dylan.hughes@kingsbridge"),
  Noor: at("Noor van Dijk", "noor@kingsbridge"),
  Dakota: at("Dakota Reyes", "dakota@rookery"),
  Emeka: at("Emeka Balogun", "emeka.balogun@mail"),
} as const satisfies Record<string, Resident>;
export type FirstName = keyof typeof people;

/** The owners of organisations besides the portal's administrator, by handle. */
export const organisations = {
  "apex-gaming": { name: "Apex Gaming", owner: "Tomasz", tier: "paid" },
  fjordhost: { name: "Fjordhost", owner: "Ingrid", tier: "enterprise" },
  "kingsbridge-esports": { name: "Kingsbridge College E-sports", owner: "Priya", tier: "educational" },
  "rookery-chess": { name: "Rookery Chess Club", owner: "Dakota", tier: "free" },
} as const satisfies Record<string, { name: string; owner: FirstName; tier: string }>;
export type Handle = keyof typeof organisations;

/** The people who join by invitation, in order, with the role of the invitation. */
export const joining: [who: FirstName, organisation: Handle, role: string][] = [
  ["Adaeze", "apex-gaming", "admin"],
  ["MeiLin", "apex-gaming", "member"],
  ["Mateus", "apex-gaming", "member"],
  ["Siobhan", "apex-gaming", "member"],
  ["Yusuf", "apex-gaming", "member"],
  ["Jonas", "apex-gaming", "member"],
  ["Amara", "apex-gaming", "member"],
  ["Zoltan", "apex-gaming", "member"],
  ["Hallvard", "fjordhost", "admin"],
  ["Casey", "fjordhost", "Front desk"],
  ["Linnea", "fjordhost", "DNS keeper"],
  ["Dylan", "kingsbridge-esports", "admin"],
  ["Noor", "kingsbridge-esports", "operator"],
  ["Emeka", "rookery-chess", "viewer"],
];

/** People whose address isn’t verified, to show what such an account looks like. */
export const unproved: readonly FirstName[] = ["Amara", "Emeka"];

/** The people with sign-in links, and what they can show. */
export const guides: [who: FirstName, about: string, path: string][] = [
  ["Rhiannon", "runs the portal, owns Harbour Hosting", "/dashboard/portal/organisations"],
  ["Tomasz", "owns Apex Gaming (Pro Portal)", "/dashboard/organisations/apex-gaming"],
  ["MeiLin", "a plain member of Apex Gaming", "/dashboard/organisations/apex-gaming"],
  ["Siobhan", "a member restricted to one project", "/dashboard/organisations/apex-gaming/projects"],
  ["Casey", "has a custom role of Fjordhost", "/dashboard/organisations/fjordhost"],
  ["Dakota", "owns a club on the Free Portal", "/dashboard/organisations/rookery-chess"],
  ["Amara", "has an unverified address", "/dashboard/organisations"],
];
