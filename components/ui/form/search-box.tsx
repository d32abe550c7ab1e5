import { Search } from "lucide-react";
import Form from "next/form";
import { FilterInput } from "@/components/ui/form/filter-fields";
import { Icon } from "@/components/ui/layout/icon";

interface SearchBoxProps {
  /** The page with the list: the words go into its `?q=`. Works without JavaScript. */
  action: string;
  /** "Search members". */
  label: string;
  placeholder?: string;
  name?: string;
  value?: string;
  /** Filters of the URL to keep: `{ role: "admin" }`. */
  keep?: Record<string, string | undefined>;
}

export function SearchBox({ action, label, placeholder, name = "q", value, keep = {} }: SearchBoxProps) {
  return (
    <Form
      action={action}
      role="search"
      aria-label={label}
      className="relative flex-[0_1_18rem] max-[40rem]:flex-[1_1_100%]"
    >
      <Icon
        of={Search}
        className="pointer-events-none absolute top-1/2 left-[0.6875rem] -translate-y-1/2 text-ink-faint"
      />
      <FilterInput
        type="search"
        enterKeyHint="search"
        name={name}
        value={value}
        placeholder={placeholder}
        aria-label={label}
        maxLength={100}
        className="pl-[2.0625rem]"
      />
      {Object.entries(keep).map(([key, kept]) => kept && <input key={key} type="hidden" name={key} value={kept} />)}
    </Form>
  );
}
