import { type RequestActions, RequestButtons } from "@/components/own_sign_in/request-buttons";
import { Time } from "@/components/ui/layout/time";

interface ListedRequest {
  id: string;
  name: string;
  email: string;
  createdAt: Date;
}

interface JoinRequestListProps {
  organisation: string;
  requests: ListedRequest[];
  now: Date;
  actions: RequestActions;
}

export function JoinRequestList({ organisation, requests, now, actions }: JoinRequestListProps) {
  return (
    <ul aria-label="Requests to join" className="divide-y divide-hair border-y border-hair">
      {requests.map(({ id, name, email, createdAt }) => (
        <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
          <div className="min-w-0 flex-[1_1_14rem] text-control">
            <strong className="block wrap-anywhere">{name}</strong>
            <span className="block wrap-anywhere text-ink-soft">
              {email}, asked <Time at={createdAt} now={now} />
            </span>
          </div>
          <RequestButtons organisation={organisation} joinRequest={id} name={name} actions={actions} />
        </li>
      ))}
    </ul>
  );
}
