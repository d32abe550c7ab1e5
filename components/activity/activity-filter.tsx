import Form from "next/form";
import { titleOf } from "@/components/activity/words";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";

interface ActivityFilterProps {
  /** The page that lists. */
  action: string;
  actors: { id: string; name: string }[];
  operations: string[];
  filter: { actor?: string; action?: string; from?: string; to?: string };
}

/** The browser complains of a day that is none; the page says so in its own words. */
const dayOf = (text: string | undefined) => (text && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : undefined);

/** Filters live in the address; the form works without JavaScript. */
export function ActivityFilter({ action, actors, operations, filter }: ActivityFilterProps) {
  return (
    <Form action={action} role="search" aria-label="Filter activity" className="mb-4 flex flex-wrap items-end gap-2.5">
      <Field label="Who" className="flex-[1_1_11rem]">
        {(control) => (
          <Select {...control} name="actor" defaultValue={filter.actor ?? ""}>
            <option value="">Anybody</option>
            {actors.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="What" className="flex-[1_1_11rem]">
        {(control) => (
          <Select {...control} name="action" defaultValue={filter.action ?? ""}>
            <option value="">Anything</option>
            {operations.map((operation) => (
              <option key={operation} value={operation}>
                {titleOf(operation)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="From" className="flex-[1_1_9rem]">
        {(control) => <Input {...control} type="date" name="from" defaultValue={dayOf(filter.from)} />}
      </Field>
      <Field label="To" className="flex-[1_1_9rem]">
        {(control) => <Input {...control} type="date" name="to" defaultValue={dayOf(filter.to)} />}
      </Field>
      <Button type="submit">Filter</Button>
    </Form>
  );
}
