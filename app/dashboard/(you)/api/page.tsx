import Link from "next/link";
import { CallEntry } from "@/components/api/call-entry";
import { PageHead } from "@/components/ui/layout/page-head";
import { Section } from "@/components/ui/layout/section";
import { reference } from "@/lib/doors/openapi/reference";
import { read } from "@/lib/doors/page/page";
import { activeOrganisation } from "@/lib/organisations/operations";

export const metadata = { title: "API reference" };

export default async function ApiPage() {
  await read(activeOrganisation, {});
  return (
    <>
      <PageHead title="API reference">
        Everything the dashboard can do, for your programs. Authenticate with an{" "}
        <Link href="/dashboard/account/tokens">access token</Link>, sent in the header <code>x-api-key</code> or as a
        bearer token. For tools, there is also an <a href="/api/openapi.json">OpenAPI 3.1</a>.
      </PageHead>
      {reference().map(({ name, about, calls }) => (
        <Section key={name} title={name} count={calls.length} id={name.toLowerCase().replaceAll(" ", "-")}>
          <p className="mb-3 text-sm text-ink-soft">{about}</p>
          {calls.map((call) => (
            <CallEntry key={call.id} call={call} />
          ))}
        </Section>
      ))}
    </>
  );
}
