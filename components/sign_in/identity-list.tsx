import { PostButton } from "@/components/forms/post-button";
import { type Answer, PostForm } from "@/components/forms/post-form";
import { LinkProvider } from "@/components/sign_in/link-provider";
import { Time } from "@/components/ui/layout/time";
import type { Outcome } from "@/lib/kernel/errors";

interface ListedIdentity {
  provider: string;
  name: string;
  /** Whether the portal still offers this provider. */
  offered: boolean;
  identity: { id: string; address: string | null; linkedAt: Date; lastUsedAt: Date | null } | null;
}

interface IdentityListProps {
  identities: ListedIdentity[];
  now: Date;
  check: (input: Record<string, never>) => Promise<Outcome<unknown>>;
  unlink: (form: FormData) => Promise<Answer>;
}

/** The providers, each with what is linked there. */
export function IdentityList({ identities, now, check, unlink }: IdentityListProps) {
  return (
    <ul className="mt-3 divide-y divide-hair">
      {identities.map(({ provider, name, offered, identity }) => (
        <li key={identity?.id ?? provider} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
          <div className="min-w-0 flex-[1_1_14rem] text-control">
            <strong className="block wrap-anywhere">{name}</strong>
            <span className="block wrap-anywhere text-ink-soft">
              {identity ? <About {...identity} now={now} offered={offered} /> : "Not linked"}
            </span>
          </div>
          {identity ? (
            <PostForm action={unlink}>
              <PostButton size="small" name="identity" value={identity.id}>
                Unlink<span className="sr-only"> {name}</span>
              </PostButton>
            </PostForm>
          ) : (
            <LinkProvider provider={provider} name={name} check={check} />
          )}
        </li>
      ))}
    </ul>
  );
}

type AboutProps = NonNullable<ListedIdentity["identity"]> & { now: Date; offered: boolean };

function About({ address, linkedAt, lastUsedAt, now, offered }: AboutProps) {
  return (
    <>
      {address && `${address}, `}linked <Time at={linkedAt} now={now} />
      {lastUsedAt && (
        <>
          , last used <Time at={lastUsedAt} now={now} />
        </>
      )}
      {!offered && ". This portal no longer offers it"}
    </>
  );
}
