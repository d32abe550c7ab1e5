import Link from "next/link";
import { type OrganisationParams, openedOrganisation } from "@/app/dashboard/organisations/[handle]/opened";
import { ActivityTable } from "@/components/activity/activity-table";
import { Shield } from "@/components/identity/shield";
import { Line, Lines } from "@/components/ui/lines";
import { PageHead } from "@/components/ui/page-head";
import { Section } from "@/components/ui/section";
import { ExactTime } from "@/components/ui/time";
import { roleNames } from "@/lib/access";
import { listActivity } from "@/lib/audit/operations";
import { read } from "@/lib/transport/page";

export async function generateMetadata({ params }: OrganisationParams) {
  return { title: (await openedOrganisation((await params).handle)).name };
}

export default async function OverviewPage({ params }: OrganisationParams) {
  const organisation = await openedOrganisation((await params).handle);
  const { base, handle, name, may, memberCount, maxServers, pendingInvitations, tierName } = organisation;
  return (
    <>
      <div className="mb-6 flex items-start gap-4">
        <Shield handle={handle} name={name} size="large" />
        <div className="min-w-0 flex-1">
          <PageHead title={name}>
            <span className="font-mono text-sm">{handle}</span>
          </PageHead>
        </div>
      </div>
      <div className="max-w-[40rem]">
        <Lines>
          <Line
            label="Portal tier"
            under={maxServers === null ? "Any number of servers" : `Up to ${maxServers} servers`}
          >
            {tierName}
          </Line>
          <Line label="Members">
            <Link href={`${base}/members`}>{memberCount === 1 ? "1 person" : `${memberCount} people`}</Link>
          </Line>
          {pendingInvitations !== null && (
            <Line label="Invitations">
              <Link href={`${base}/invitations`}>
                {pendingInvitations === 0 ? "None waits for an answer" : `${pendingInvitations} waiting for an answer`}
              </Link>
            </Line>
          )}
          <Line label="Your role">{roleNames[organisation.orgRole]}</Line>
          <Line label="Founded">
            <ExactTime at={organisation.createdAt} only="day" />
          </Line>
        </Lines>
      </div>
      {may("auditLog.read") && <RecentActivity base={base} organisation={organisation.id} />}
    </>
  );
}

async function RecentActivity({ base, organisation }: { base: string; organisation: string }) {
  const { items } = await read(listActivity, { organisation, limit: 5 });
  return (
    <Section title="Recent activity" action={<Link href={`${base}/activity`}>All activity</Link>}>
      <ActivityTable items={items} now={new Date()} />
    </Section>
  );
}
