import type { ReactNode } from "react";
import { encryptionWords, type ListedProvider } from "@/components/providers/providing";
import { Badge } from "@/components/ui/badge";
import { Lead } from "@/components/ui/lead";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";

interface ProviderTableProps<Provider extends ListedProvider> {
  providers: Provider[];
  /** What tries one; left out for who may not. */
  attempt?: (provider: Provider) => ReactNode;
  menu?: (provider: Provider) => ReactNode;
}

export function ProviderTable<Provider extends ListedProvider>({
  providers,
  attempt,
  menu,
}: ProviderTableProps<Provider>) {
  const head = (
    <>
      <HeadCell>Mail server</HeadCell>
      <HeadCell>Sends from</HeadCell>
      <HeadCell>Encryption</HeadCell>
      {attempt && <HeadCell unseen>Test</HeadCell>}
      {menu && <HeadCell unseen>Actions</HeadCell>}
    </>
  );
  return (
    <Table label="Mail servers" head={head}>
      {providers.map((provider) => {
        const { id, name, host, port, encryption, username, fromAddress } = provider;
        const address = `${host.includes(":") ? `[${host}]` : host}:${port}`;
        return (
          <Row key={id}>
            <Cell as="lead">
              <Lead name={name} under={username ? `${address}, as ${username}` : address} />
            </Cell>
            <Cell as="fact" className="wrap-anywhere">
              {fromAddress}
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
            {attempt && <Cell as="plain">{attempt(provider)}</Cell>}
            {menu && <Cell as="menu">{menu(provider)}</Cell>}
          </Row>
        );
      })}
    </Table>
  );
}
