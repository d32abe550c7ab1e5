import Form from "next/form";
import { Button } from "@/components/ui/button/button";
import { Field } from "@/components/ui/form/field";
import { FilterInput, FilterSelect } from "@/components/ui/form/filter-fields";

export interface ActivityWords {
  kind?: "changes" | "access" | "all";
  actor?: string;
  action?: string;
  q?: string;
  from?: string;
  to?: string;
}

interface ActivityFilterProps {
  /** The page with the list. */
  action: string;
  actors: { id: string; name: string }[];
  /** The actions that occur here, with their labels: "Invited". */
  actions: { operation: string; label: string }[];
  filter: ActivityWords;
}

/** The browser rejects an invalid day by itself; the page shows its own message instead. */
const dayOf = (text: string | undefined) => (text && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : undefined);

/** Filters live in the address; the form works without JavaScript. */
export function ActivityFilter({ action, actors, actions, filter }: ActivityFilterProps) {
  return (
    <Form
      action={action}
      role="search"
      aria-label="Filter activity"
      className="mb-4 grid grid-cols-2 items-end gap-2.5 @min-[34rem]/page:grid-cols-3 @min-[62rem]/page:grid-cols-[repeat(4,minmax(0,1fr))_9.75rem_9.75rem_auto]"
    >
      <Field label="Show">
        {(control) => (
          <FilterSelect {...control} name="kind" value={filter.kind}>
            <option value="">Changes</option>
            <option value="access">Refusals</option>
            <option value="all">Changes and refusals</option>
          </FilterSelect>
        )}
      </Field>
      <Field label="User">
        {(control) => (
          <FilterSelect {...control} name="actor" value={filter.actor}>
            <option value="">All users</option>
            {actors.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </FilterSelect>
        )}
      </Field>
      <Field label="Action">
        {(control) => (
          <FilterSelect {...control} name="action" value={filter.action}>
            <option value="">All actions</option>
            {actions.map(({ operation, label }) => (
              <option key={operation} value={operation}>
                {label}
              </option>
            ))}
          </FilterSelect>
        )}
      </Field>
      <Field label="Target">
        {(control) => (
          <FilterInput
            {...control}
            type="search"
            enterKeyHint="search"
            name="q"
            value={filter.q}
            maxLength={100}
            placeholder="Name or e-mail"
          />
        )}
      </Field>
      <Field label="From">
        {(control) => <FilterInput {...control} type="date" name="from" value={dayOf(filter.from)} />}
      </Field>
      <Field label="To">
        {(control) => <FilterInput {...control} type="date" name="to" value={dayOf(filter.to)} />}
      </Field>
      <Button type="submit" className="col-span-2 @min-[34rem]/page:col-span-1">
        Filter
      </Button>
    </Form>
  );
}
