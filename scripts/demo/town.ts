import { createToken } from "@/lib/api_tokens/operations";
import { setOrganisationAvatar } from "@/lib/avatars/operations";
import { rejectInvitation } from "@/lib/invitations/answer_operations";
import { inviteMember } from "@/lib/invitations/invite_operations";
import { resendInvitation, revokeInvitation } from "@/lib/invitations/operations";
import { addMember, changeRole, leaveOrganisation, removeMember } from "@/lib/members/change_operations";
import { narrowMember } from "@/lib/members/project_operations";
import { makeDefault } from "@/lib/organisations/operations";
import { setTier } from "@/lib/organisations/portal_operations";
import { createProject } from "@/lib/projects/operations";
import { createRole } from "@/lib/roles/operations";
import { rolePresets } from "@/lib/roles/presets";
import { createSmtpServer } from "@/lib/smtp_servers/operations";
import { createWebhook } from "@/lib/webhooks/operations";
import { letExpire } from "./expiry";
import { type FirstName, type Handle, joining, organisations, people, unproved } from "./people";
import { drawPicture } from "./picture";
import { invitationLink, type Residents, waiting } from "./residents";
import { addZones } from "./zones";

const apex = "apex-gaming";
const fjord = "fjordhost";

/**
 * Creates the town through the actions of its people, one after the other. @param hooks the URL for webhooks; null:
 * none
 */
export async function buildTown(residents: Residents, hooks: string | null): Promise<void> {
  await residents.begin("Rhiannon", { name: "Harbour Hosting", handle: "harbour-hosting" });
  await foundOrganisations(residents);
  if (hooks) await addWebhooks(residents, hooks);
  await addRoles(residents);
  for (const [who, organisation, role] of joining)
    await residents.bring(who, organisations[organisation].owner, organisation, role, {
      proved: !unproved.includes(who),
    });
  await groupServers(residents);
  await moveAbout(residents);
  await inviteOthers(residents);
  await addPrograms(residents);
  await addZones(residents);
  await addPictures(residents);
}

async function foundOrganisations({ as, settle }: Residents) {
  const administrator = await as("Rhiannon");
  for (const [handle, { name, owner, tier }] of Object.entries(organisations)) {
    await settle(owner, { name, handle });
    await setTier(administrator, { organisation: handle, portalTier: tier });
  }
  await setTier(administrator, { organisation: "harbour-hosting", portalTier: "enterprise" });
}

/** One that accepts events, one in Discord's format, and one that fails. */
async function addWebhooks({ as }: Residents, hooks: string) {
  const owner = await as("Tomasz");
  const members = ["member.invited", "member.joined", "member.left", "member.removed"] as const;
  await createWebhook(owner, { organisation: apex, name: "Status page", url: `${hooks}/taken` });
  await createWebhook(owner, {
    organisation: apex,
    name: "Discord, #front-door",
    url: `${hooks}/taken`,
    format: "discord",
    events: [...members],
  });
  await createWebhook(owner, {
    organisation: apex,
    name: "Old bot",
    url: `${hooks}/broken`,
    events: ["member.joined"],
  });
}

async function addRoles({ as }: Residents) {
  const owner = await as("Ingrid");
  for (const { name, permissions } of rolePresets) await createRole(owner, { organisation: fjord, name, permissions });
  await createRole(owner, {
    organisation: fjord,
    name: "Front desk",
    permissions: ["member.read", "member.create", "project.read", "server.read", "server.power", "auditLog.read"],
  });
}

const projects: [organisation: Handle, name: string, description: string | undefined][] = [
  [apex, "Survival", "The long-running world, its map and its backups"],
  [apex, "Events", "Tournaments and the servers that are put up for a weekend"],
  [apex, "Creative", "Flat worlds for builders"],
  [apex, "Website", undefined],
  [fjord, "Customers", "What we run for others"],
  [fjord, "Our own", "Mail, pages and what keeps them going"],
  ["kingsbridge-esports", "League nights", "Put up on Thursdays, taken down on Fridays"],
];

async function groupServers({ as }: Residents) {
  const ids = new Map<string, string>();
  for (const [organisation, name, description] of projects) {
    const { id } = await createProject(await as(organisations[organisation].owner), {
      organisation,
      name,
      description,
    });
    ids.set(name, id);
  }
  const limits: [who: FirstName, projects: string[]][] = [
    ["Siobhan", ["Survival"]],
    ["Yusuf", ["Survival", "Events"]],
  ];
  for (const [who, seen] of limits)
    await narrowMember(await as("Tomasz"), {
      organisation: apex,
      userId: (await as(who)).actor.userId,
      projects: seen.map((name) => ids.get(name) ?? ""),
    });
}

/** Role changes, and people who join in other ways, or leave. */
async function moveAbout({ as }: Residents) {
  const owner = await as("Tomasz");
  const idOf = async (who: FirstName) => (await as(who)).actor.userId;
  await changeRole(owner, { organisation: apex, userId: await idOf("Jonas"), orgRole: "admin" });
  await addMember(await as("Ingrid"), { organisation: fjord, email: people.Tomasz.email, orgRole: "Auditor" });
  await addMember(await as("Priya"), {
    organisation: "kingsbridge-esports",
    email: people.MeiLin.email,
    orgRole: "member",
  });
  await makeDefault(owner, { organisation: apex });
  await removeMember(owner, { organisation: apex, userId: await idOf("Zoltan") });
  await leaveOrganisation(await as("Mateus"), { organisation: apex });
}

/** An invitation in each state. */
async function inviteOthers({ as }: Residents) {
  const [owner, admin] = [await as("Tomasz"), await as("Adaeze")];
  const guest = { actor: null, address: null };
  const email = (name: string) => `${name}.example`;
  await rejectInvitation(guest, { token: await invitationLink(admin, apex, email("lukas.brandt@post"), "member") });
  await inviteMember(owner, { organisation: apex, email: email("old.address@mail"), role: "admin" });
  const mistaken = await waiting(owner, apex, email("old.address@mail"));
  await revokeInvitation(owner, { organisation: apex, invitation: mistaken });
  await inviteMember(admin, { organisation: apex, email: email("gone.fishing@mail"), role: "member" });
  await letExpire(await waiting(admin, apex, email("gone.fishing@mail")));
  await inviteMember(owner, { organisation: apex, email: email("q.nguyen@nightshift"), role: "member" });
  const again = await waiting(owner, apex, email("q.nguyen@nightshift"));
  await resendInvitation(admin, { organisation: apex, invitation: again });
  await inviteMember(owner, { organisation: apex, email: email("the.new.moderator@nightshift"), role: "admin" });
  await inviteMember(owner, { organisation: apex, email: people.Rhiannon.email, role: "admin" });
  await inviteMember(await as("Ingrid"), { organisation: fjord, email: people.MeiLin.email, role: "DNS keeper" });
}

/** Access tokens. */
async function addPrograms({ as }: Residents) {
  const owner = await as("Tomasz");
  await createToken(owner, { organisation: apex, name: "Discord bot", permissions: ["member.read"] });
  await createToken(owner, { organisation: apex, name: "Deploys from the build server", expiresInDays: 64 });
  await createToken(owner, { organisation: apex, name: "Terraform", reach: "account", expiresInDays: 340 });
  await createToken(await as("Adaeze"), { organisation: apex, name: "Weekly member export", expiresInDays: 3 });
  await createSmtpServer(await as("Ingrid"), {
    organisation: fjord,
    name: "Post office",
    host: "mail.fjordhost.example",
    port: 587,
    encryption: "starttls",
    username: "post",
    password: "nobody listens there",
    fromAddress: "Fjordhost <post@fjordhost.example>",
    recipients: ["operations@fjordhost.example"],
  });
}

async function addPictures({ as }: Residents) {
  const peak = (x: number, y: number) => y > -0.6 && y < 0.7 - 1.6 * Math.abs(x) && y < 1.9 * Math.abs(x) + 0.1;
  const fjordAndHill = (x: number, y: number) =>
    y > -0.5 && (y < 0.5 - 1.2 * Math.abs(x + 0.3) || y < 0.2 - Math.abs(x - 0.4));
  await setOrganisationAvatar(await as("Tomasz"), { organisation: apex, file: await drawPicture("#26324d", peak) });
  await setOrganisationAvatar(await as("Ingrid"), {
    organisation: fjord,
    file: await drawPicture("#0d5f73", fjordAndHill),
  });
}
