import { currentTheme } from "@/app/theme";
import { DeadEnd } from "@/components/frame/dead-end";

export const metadata = { title: "Not found" };

export default async function NotFound() {
  return (
    <DeadEnd
      theme={await currentTheme()}
      title="Page not found"
      about="The address may be mistyped, or you may not have access to this page."
    />
  );
}
