import { Deferred } from "@/app/dashboard/deferred";
import { requireDeveloper } from "@/app/dev/guard";
import { currentTheme } from "@/app/theme";
import { DevFrame } from "@/components/dev/dev-frame";
import { Notice } from "@/components/ui/message/notice";

export const metadata = { title: "A part that is late" };

export default async function SlowPage() {
  requireDeveloper();
  return (
    <DevFrame
      theme={await currentTheme()}
      title="A part that is late"
      about="Open it from another page to see the placeholders; a document that is reloaded is sent as a whole."
    >
      <Deferred rows={6}>
        <Late />
      </Deferred>
    </DevFrame>
  );
}

async function Late() {
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  return <Notice tone="good">Here it is, after four seconds.</Notice>;
}
