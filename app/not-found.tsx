import { currentTheme } from "@/app/theme";
import { DeadEnd } from "@/components/frame/dead-end";

export const metadata = { title: "Not found" };

export default async function NotFound() {
  return (
    <DeadEnd
      theme={await currentTheme()}
      title="There is nothing here"
      about="The address may be mistyped, or it leads to something that you can’t see."
    />
  );
}
