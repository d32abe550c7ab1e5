import Link from "next/link";
import { requireDeveloper } from "@/app/dev/guard";
import { empties } from "@/app/dev/states/empties";
import { Said } from "@/app/dev/states/said";
import { currentTheme } from "@/app/theme";
import { DevFrame } from "@/components/dev/dev-frame";
import { EmptySample } from "@/components/dev/empty-sample";
import { BusyButtons, BusyForm, RefusedForm } from "@/components/dev/form-states";
import { Panel } from "@/components/ui/layout/panel";
import { Section } from "@/components/ui/layout/section";
import { ErrorState } from "@/components/ui/message/error-state";
import { Progress } from "@/components/ui/message/progress";
import { RowBones } from "@/components/ui/message/skeleton";
import { RefusedFilters } from "@/components/ui/table/refused-filters";

const titles = [...new Set(empties.map(({ title }) => title))];

export const metadata = { title: "States of the screens" };

export default async function StatesPage() {
  requireDeveloper();
  return (
    <DevFrame
      theme={await currentTheme()}
      title="States of the screens"
      about="How screens look that have nothing to show, wait, or failed."
    >
      <Said />
      <Waiting />
      <Wrong />
      <Section id="empty" title="Nothing there" count={empties.length}>
        <div className="grid gap-6 @3xl/page:grid-cols-2">
          {titles.map((title) => (
            <EmptySample key={title} samples={empties.filter((each) => each.title === title)} />
          ))}
        </div>
      </Section>
    </DevFrame>
  );
}

function Waiting() {
  return (
    <Section id="waiting" title="Still under way">
      <div className="grid gap-4">
        <RowBones rows={3} />
        <Panel title="An answer on its way">
          <div className="grid gap-6 @2xl/page:grid-cols-2">
            <BusyForm />
            <BusyButtons />
          </div>
        </Panel>
        <Panel title="How far something is">
          <Progress value={3_200} max={12_000}>
            3,200 of 12,000 records are saved.
          </Progress>
        </Panel>
        <p>
          <Link href="/dev/slow" className="underline">
            A page of which a part is late
          </Link>{" "}
          shows how rows arrive.
        </p>
      </div>
    </Section>
  );
}

function Wrong() {
  return (
    <Section id="wrong" title="Something went wrong">
      <div className="grid gap-4">
        <ErrorState title="The keys can’t be read">The name server doesn’t answer. Try again in a moment.</ErrorState>
        <RefusedFilters href="/dev/states" refusal={{ message: "", fields: { state: ["State not found."] } }} />
        <Panel title="A form that was refused">
          <RefusedForm />
        </Panel>
        <Panel title="Pages of their own">
          <ul className="[&_a]:underline">
            <li>
              <Link href="/dev/nowhere" prefetch={false}>
                A page that isn’t there
              </Link>
            </li>
            <li>
              <Link href="/dev/forbidden" prefetch={false}>
                A page that one’s role doesn’t allow
              </Link>
            </li>
            <li>
              <Link href="/dev/error" prefetch={false}>
                A page that couldn’t be read
              </Link>
            </li>
          </ul>
        </Panel>
      </div>
    </Section>
  );
}
