import { Line, Lines } from "@/components/ui/table/lines";
import { roleName } from "@/lib/access";
import { listTokens } from "@/lib/api_tokens/operations";
import { read } from "@/lib/doors/page/page";
import { events } from "@/lib/events/events";
import { listRoles } from "@/lib/roles/operations";
import { listSmtpServers } from "@/lib/smtp_servers/operations";
import { listWebhooks } from "@/lib/webhooks/operations";

/* What has a page of its own, in a few lines: the settings show it, the page changes it. */

interface PartProps {
  organisation: string;
}

export async function SmtpServers({ organisation }: PartProps) {
  const webhooks = await read(listWebhooks, { organisation });
  const providers = await read(listSmtpServers, { organisation });
  if (webhooks.length + providers.length === 0)
    return <Nothing>What happens is told nowhere, and invitations go out through the portal alone.</Nothing>;
  return (
    <Facts>
      {webhooks.map(({ id, name, host, events }) => (
        <Line key={id} label="Webhook" under={`${eventsOf(events)}, to ${host}`}>
          {name}
        </Line>
      ))}
      {providers.map(({ id, name, fromAddress, events }) => (
        <Line key={id} label="Mail server" under={`${eventsOf(events)}, from ${fromAddress}`}>
          {name}
        </Line>
      ))}
    </Facts>
  );
}

const eventsOf = ({ length }: string[]) =>
  length === 0
    ? "No events"
    : length === 1
      ? "One event"
      : length === events.length
        ? "All events"
        : `${length} events`;

export async function Roles({ organisation }: PartProps) {
  const roles = await read(listRoles, { organisation });
  return (
    <Facts>
      {roles.map(({ name, members, isDefault }) => (
        <Line key={name} label={roleName(name)} under={isDefault && "Usual for invitations"}>
          {members === 1 ? "One member" : members === 0 ? "Nobody" : `${members.toLocaleString("en-GB")} members`}
        </Line>
      ))}
    </Facts>
  );
}

export async function Tokens({ organisation, name }: PartProps & { name: string }) {
  const { length } = await read(listTokens, { organisation });
  if (length === 0) return <Nothing>No token opens {name}.</Nothing>;
  return (
    <Nothing>
      {length === 1 ? "One token opens" : `${length} tokens open`} {name}.
    </Nothing>
  );
}

const Facts = ({ children }: { children: React.ReactNode }) => (
  <div className="max-w-[40rem]">
    <Lines>{children}</Lines>
  </div>
);
const Nothing = ({ children }: { children: React.ReactNode }) => (
  <p className="text-control text-ink-soft">{children}</p>
);
