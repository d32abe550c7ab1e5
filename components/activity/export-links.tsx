import { Download } from "lucide-react";
import { buttonClass } from "@/components/ui/button/button-class";
import { Icon } from "@/components/ui/layout/icon";

interface ExportLinksProps {
  /** The files, each with the filters that are set. */
  links: { format: string; href: string }[];
  /** Without filters the whole log is exported. */
  filtered: boolean;
}

/** Plain links to the activity as a file. */
export function ExportLinks({ links, filtered }: ExportLinksProps) {
  return links.map(({ format, href }) => (
    <a
      key={format}
      className={buttonClass()}
      href={href}
      aria-label={`Export ${filtered ? "these" : "all"} entries as ${format}`}
      download
    >
      <Icon of={Download} />
      {format}
    </a>
  ));
}
