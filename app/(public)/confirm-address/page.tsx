import { confirmNewAddressAction } from "@/app/(public)/confirm-address/actions";
import { leaveSessionAction } from "@/app/actions";
import { currentTheme } from "@/app/theme";
import { ConfirmAddress } from "@/components/accounts/confirm-address";
import { PostButton } from "@/components/forms/post-button";
import { AloneFrame, CardBox } from "@/components/frame/alone-frame";
import { Notice } from "@/components/ui/message/notice";
import { readAddressChange } from "@/lib/accounts/address_operations";
import { currentCaller } from "@/lib/doors/http/caller";
import { read } from "@/lib/doors/page/page";
import { type Search, word } from "@/lib/doors/page/search";
import { reasons } from "@/lib/errors";

export const metadata = { title: "Confirm your new address" };

/** As with a first address: the account must be signed in, on this device or another, and press a button. */
export default async function ConfirmAddressPage({ searchParams }: { searchParams: Search }) {
  const token = word((await searchParams).token) ?? "";
  // Sends strangers to sign-in and back here.
  const { pending } = await read(readAddressChange, {});
  const { actor } = await currentCaller();
  const email = actor?.kind === "user" ? actor.email : "";
  return (
    <AloneFrame
      theme={await currentTheme()}
      title="Confirm your new address"
      about={pending ? `Your account ${email} gets the address ${pending.address}.` : `You are signed in as ${email}.`}
      foot={
        <form action={leaveSessionAction}>
          <PostButton variant="quiet" size="small">
            Sign in as somebody else
          </PostButton>
        </form>
      }
    >
      {pending ? (
        <CardBox>
          <ConfirmAddress
            token={token}
            confirm={confirmNewAddressAction}
            label="Confirm this address"
            next="/dashboard/account"
          />
        </CardBox>
      ) : (
        <Notice tone="warn" className="mt-7">
          {reasons["account.noAddressChange"][1]}
        </Notice>
      )}
    </AloneFrame>
  );
}
