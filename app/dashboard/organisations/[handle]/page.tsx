import Link from "next/link";
import { Deferred } from "@/app/dashboard/deferred";
import { type OrganisationParams, openOrganisation } from "@/app/dashboard/organisations/[handle]/open-organisation";
import { usedOf } from "@/app/dashboard/organisations/[handle]/servers/server-usage";
import { ActivityTable } from "@/components/activity/activity-table";
import { Shield } from "@/components/identity/shield";
import { TransferCall } from "@/components/transfers/transfer-call";
import { LinkButton } from "@/components/ui/button/link-button";
import { PageHead } from "@/components/ui/layout/page-head";
import { Section } from "@/components/ui/layout/section";
import { Steps } from "@/components/ui/layout/steps";
import { ExactTime } from "@/components/ui/layout/time";
import { Notice } from "@/components/ui/message/notice";
import { Figure, Figures } from "@/components/ui/table/figures";
import { roleName } from "@/lib/access";
import { listActivity } from "@/lib/audit/operations";
import { currentCaller } from "@/lib/doors/http/caller";
import { withSentences } from "@/lib/doors/page/activity";
import { read } from "@/lib/doors/page/page";
import { readLocalEngine } from "@/lib/nodes/local_engine_operations";
import { type Pool, partNames, poolParts, shareWords } from "@/lib/pools/words";
import { readFeatures } from "@/lib/portal/settings_operations";
import { listMyTransfers } from "@/lib/transfers/answer_operations";

export async function generateMetadata({ params }: OrganisationParams) {
  return { title: (await openOrganisation((await params).handle)).name };
}

const firstSteps = [
  {
    title: "Invite people",
    text: "By e-mail address, each with a role. They get a link that works for 48 hours.",
  },
  { title: "They join", text: "With an existing or a new account. You can see who has answered and who hasn’t." },
  { title: "Keep an eye on it", text: "Activity shows who did what, when and from where. Nobody can change it." },
];

export default async function OverviewPage({ params }: OrganisationParams) {
  const organisation = await openOrganisation((await params).handle);
  const { base, handle, name, avatar, may, memberCount, pendingInvitations, maxInvitations, tierName } = organisation;
  const { servers } = await read(readFeatures, {});
  const transfers = (await read(listMyTransfers, {})).filter(
    (transfer) => transfer.organisation.id === organisation.id,
  );
  const people = memberCount === 1 ? "1 person" : `${memberCount} people`;
  const alone = memberCount === 1 && may("member.create");
  return (
    <>
      <div className="flex items-start gap-4">
        <Shield handle={handle} name={name} avatar={avatar} size="large" />
        <div className="min-w-0 flex-1">
          <PageHead
            title={name}
            actions={
              alone && (
                <LinkButton href={`${base}/invitations?invite=1`} variant="main">
                  Invite somebody
                </LinkButton>
              )
            }
          >
            <span className="font-mono text-sm">{handle}</span>
          </PageHead>
        </div>
      </div>
      {transfers.map((transfer) => (
        <TransferCall key={transfer.id} transfer={transfer} />
      ))}
      <Figures>
        <Figure
          label="Members"
          under={
            <>
              Your role: {roleName(organisation.orgRole)}.{" "}
              <Link href={`${base}/rights`} className="whitespace-nowrap">
                My permissions
              </Link>
            </>
          }
        >
          {may("member.read") ? <Link href={`${base}/members`}>{people}</Link> : people}
        </Figure>
        {pendingInvitations !== null && (
          <Figure label="Invitations" under={maxInvitations !== null && `of ${maxInvitations.toLocaleString("en-GB")}`}>
            <Link href={`${base}/invitations`}>
              {pendingInvitations === 0 ? "No pending invitations" : `${pendingInvitations} pending`}
            </Link>
          </Figure>
        )}
        <Figure label="Tier" under={servers && may("server.read") && <Usage organisation={organisation} />}>
          {tierName}
        </Figure>
        <Figure label="Created">
          <ExactTime at={organisation.createdAt} only="day" />
        </Figure>
      </Figures>
      {servers && may("server.read") && organisation.pool && <PoolUse pool={organisation.pool} />}
      {alone && <LocalEngine />}
      {alone && (
        <Section title="First steps">
          <Steps steps={firstSteps} />
        </Section>
      )}
      {may("auditLog.read") && (
        <Deferred rows={5}>
          <RecentActivity base={base} organisation={organisation.id} />
        </Deferred>
      )}
    </>
  );
}

/** How many of the portal tier's servers are used, and why there can be no more. */
function Usage({ organisation }: { organisation: Awaited<ReturnType<typeof openOrganisation>> }) {
  const { usage, reason } = usedOf(organisation);
  return (
    <>
      <Link href={`${organisation.base}/servers`} className="whitespace-nowrap">
        {usage}
      </Link>
      {reason && `: ${reason}`}
    </>
  );
}

/** How much of the pool is allocated to servers; left out where the pool is unlimited. */
function PoolUse({ pool }: { pool: Pool }) {
  const limited = poolParts.filter((part) => pool[part].most !== null);
  if (limited.length === 0) return null;
  return (
    <Section title="Allocated to servers">
      <Figures>
        {limited.map((part) => {
          const { used, most } = pool[part];
          const over = used > (most ?? 0) ? "Above the limit: servers keep it, but can’t get more." : "Nothing left.";
          return (
            <Figure key={part} label={partNames[part]} under={used >= (most ?? 0) && over}>
              {shareWords(part, pool[part])}
            </Figure>
          );
        })}
      </Figures>
    </Section>
  );
}

/** A newly set up portal has nowhere to run servers yet, but perhaps an engine on this machine. */
async function LocalEngine() {
  const { actor } = await currentCaller();
  const found = actor?.kind === "user" && actor.portalAdmin && (await read(readLocalEngine, {}));
  if (!found) return null;
  return (
    <Notice
      title="This machine has Docker Engine"
      className="mt-6"
      actions={
        <LinkButton size="small" href="/dashboard/portal/nodes">
          Go to nodes
        </LinkButton>
      }
    >
      Register it as a node so that organisations can run servers here.
    </Notice>
  );
}

async function RecentActivity({ base, organisation }: { base: string; organisation: string }) {
  const { items, faces } = await read(listActivity, { organisation, limit: 5 });
  if (items.length === 0) return null;
  return (
    <Section title="Recent activity" action={<Link href={`${base}/activity`}>All activity</Link>}>
      <ActivityTable items={withSentences(items)} faces={faces} now={new Date()} />
    </Section>
  );
}
