import { type OrganisationParams, openOrganisation } from "@/app/dashboard/organisations/[handle]/open-organisation";
import { revokeTokenAction } from "@/app/dashboard/organisations/[handle]/tokens/actions";
import { EndToken } from "@/components/api_tokens/end-token";
import { TokenTable } from "@/components/api_tokens/token-table";
import { Person } from "@/components/identity/person";
import { LinkButton } from "@/components/ui/button/link-button";
import { PageHead } from "@/components/ui/layout/page-head";
import { EmptyState } from "@/components/ui/message/empty-state";
import { listTokens } from "@/lib/api_tokens/operations";
import { read } from "@/lib/doors/page/page";

export const metadata = { title: "Access tokens" };

export default async function OrganisationTokensPage({ params }: OrganisationParams) {
  const { id: organisation, name } = await openOrganisation((await params).handle);
  const tokens = await read(listTokens, { organisation });
  return (
    <>
      <PageHead title="Access tokens" actions={<LinkButton href="/dashboard/account/tokens">Your tokens</LinkButton>}>
        The tokens with which programs can access {name}. Tokens for a member’s whole account aren’t listed here.
      </PageHead>
      {tokens.length > 0 ? (
        <TokenTable
          tokens={tokens.map(({ userId, userName, avatar, ...token }) => ({
            ...token,
            opens: (
              <span className="inline-flex items-center gap-2">
                <Person id={userId} name={userName} avatar={avatar} size="small" />
                {userName}
              </span>
            ),
          }))}
          opens="Member"
          now={new Date()}
          end={({ id, name: token }) => <EndToken input={{ organisation, id }} name={token} end={revokeTokenAction} />}
        />
      ) : (
        <EmptyState title="No tokens">
          A token lets a script or another service act here as the member who created it. Members create tokens on their
          account page, and you can revoke any of them here.
        </EmptyState>
      )}
    </>
  );
}
