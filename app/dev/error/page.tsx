import { requireDeveloper } from "@/app/dev/guard";

export default function ErrorPage(): never {
  requireDeveloper();
  throw new Error("Nothing is wrong: the page /dev/error fails on purpose.");
}
