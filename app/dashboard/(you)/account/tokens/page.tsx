import { createTokenAction, deleteTokenAction } from "@/app/dashboard/(you)/account/tokens/actions";
import { CreateTokenForm } from "@/components/api_tokens/create-token-form";
import { EndToken } from "@/components/api_tokens/end-token";
import { TokenTable } from "@/components/api_tokens/token-table";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHead } from "@/components/ui/page-head";
import { Section } from "@/components/ui/section";
import { listMyTokens } from "@/lib/api_tokens/operations";
import { listOrganisations } from "@/lib/organisations/operations";
import { read } from "@/lib/transport/page";

export const metadata = { title: "Access tokens" };

export default async function TokensPage() {
  const [tokens, organisations] = await Promise.all([read(listMyTokens, {}), read(listOrganisations, {})]);
  const now = new Date();
  const shown = tokens.map(({ organisationName, ...token }) => ({
    ...token,
    opens: token.reach === "account" ? "Your whole account" : (organisationName ?? "An organisation"),
  }));
  return (
    <>
      <PageHead title="Access tokens">
        For programs that work on your behalf. Each does what you may do, or a part of it, until you end it.
      </PageHead>
      {organisations.length > 0 && (
        <CreateTokenForm
          organisations={organisations.map(({ id, name }) => ({ id, name }))}
          create={createTokenAction}
        />
      )}
      <Section title="Your tokens" count={tokens.length}>
        {shown.length > 0 ? (
          <TokenTable
            tokens={shown}
            opens="Opens"
            now={now}
            end={({ id, name }) => <EndToken input={{ id }} name={name} end={deleteTokenAction} />}
          />
        ) : (
          <EmptyState title="No token yet">
            A token lets a script or another service use Guildhall as you, without your password.
          </EmptyState>
        )}
      </Section>
    </>
  );
}
