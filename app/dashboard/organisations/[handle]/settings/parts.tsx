import { Line, Lines } from "@/components/ui/table/lines";
import { roleName } from "@/lib/access";
import { listTokens } from "@/lib/api_tokens/operations";
import { read } from "@/lib/doors/page/page";
import { events } from "@/lib/events/events";
import { readOwnSignIn } from "@/lib/own_sign_in/operations";
import { listRoles } from "@/lib/roles/operations";
import { listSmtpServers } from "@/lib/smtp_servers/operations";
import { listWebhooks } from "@/lib/webhooks/operations";

/* Summaries of things that have their own page: the settings show them, that page changes them. */

interface PartProps {
  organisation: string;
}

export async function SmtpServers({ organisation }: PartProps) {
  const webhooks = await read(listWebhooks, { organisation });
  const providers = await read(listSmtpServers, { organisation });
  if (webhooks.length + providers.length === 0)
    return <Nothing>Events aren’t sent anywhere, and invitations only go out through the portal.</Nothing>;
  return (
    <Facts>
      {webhooks.map(({ id, name, host, events }) => (
        <Line key={id} label="Webhook" under={`${eventsOf(events)}, to ${host}`}>
          {name}
        </Line>
      ))}
      {providers.map(({ id, name, fromAddress, events }) => (
        <Line key={id} label="SMTP server" under={`${eventsOf(events)}, from ${fromAddress}`}>
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
        <Line key={name} label={roleName(name)} under={isDefault && "Default role"}>
          {members === 1 ? "One member" : members === 0 ? "No members" : `${members.toLocaleString("en-GB")} members`}
        </Line>
      ))}
    </Facts>
  );
}

export async function Tokens({ organisation, name }: PartProps & { name: string }) {
  const { length } = await read(listTokens, { organisation });
  if (length === 0) return <Nothing>No tokens can access {name}.</Nothing>;
  return (
    <Nothing>
      {length === 1 ? "One token can access" : `${length} tokens can access`} {name}.
    </Nothing>
  );
}

export async function OwnSignIn({ organisation }: PartProps) {
  const { provider, required } = await read(readOwnSignIn, { organisation });
  if (!provider) return <Nothing>Your organisation has no sign-in of its own.</Nothing>;
  return (
    <Facts>
      <Line label="Own sign-in" under={required ? "Required" : "Not required"}>
        <span className="wrap-anywhere">{provider.issuer}</span>
      </Line>
    </Facts>
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
