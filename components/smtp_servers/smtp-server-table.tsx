import Link from "next/link";
import type { ReactNode } from "react";
import { encryptionWords, type ListedSmtpServer } from "@/components/smtp_servers/actions";
import { Badge } from "@/components/ui/message/badge";
import { Lead } from "@/components/ui/table/lead";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table/table";
import { LastTry } from "@/components/webhooks/last-try";

interface SmtpServerTableProps<SmtpServer extends ListedSmtpServer> {
  providers: SmtpServer[];
  now: Date;
  /** The parent path of the SMTP servers' delivery pages. */
  path: string;
  /** The test button; left out without the permission. */
  attempt?: (provider: SmtpServer) => ReactNode;
  menu?: (provider: SmtpServer) => ReactNode;
}

export function SmtpServerTable<SmtpServer extends ListedSmtpServer>({
  providers,
  now,
  path,
  attempt,
  menu,
}: SmtpServerTableProps<SmtpServer>) {
  const head = (
    <>
      <HeadCell>SMTP server</HeadCell>
      <HeadCell>From and to</HeadCell>
      <HeadCell>Encryption</HeadCell>
      <HeadCell>Last delivery</HeadCell>
      {attempt && <HeadCell unseen>Test</HeadCell>}
      {menu && <HeadCell unseen>Actions</HeadCell>}
    </>
  );
  return (
    <Table label="SMTP servers" head={head}>
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
