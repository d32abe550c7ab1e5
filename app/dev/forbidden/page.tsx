import { forbidden } from "next/navigation";
import { requireDeveloper } from "@/app/dev/guard";

export default function ForbiddenPage(): never {
  requireDeveloper();
  forbidden();
}
