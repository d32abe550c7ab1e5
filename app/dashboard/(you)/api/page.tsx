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
        Everything that the dashboard does, for programs. Sign in with an{" "}
        <Link href="/dashboard/account/tokens">access token</Link>, in the header <code>x-api-key</code> or as a bearer.
        The same as a document for tools: <a href="/api/openapi.json">OpenAPI 3.1</a>.
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
