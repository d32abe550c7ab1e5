import {
  acceptJoinRequestAction,
  declineJoinRequestAction,
} from "@/app/dashboard/organisations/[handle]/members/actions";
import { JoinRequestList } from "@/components/own_sign_in/join-request-list";
import { Section } from "@/components/ui/layout/section";
import { read } from "@/lib/doors/page/page";
import { listJoinRequests } from "@/lib/own_sign_in/request_operations";

/** Who asked to join through the organisation’s own sign-in; nothing if nobody waits. */
export async function JoinRequests({ organisation }: { organisation: string }) {
  const requests = await read(listJoinRequests, { organisation });
  if (requests.length === 0) return null;
  return (
    <Section title="Requests to join" count={requests.length}>
      <JoinRequestList
        organisation={organisation}
        requests={requests}
        now={new Date()}
        actions={{ accept: acceptJoinRequestAction, decline: declineJoinRequestAction }}
      />
    </Section>
  );
}
