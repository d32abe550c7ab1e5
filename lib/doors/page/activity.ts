import { isPermission, permissionWords } from "@/lib/access";
import * as accountsAddressOperations from "@/lib/accounts/address_operations";
import * as accountsOperations from "@/lib/accounts/operations";
import * as accountsProfileOperations from "@/lib/accounts/profile_operations";
import * as accountsProvisionOperations from "@/lib/accounts/provision_operations";
import * as accountsSignUpOperations from "@/lib/accounts/sign_up_operations";
import * as accountsUndoOperations from "@/lib/accounts/undo_operations";
import * as announcementsOperations from "@/lib/announcements/operations";
import * as apiTokensOperations from "@/lib/api_tokens/operations";
import * as auditAccountOperations from "@/lib/audit/account_operations";
import * as auditExportOperations from "@/lib/audit/export_operations";
import * as auditOrganisationOperations from "@/lib/audit/organisation_operations";
import * as avatarsLogoOperations from "@/lib/avatars/logo_operations";
import * as avatarsOperations from "@/lib/avatars/operations";
import * as backupsOperations from "@/lib/backups/operations";
import * as backupsRestoreOperations from "@/lib/backups/restore_operations";
import * as backupsWorkOperations from "@/lib/backups/work_operations";
import * as eventsRouteOperations from "@/lib/events/route_operations";
import * as filesOperations from "@/lib/files/operations";
import * as gatewaysOperations from "@/lib/gateways/operations";
import * as identitiesOperations from "@/lib/identities/operations";
import * as identitiesSignInOperations from "@/lib/identities/sign_in_operations";
import * as invitationsAnswerOperations from "@/lib/invitations/answer_operations";
import * as invitationsInviteOperations from "@/lib/invitations/invite_operations";
import * as invitationsOperations from "@/lib/invitations/operations";
import * as invitationsSendOperations from "@/lib/invitations/send_operations";
import type { About } from "@/lib/kernel/operation";
import type { Logged } from "@/lib/kernel/trace";
import * as leavingExportOperations from "@/lib/leaving/export_operations";
import * as leavingOperations from "@/lib/leaving/operations";
import * as leavingPurgeOperations from "@/lib/leaving/purge_operations";
import * as mailDomainsOperations from "@/lib/mail_domains/operations";
import * as mailDomainsWorkOperations from "@/lib/mail_domains/work_operations";
import * as mailsOperations from "@/lib/mails/operations";
import * as membersChangeOperations from "@/lib/members/change_operations";
import * as membersProjectOperations from "@/lib/members/project_operations";
import * as nodesCleanupOperations from "@/lib/nodes/cleanup_operations";
import * as nodesCleanupWorkOperations from "@/lib/nodes/cleanup_work_operations";
import * as nodesHealthOperations from "@/lib/nodes/health_operations";
import * as nodesOperations from "@/lib/nodes/operations";
import * as notificationsOperations from "@/lib/notifications/operations";
import * as organisationsDeletionOperations from "@/lib/organisations/deletion/operations";
import * as organisationsPortalDeletionOperations from "@/lib/organisations/deletion/portal_operations";
import * as organisationsPurgeOperations from "@/lib/organisations/deletion/purge_operations";
import * as organisationsOperations from "@/lib/organisations/operations";
import * as organisationsPortalOperations from "@/lib/organisations/portal_operations";
import * as organisationsProvisionOperations from "@/lib/organisations/provision_operations";
import * as organisationsSecurityOperations from "@/lib/organisations/security_operations";
import * as organisationsSuspensionOperations from "@/lib/organisations/suspension/operations";
import * as ownSignInLinkOperations from "@/lib/own_sign_in/link_operations";
import * as ownSignInOperations from "@/lib/own_sign_in/operations";
import * as ownSignInRequestOperations from "@/lib/own_sign_in/request_operations";
import * as ownSignInSignInOperations from "@/lib/own_sign_in/sign_in_operations";
import * as passkeysOperations from "@/lib/passkeys/operations";
import * as passkeysSessionOperations from "@/lib/passkeys/session_operations";
import * as poolsOperations from "@/lib/pools/operations";
import * as portalJobsOperations from "@/lib/portal/jobs/operations";
import * as portalRatesOperations from "@/lib/portal/rates/operations";
import * as portalSettingsOperations from "@/lib/portal/settings_operations";
import * as projectsOperations from "@/lib/projects/operations";
import * as rolesOperations from "@/lib/roles/operations";
import * as schedulesOperations from "@/lib/schedules/operations";
import * as schedulesWorkOperations from "@/lib/schedules/work_operations";
import * as secondFactorsAuthenticatorOperations from "@/lib/second_factors/authenticator_operations";
import * as secondFactorsConfirmOperations from "@/lib/second_factors/confirm_operations";
import * as secondFactorsRecoveryOperations from "@/lib/second_factors/recovery_operations";
import * as serversConsoleOperations from "@/lib/servers/console/operations";
import * as serversCreateOperations from "@/lib/servers/create_operations";
import * as serversMoveOperations from "@/lib/servers/move_operations";
import * as serversOperations from "@/lib/servers/operations";
import * as serversRemovalOperations from "@/lib/servers/removal_operations";
import * as serversUpdateOperations from "@/lib/servers/update_operations";
import * as serversWorkMeasureOperations from "@/lib/servers/work/measure_operations";
import * as serversWorkNodeOperations from "@/lib/servers/work/node_operations";
import * as serversWorkOperations from "@/lib/servers/work/operations";
import * as sessionEndOperations from "@/lib/sessions/end_operations";
import * as sessionLinkOperations from "@/lib/sessions/link_operations";
import * as accountsSessionOperations from "@/lib/sessions/operations";
import * as sessionProofOperations from "@/lib/sessions/proof_operations";
import * as setupOperations from "@/lib/setup/operations";
import * as smtpServersDeliveryOperations from "@/lib/smtp_servers/delivery_operations";
import * as smtpServersOperations from "@/lib/smtp_servers/operations";
import * as smtpServersTrialOperations from "@/lib/smtp_servers/trial_operations";
import * as tiersOperations from "@/lib/tiers/operations";
import * as transfersAnswerOperations from "@/lib/transfers/answer_operations";
import * as transfersOperations from "@/lib/transfers/operations";
import * as transfersPortalOperations from "@/lib/transfers/portal_operations";
import * as tunnelsConnectionOperations from "@/lib/tunnels/connection_operations";
import * as tunnelsDeviceOperations from "@/lib/tunnels/device_operations";
import * as tunnelsEnrolmentOperations from "@/lib/tunnels/enrolment_operations";
import * as tunnelsPortOperations from "@/lib/tunnels/port_operations";
import * as usersAccountOperations from "@/lib/users/account_operations";
import * as usersOperations from "@/lib/users/operations";
import * as webhooksOperations from "@/lib/webhooks/operations";
import * as webhooksTrialOperations from "@/lib/webhooks/trial_operations";
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
  accountsAddressOperations,
  accountsOperations,
  accountsProfileOperations,
  accountsProvisionOperations,
  accountsSessionOperations,
  sessionEndOperations,
  sessionLinkOperations,
  sessionProofOperations,
  accountsSignUpOperations,
  accountsUndoOperations,
  announcementsOperations,
  apiTokensOperations,
  auditAccountOperations,
  auditOrganisationOperations,
  auditExportOperations,
  backupsOperations,
  backupsRestoreOperations,
  backupsWorkOperations,
  eventsRouteOperations,
  filesOperations,
  gatewaysOperations,
  identitiesOperations,
  identitiesSignInOperations,
  invitationsAnswerOperations,
  invitationsInviteOperations,
  invitationsOperations,
  invitationsSendOperations,
  leavingExportOperations,
  leavingOperations,
  leavingPurgeOperations,
  mailDomainsOperations,
  mailDomainsWorkOperations,
  mailsOperations,
  membersChangeOperations,
  membersProjectOperations,
  nodesCleanupWorkOperations,
  nodesCleanupOperations,
  nodesHealthOperations,
  nodesOperations,
  notificationsOperations,
  organisationsDeletionOperations,
  organisationsOperations,
  organisationsPortalOperations,
  organisationsPortalDeletionOperations,
  organisationsPurgeOperations,
  organisationsSecurityOperations,
  organisationsSuspensionOperations,
  organisationsProvisionOperations,
  avatarsLogoOperations,
  avatarsOperations,
  ownSignInLinkOperations,
  ownSignInOperations,
  ownSignInRequestOperations,
  ownSignInSignInOperations,
  passkeysOperations,
  passkeysSessionOperations,
  poolsOperations,
  portalJobsOperations,
  portalRatesOperations,
  portalSettingsOperations,
  projectsOperations,
  smtpServersDeliveryOperations,
  smtpServersOperations,
  smtpServersTrialOperations,
  rolesOperations,
  schedulesOperations,
  schedulesWorkOperations,
  secondFactorsAuthenticatorOperations,
  secondFactorsConfirmOperations,
  secondFactorsRecoveryOperations,
  serversUpdateOperations,
  serversCreateOperations,
  serversWorkNodeOperations,
  serversWorkMeasureOperations,
  serversMoveOperations,
  serversOperations,
  serversRemovalOperations,
  serversConsoleOperations,
  serversWorkOperations,
  setupOperations,
  tiersOperations,
  usersAccountOperations,
  transfersAnswerOperations,
  transfersOperations,
  transfersPortalOperations,
  tunnelsConnectionOperations,
  tunnelsDeviceOperations,
  tunnelsEnrolmentOperations,
  tunnelsPortOperations,
  usersOperations,
  webhooksOperations,
  webhooksTrialOperations,
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

/** The declared sentence of every command that leaves a row in the log. */
const sentences = new Map<string, Logged["did"]>(
  modules
    .flatMap((module) => Object.values<unknown>(module))
    .filter((value): value is { about: About } => typeof value === "function" && "about" in value)
    .flatMap(({ about }) => (about.logged ? [[about.name, about.logged.did] as const] : [])),
);

/** Rows that the kernel writes about calls that it refused. */
sentences.set("session.fail", "failed to sign in as");
sentences.set("session.failFactor", "gave a wrong code for");
sentences.set("session.failPasskey", ({ after }) =>
  after?.reason === "passkey.copied" ? "used a passkey that may be copied, of" : "failed to use a passkey of",
);
sentences.set("session.failProof", "failed to confirm the identity of");
sentences.set("permission.refuse", ({ after }) => {
  const wanted = String(after?.permission);
  return `was refused${isPermission(wanted) ? `: ${permissionWords[wanted].name}` : ""}`;
});

/** What an organisation’s own sign-in changed. */
sentences.set("joinRequest.make", "asked to join");
sentences.set("member.joinByOwn", "joined through the own sign-in as");
sentences.set("member.changeRoleByOwn", "got another role through the own sign-in as");

type Details = Parameters<Exclude<Logged["did"], string>>[0];

/**
 * The action in words, without the user and the target: "invited". A command that no longer exists is shown by its
 * name.
 */
export function didOf(operation: string, details: Details): string {
  const sentence = sentences.get(operation) ?? operation;
  return typeof sentence === "string" ? sentence : sentence(details);
}

/** Rows of the log with their sentences. */
export const withSentences = <Item extends { operation: string; details: Details }>(items: readonly Item[]) =>
  items.map((item) => ({ ...item, did: didOf(item.operation, item.details) }));

/** The actions to filter the activity by: "Invited". */
export const asActions = (operations: readonly string[]) =>
  operations.map((operation) => ({ operation, label: titleOf(operation) }));

function titleOf(operation: string): string {
  const text = didOf(operation, {}).replace(/ (of|as|to|for|in)$/, "");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
