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

/** For `ToastBoard`: from now on toasts are shown, those that waited first. */
export function boardIsUp(show: Show): void {
  putUp(show);
}

/** For `Toaster`: what to do when the first toast is wanted. */
export function onFirstToast(act: () => void): void {
  ask = act;
  if (asked) act();
}

/** Long enough to read it, find the key that leads there, and press it. */
const timeToUndo = 12_000;

/** The word before, which only said that something was done. */
let word: string | number | undefined;

/**
 * Says that something was done. What can be undone offers it, by a word of its own where "Undo" would promise too much. A word
 * that offers nothing makes room for the next one: what lies beneath isn’t covered by a pile of them.
 */
export function say(message: string, undo?: () => void, label = "Undo"): void {
  ask();
  void board.then((show) => {
    if (undo) return show.success(message, { duration: timeToUndo, action: { label, onClick: undo } });
    if (word !== undefined) show.dismiss(word);
    word = show.success(message);
  });
}

/** Says that something was refused, where no form stands to say it in. Stays until it is dismissed; said twice, it is there once. */
export function sayRefused(message: string): void {
  ask();
  void board.then((show) => show.error(message, { id: message, duration: Number.POSITIVE_INFINITY }));
}

/** Does what undoes something, and says how it went. */
export async function undo<T>(call: Promise<Outcome<T>>, done: string): Promise<T | undefined> {
  const answer = await answerOf(call);
  if (!answer.ok) return void sayRefused(answer.error.message);
  say(done);
  return answer.data;
}
