import Link from "next/link";
import { forbidden } from "next/navigation";
import { type OrganisationParams, openOrganisation } from "@/app/dashboard/organisations/[handle]/open-organisation";
import { rolesOf } from "@/app/dashboard/organisations/[handle]/roles/roles-to-give";
import {
  addMailDomainAction,
  removeMailDomainAction,
  removeOwnSignInAction,
  requireSignInAction,
  setOwnSignInAction,
  testOwnSignInAction,
  verifyMailDomainAction,
} from "@/app/dashboard/organisations/[handle]/settings/sign-in/actions";
import { AddDomainForm } from "@/components/own_sign_in/add-domain-form";
import { DomainList } from "@/components/own_sign_in/domain-list";
import { ProviderButtons } from "@/components/own_sign_in/provider-buttons";
import { ProviderForm } from "@/components/own_sign_in/provider-form";
import { RequireSignIn } from "@/components/own_sign_in/require-sign-in";
import { CopyField } from "@/components/ui/button/copy-field";
import { PageHead } from "@/components/ui/layout/page-head";
import { Section } from "@/components/ui/layout/section";
import { EmptyState } from "@/components/ui/message/empty-state";
import { roleName } from "@/lib/access";
import { read } from "@/lib/doors/page/page";
import { listMailDomains } from "@/lib/mail_domains/operations";
import { readOwnSignIn } from "@/lib/own_sign_in/operations";

export const metadata = { title: "Sign-in" };

/** The sign-in of an organisation’s own: its mail domains, its provider, and the rules. */
export default async function OwnSignInPage({ params }: OrganisationParams) {
  const organisation = await openOrganisation((await params).handle);
  const { id, name, base, holds, may } = organisation;
  if (!holds("organisation.security")) forbidden();
  const change = may("organisation.security");
  const domains = await read(listMailDomains, { organisation: id });
  const { provider, callbackUrl, required } = await read(readOwnSignIn, { organisation: id });
  const roles = (await rolesOf(organisation)).map((role) => ({ name: role.name, label: roleName(role.name) }));
  const isProved = domains.some(({ proof }) => proof !== null);
  return (
    <>
      <PageHead title="Sign-in">
        Let people of {name} sign in by a provider of your own. <Link href={`${base}/settings`}>All settings</Link>
      </PageHead>
      <Section title="Mail domains">
        <div className="grid max-w-[40rem] grid-cols-[minmax(0,1fr)] gap-4">
          {domains.length === 0 ? (
            <EmptyState title="No mail domains yet">
              Whoever has an address of your domain is sent to your provider when they sign in. Add the domain, and
              prove that it is yours.
            </EmptyState>
          ) : (
            <DomainList
              organisation={id}
              domains={domains}
              now={new Date()}
              actions={change ? { verify: verifyMailDomainAction, remove: removeMailDomainAction } : undefined}
            />
          )}
          {change && <AddDomainForm organisation={id} add={addMailDomainAction} />}
        </div>
      </Section>
      <Section title="Provider">
        <div className="grid max-w-[40rem] grid-cols-[minmax(0,1fr)] gap-4">
          {isProved || provider ? (
            <>
              <CopyField
                label="Callback URL"
                hint="Register it at the provider, for a confidential client with the code flow."
                value={callbackUrl}
                copyLabel="Copy URL"
              />
              {change && (
                <ProviderForm
                  key={provider?.updatedAt.getTime()}
                  organisation={id}
                  provider={provider}
                  roles={roles.filter((role) => role.name !== "owner")}
                  set={setOwnSignInAction}
                />
              )}
              {change && provider && (
                <ProviderButtons
                  organisation={id}
                  name={name}
                  test={testOwnSignInAction}
                  remove={removeOwnSignInAction}
                />
              )}
            </>
          ) : (
            <p className="text-control text-ink-soft">
              Verify a mail domain first. Then the provider is entered here: its issuer, a client id and a secret.
            </p>
          )}
        </div>
      </Section>
      {provider && (
        <Section title="Rule">
          <div className="max-w-[40rem]">
            <RequireSignIn
              organisation={id}
              name={name}
              required={required}
              set={change ? requireSignInAction : undefined}
            />
          </div>
        </Section>
      )}
    </>
  );
}
