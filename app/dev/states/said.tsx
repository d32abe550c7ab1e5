import { ToastButtons } from "@/components/dev/toast-buttons";
import { Button } from "@/components/ui/button/button";
import { Panel } from "@/components/ui/layout/panel";
import { Section } from "@/components/ui/layout/section";
import { Badge } from "@/components/ui/message/badge";
import { Meter } from "@/components/ui/message/meter";
import { Notice } from "@/components/ui/message/notice";

/** What screens say by the way: in each tone, and at each end of a limit. */
export function Said() {
  return (
    <Section id="said" title="Something is said">
      <div className="grid gap-4">
        <Notice tone="note" title="Something to know">
          The zone becomes active as soon as it is verified.
        </Notice>
        <Notice tone="good" title="Something is well">
          The proof was found.
        </Notice>
        <Notice tone="warn" title="Something to look after" actions={<Button size="small">Set it up</Button>}>
          This portal sends no mail.
        </Notice>
        <Notice tone="bad" title="Something is wrong">
          The name server doesn’t answer for this zone.
        </Notice>
        <Notice>A sentence without a title.</Notice>
        <Panel title="Toasts" about="They come at the bottom right, and go by themselves or when they are dismissed.">
          <ToastButtons />
        </Panel>
        <Panel title="Badges">
          <p className="flex flex-wrap gap-2">
            {(["plain", "good", "warn", "bad", "note"] as const).map((tone) => (
              <Badge key={tone} tone={tone} dot={tone !== "plain"}>
                {tone}
              </Badge>
            ))}
          </p>
        </Panel>
        <Panel title="Limits">
          <div className="grid gap-4 @2xl/page:grid-cols-4">
            <Meter label="Below it" used={1} limit={3} />
            <Meter label="At it" used={3} limit={3} />
            <Meter label="Beyond it" used={23} limit={20} />
            <Meter label="Without one" used={12} limit={null} />
          </div>
        </Panel>
      </div>
    </Section>
  );
}
