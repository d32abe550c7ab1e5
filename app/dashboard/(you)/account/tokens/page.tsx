import {
  createPortalTokenAction,
  createTokenAction,
  deleteTokenAction,
} from "@/app/dashboard/(you)/account/tokens/actions";
import { CreateToken } from "@/components/api_tokens/create-token";
import { EndToken } from "@/components/api_tokens/end-token";
import { TokenTable } from "@/components/api_tokens/token-table";
import { Badge } from "@/components/ui/message/badge";
import { EmptyState } from "@/components/ui/message/empty-state";
import { TableFoot } from "@/components/ui/table/table-foot";
import { listMyTokens } from "@/lib/api_tokens/operations";
import { currentCaller } from "@/lib/doors/http/caller";
import { read } from "@/lib/doors/page/page";
import { accountTokens } from "@/lib/limits";
import { listOrganisations } from "@/lib/organisations/operations";

export const metadata = { title: "Access tokens" };

export default async function TokensPage() {
  const [tokens, organisations] = await Promise.all([read(listMyTokens, {}), read(listOrganisations, {})]);
  const { actor } = await currentCaller();
  const administers = actor?.kind === "user" && actor.portalAdmin;
  const now = new Date();
  const shown = tokens.map(({ organisationName, ...token }) => ({
    ...token,
    opens:
      token.reach === "account" ? (
        <Badge tone="warn">Whole account</Badge>
      ) : token.reach === "portal" ? (
        <Badge tone="warn">Portal administration</Badge>
      ) : (
        (organisationName ?? "An organisation")
      ),
  }));
  return (
    <>
      <CreateToken
        organisations={organisations.map(({ id, name, permissions }) => ({
          id,
          name,
          permissions,
        }))}
        create={createTokenAction}
        {...(administers && { createPortal: createPortalTokenAction })}
      />
      {shown.length > 0 ? (
        <>
          <TokenTable
            tokens={shown}
            opens="Scope"
            now={now}
            end={({ id, name }) => <EndToken input={{ id }} name={name} end={deleteTokenAction} />}
          />
          <TableFoot>
            {shown.length === 1 ? "One token" : `${shown.length} tokens`}. Each organisation’s settings say how many you
            can have for it; up to {accountTokens} more for{" "}
            {administers ? "the whole account and the portal" : "the whole account"}.
          </TableFoot>
        </>
      ) : (
        <EmptyState title="No tokens yet" limit={`Up to ${accountTokens} for the whole account`}>
          A token lets a script or another service use Guildhall as you, without your password.
        </EmptyState>
      )}
    </>
  );
}
