import Link from "next/link";
import type { ReactNode } from "react";
import { Lead } from "@/components/ui/table/lead";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table/table";
import { formatWords, type ListedWebhook } from "@/components/webhooks/actions";
import { LastTry } from "@/components/webhooks/last-try";

interface WebhookTableProps<Webhook extends ListedWebhook> {
  webhooks: Webhook[];
  now: Date;
  /** The parent path of the webhooks' delivery pages. */
  path: string;
  /** The test button; left out without the permission. */
  attempt?: (webhook: Webhook) => ReactNode;
  menu?: (webhook: Webhook) => ReactNode;
}

/** The webhooks, each with the outcome of its last delivery attempt. */
export function WebhookTable<Webhook extends ListedWebhook>({
  webhooks,
  now,
  path,
  attempt,
  menu,
}: WebhookTableProps<Webhook>) {
  const head = (
    <>
      <HeadCell>Webhook</HeadCell>
      <HeadCell>Format</HeadCell>
      <HeadCell>Last delivery</HeadCell>
      {attempt && <HeadCell unseen>Test</HeadCell>}
      {menu && <HeadCell unseen>Actions</HeadCell>}
    </>
  );
  return (
    <Table label="Webhooks" head={head}>
      {webhooks.map((webhook) => (
        <Row key={webhook.id}>
          <Cell as="lead">
            <Lead
              name={
                <Link href={`${path}/${webhook.id}`} className="hover:underline">
                  {webhook.name}
                </Link>
              }
              under={webhook.host}
            />
          </Cell>
          <Cell as="fact" className="text-ink-soft">
            {formatWords[webhook.format]}
          </Cell>
          <Cell as="fact" className="max-w-80 wrap-anywhere">
            <LastTry of={webhook} now={now} />
          </Cell>
          {attempt && <Cell as="plain">{attempt(webhook)}</Cell>}
          {menu && <Cell as="menu">{menu(webhook)}</Cell>}
        </Row>
      ))}
    </Table>
  );
}
