import Link from "next/link";
import type { ReactNode } from "react";
import { encryptionWords, type ListedProvider } from "@/components/providers/providing";
import { Badge } from "@/components/ui/badge";
import { Lead } from "@/components/ui/lead";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import { LastTry } from "@/components/webhooks/last-try";

interface ProviderTableProps<Provider extends ListedProvider> {
  providers: Provider[];
  now: Date;
  /** Below it each has a page with what its recipients were told. */
  path: string;
  /** What tries one; left out for who may not. */
  attempt?: (provider: Provider) => ReactNode;
  menu?: (provider: Provider) => ReactNode;
}

export function ProviderTable<Provider extends ListedProvider>({
  providers,
  now,
  path,
  attempt,
  menu,
}: ProviderTableProps<Provider>) {
  const head = (
    <>
      <HeadCell>Mail server</HeadCell>
      <HeadCell>Sends from, and to</HeadCell>
      <HeadCell>Encryption</HeadCell>
      <HeadCell>Last event</HeadCell>
      {attempt && <HeadCell unseen>Test</HeadCell>}
      {menu && <HeadCell unseen>Actions</HeadCell>}
    </>
  );
  return (
    <Table label="Mail servers" head={head}>
      {providers.map((provider) => {
        const { id, name, host, port, encryption, username, fromAddress, recipients } = provider;
        const address = `${host.includes(":") ? `[${host}]` : host}:${port}`;
        return (
          <Row key={id}>
            <Cell as="lead">
              <Lead
                name={
                  <Link href={`${path}/${id}`} className="hover:underline">
                    {name}
                  </Link>
                }
                under={username ? `${address}, as ${username}` : address}
              />
            </Cell>
            <Cell as="fact" className="wrap-anywhere">
              {fromAddress}
              <span className="text-sm text-ink-soft card:ml-2 row:block">to {recipients.join(", ")}</span>
            </Cell>
            <Cell as="fact" className="text-ink-soft">
              {encryption === "none" ? (
                <Badge tone="warn" dot>
                  {encryptionWords[encryption]}
                </Badge>
              ) : (
                encryptionWords[encryption]
              )}
            </Cell>
            <Cell as="fact" className="max-w-80 wrap-anywhere">
              <LastTry of={provider} now={now} />
            </Cell>
            {attempt && <Cell as="plain">{attempt(provider)}</Cell>}
            {menu && <Cell as="menu">{menu(provider)}</Cell>}
          </Row>
        );
      })}
    </Table>
  );
}
