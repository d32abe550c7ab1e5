import type { toast } from "sonner";
import { answerOf } from "@/components/forms/answer";
import type { Outcome } from "@/lib/kernel/errors";

type Show = typeof toast;

let putUp: (show: Show) => void;
const board = new Promise<Show>((resolve) => {
  putUp = resolve;
});
let asked = false;
let ask = () => {
  asked = true;
};

/** For `ToastBoard`: starts showing toasts, with the waiting ones first. */
export function boardIsUp(show: Show): void {
  putUp(show);
}

/** For `Toaster`: called for the first toast. */
export function onFirstToast(act: () => void): void {
  ask = act;
  if (asked) act();
}

/** Long enough to read it, find its button by keyboard, and press it. */
const timeToUndo = 12_000;

/** The previous toast that only confirmed something. */
let word: string | number | undefined;

/**
 * Confirms that something was done. Offers to undo it where possible, with another label where "Undo" would promise too
 * much. A toast without an offer gives way to the next one, so that they don't pile up over the page.
 */
export function say(message: string, undo?: () => void, label = "Undo"): void {
  ask();
  void board.then((show) => {
    if (undo) return show.success(message, { duration: timeToUndo, action: { label, onClick: undo } });
    if (word !== undefined) show.dismiss(word);
    word = show.success(message);
  });
}

/**
 * Says that something was refused, where there is no form to say it. Stays until it is dismissed; the same message is
 * shown only once.
 */
export function sayRefused(message: string): void {
  ask();
  void board.then((show) => show.error(message, { id: message, duration: Number.POSITIVE_INFINITY }));
}

/** Runs an undo, and says how it went. */
export async function undo<T>(call: Promise<Outcome<T>>, done: string): Promise<T | undefined> {
  const answer = await answerOf(call);
  if (!answer.ok) return void sayRefused(answer.error.message);
  say(done);
  return answer.data;
}
