import type { toast } from "sonner";

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

/** Says that something was done. What can be undone offers it. */
export function say(message: string, undo?: () => void): void {
  ask();
  void board.then((show) => show.success(message, undo && { action: { label: "Undo", onClick: undo } }));
}

/** Says that something was refused, where no form stands to say it in. Stays until it is dismissed. */
export function sayRefused(message: string): void {
  ask();
  void board.then((show) => show.error(message, { duration: Number.POSITIVE_INFINITY }));
}
