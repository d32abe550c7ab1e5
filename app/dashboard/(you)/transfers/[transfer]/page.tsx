import { cache } from "react";
import { acceptTransferAction, declineTransferAction } from "@/app/dashboard/(you)/transfers/[transfer]/actions";
import { cancelTransferAction } from "@/app/dashboard/organisations/[handle]/settings/actions";
import { AnswerTransfer } from "@/components/transfers/answer-transfer";
import { Belongings } from "@/components/transfers/belongings";
import { CancelTransfer } from "@/components/transfers/cancel-transfer";
import { endWords } from "@/components/transfers/transfer-words";
import { LinkButton } from "@/components/ui/button/link-button";
import { PageHead } from "@/components/ui/layout/page-head";
import { Section } from "@/components/ui/layout/section";
import { ExactTime } from "@/components/ui/layout/time";
import { Notice } from "@/components/ui/message/notice";
import { Line, Lines } from "@/components/ui/table/lines";
import { read } from "@/lib/doors/page/page";
import { readMyTransfer } from "@/lib/transfers/answer_operations";

interface TransferParams {
  params: Promise<{ transfer: string }>;
}

/** Read once for the title and the page. */
const openedTransfer = cache((transfer: string) => read(readMyTransfer, { transfer }));

export async function generateMetadata({ params }: TransferParams) {
  return { title: `Transfer of ${(await openedTransfer((await params).transfer)).organisation.name}` };
}

export default async function TransferPage({ params }: TransferParams) {
  const transfer = await openedTransfer((await params).transfer);
  const { id, kind, organisation, owner, receiver, endsAt, reason, isReceiver, belongings, problem } = transfer;
  const { name, handle } = organisation;
  const end = endWords(transfer);
  return (
    <>
      <PageHead
        crumbs={[{ href: "/dashboard/organisations", label: "Organisations" }]}
        title={`Transfer of ${name}`}
        actions={<LinkButton href={`/dashboard/organisations/${handle}`}>Open {name}</LinkButton>}
      />
      {end && (
        <Notice title="This transfer has ended" className="mb-6 max-w-[40rem]">
          {end}
        </Notice>
      )}
      <div className="max-w-[40rem]">
        <Lines>
          <Line label={end ? "Owner then" : "Owner"} under={!end && `Becomes an admin, and can leave ${name} then`}>
            {owner.name}
          </Line>
          <Line label="New owner" under={!end && "Sees and may do everything there, without restrictions"}>
            {isReceiver ? `${receiver.name} (you)` : receiver.name}
          </Line>
          {reason && <Line label="Reason">{reason}</Line>}
          {!end && (
            <Line
              label={kind === "offer" ? "Expires" : "Takes place"}
              under={
                kind === "portal" && "The portal’s administration began it. It ends if the owner objects before then."
              }
            >
              <ExactTime at={endsAt} />
            </Line>
          )}
        </Lines>
      </div>
      {!end && isReceiver && (
        <>
          {problem && (
            <Notice tone="warn" title="You can’t own this organisation yet" className="mt-6 max-w-[40rem]">
              {problem.message}
            </Notice>
          )}
          <AnswerTransfer
            transfer={id}
            name={name}
            accept={kind === "offer" && !problem ? acceptTransferAction : undefined}
            decline={declineTransferAction}
          />
        </>
      )}
      {!end && !isReceiver && (
        <div className="mt-6">
          <CancelTransfer organisation={organisation.id} transfer={transfer} cancel={cancelTransferAction} />
        </div>
      )}
      {belongings && (
        <Section title={`What comes with ${name}`}>
          <Belongings belongings={belongings} />
        </Section>
      )}
    </>
  );
}
