import Link from "next/link";
import { undoAddressChangeAction } from "@/app/(public)/undo-address/actions";
import { currentTheme } from "@/app/theme";
import { UndoAddress } from "@/components/accounts/undo-address";
import { UnusableLink } from "@/components/accounts/unusable-link";
import { AloneFrame, CardBox } from "@/components/frame/alone-frame";
import { readAddressUndo } from "@/lib/accounts/undo_operations";
import { attempt } from "@/lib/doors/page/page";
import { type Search, word } from "@/lib/doors/page/search";

export const metadata = { title: "Undo the change of your address" };

/** For whoever lost the account: no sign-in, and a button, because mail scanners open links by themselves. */
export default async function UndoAddressPage({ searchParams }: { searchParams: Search }) {
  const token = word((await searchParams).token) ?? "";
  const { data, refusal } = await attempt(readAddressUndo, { token });
  return (
    <AloneFrame
      theme={await currentTheme()}
      title="Undo the change of your address"
      about={data && `Your account gets ${data.former} back.`}
      foot={<Link href="/sign-in">Back to sign-in</Link>}
    >
      {data ? (
        <CardBox>
          <UndoAddress token={token} undo={undoAddressChangeAction} />
        </CardBox>
      ) : (
        <UnusableLink refusal={refusal} />
      )}
    </AloneFrame>
  );
}
