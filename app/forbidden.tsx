import { currentTheme } from "@/app/theme";
import { DeadEnd } from "@/components/frame/dead-end";

export const metadata = { title: "Not allowed" };

export default async function Forbidden() {
  return (
    <DeadEnd
      theme={await currentTheme()}
      title="Your role doesn’t allow this"
      about="If you need access, ask an owner or admin of the organisation."
    />
  );
}
