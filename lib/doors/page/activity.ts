import * as accountsOperations from "@/lib/accounts/operations";
import * as accountsProfile from "@/lib/accounts/profile";
import * as accountsSessions from "@/lib/accounts/sessions";
import * as accountsSignUp from "@/lib/accounts/sign_up";
import * as apiTokensOperations from "@/lib/api_tokens/operations";
import * as backupsOperations from "@/lib/backups/operations";
import * as backupsRestoring from "@/lib/backups/restoring";
import * as backupsWork from "@/lib/backups/work";
import * as eventsRouteOperations from "@/lib/events/route_operations";
import * as filesOperations from "@/lib/files/operations";
import * as invitationsAnswers from "@/lib/invitations/answers";
import * as invitationsInvite from "@/lib/invitations/invite";
import * as invitationsOperations from "@/lib/invitations/operations";
import * as invitationsSend from "@/lib/invitations/send";
import type { About } from "@/lib/kernel/operation";
import type { Logged } from "@/lib/kernel/trace";
import * as mailsOperations from "@/lib/mails/operations";
import * as membersChanges from "@/lib/members/changes";
import * as membersNarrow from "@/lib/members/narrow";
import * as nodesCleaning from "@/lib/nodes/cleaning";
import * as nodesCleanup from "@/lib/nodes/cleanup";
import * as nodesHealth from "@/lib/nodes/health";
import * as nodesOperations from "@/lib/nodes/operations";
import * as notificationsOperations from "@/lib/notifications/operations";
import * as organisationsOperations from "@/lib/organisations/operations";
import * as picturesLogo from "@/lib/pictures/logo";
import * as picturesOperations from "@/lib/pictures/operations";
import * as poolsOperations from "@/lib/pools/operations";
import * as portalSettings from "@/lib/portal/settings";
import * as projectsOperations from "@/lib/projects/operations";
import * as providersDeliveries from "@/lib/providers/deliveries";
import * as providersOperations from "@/lib/providers/operations";
import * as providersTry from "@/lib/providers/try";
import * as rolesOperations from "@/lib/roles/operations";
import * as schedulesOperations from "@/lib/schedules/operations";
import * as schedulesWork from "@/lib/schedules/work";
import * as serversChange from "@/lib/servers/change";
import * as serversCreate from "@/lib/servers/create";
import * as serversEnds from "@/lib/servers/ends";
import * as serversMeasure from "@/lib/servers/measure";
import * as serversMove from "@/lib/servers/move";
import * as serversOperations from "@/lib/servers/operations";
import * as serversTearDown from "@/lib/servers/tear_down";
import * as serversWatch from "@/lib/servers/watch";
import * as serversWork from "@/lib/servers/work";
import * as setupOperations from "@/lib/setup/operations";
import * as usersOperations from "@/lib/users/operations";
import * as webhooksOperations from "@/lib/webhooks/operations";
import * as webhooksTry from "@/lib/webhooks/try";
import * as zonesChecksOperations from "@/lib/zones/checks/operations";
import * as zonesClaimsOperations from "@/lib/zones/claims/operations";
import * as zonesClaimsPortalOperations from "@/lib/zones/claims/portal_operations";
import * as zonesFilesImportOperations from "@/lib/zones/files/import_operations";
import * as zonesFilesOperations from "@/lib/zones/files/operations";
import * as zonesGrantsOperations from "@/lib/zones/grants/operations";
import * as zonesHistoryOperations from "@/lib/zones/history/operations";
import * as zonesOperations from "@/lib/zones/operations";
import * as zonesRecordsHelperOperations from "@/lib/zones/records/helper_operations";
import * as zonesRecordsOperations from "@/lib/zones/records/operations";
import * as zonesSigningOperations from "@/lib/zones/signing/operations";

const modules = [
  accountsOperations,
  accountsProfile,
  accountsSessions,
  accountsSignUp,
  apiTokensOperations,
  backupsOperations,
  backupsRestoring,
  backupsWork,
  eventsRouteOperations,
  filesOperations,
  invitationsAnswers,
  invitationsInvite,
  invitationsOperations,
  invitationsSend,
  mailsOperations,
  membersChanges,
  membersNarrow,
  nodesCleaning,
  nodesCleanup,
  nodesHealth,
  nodesOperations,
  notificationsOperations,
  organisationsOperations,
  picturesLogo,
  picturesOperations,
  poolsOperations,
  portalSettings,
  projectsOperations,
  providersDeliveries,
  providersOperations,
  providersTry,
  rolesOperations,
  schedulesOperations,
  schedulesWork,
  serversChange,
  serversCreate,
  serversEnds,
  serversMeasure,
  serversMove,
  serversOperations,
  serversTearDown,
  serversWatch,
  serversWork,
  setupOperations,
  usersOperations,
  webhooksOperations,
  webhooksTry,
  zonesChecksOperations,
  zonesClaimsOperations,
  zonesClaimsPortalOperations,
  zonesFilesImportOperations,
  zonesFilesOperations,
  zonesGrantsOperations,
  zonesHistoryOperations,
  zonesOperations,
  zonesRecordsHelperOperations,
  zonesRecordsOperations,
  zonesSigningOperations,
];

/** The sentence of every command that leaves a row in the log, as it declares it. */
const sentences = new Map<string, Logged["did"]>(
  modules
    .flatMap((module) => Object.values<unknown>(module))
    .filter((value): value is { about: About } => typeof value === "function" && "about" in value)
    .flatMap(({ about }) => (about.logged ? [[about.name, about.logged.did] as const] : [])),
);

type Details = Parameters<Exclude<Logged["did"], string>>[0];

/** What was done, in words, without who did it and to what: "invited". A command that is no longer there keeps its name. */
export function didOf(operation: string, details: Details): string {
  const sentence = sentences.get(operation) ?? operation;
  return typeof sentence === "string" ? sentence : sentence(details);
}

/** Rows of the log with their sentences. */
export const withSentences = <Item extends { operation: string; details: Details }>(items: readonly Item[]) =>
  items.map((item) => ({ ...item, did: didOf(item.operation, item.details) }));

/** What the activity can be filtered by: "Invited". */
export const asActions = (operations: readonly string[]) =>
  operations.map((operation) => ({ operation, label: titleOf(operation) }));

function titleOf(operation: string): string {
  const text = didOf(operation, {}).replace(/ (of|as|to|for|in)$/, "");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
