let act = () => {};
let near = () => {};

/** For `FindKeeper`: called to open the palette, and when the pointer or focus reaches a button for it. */
export function onFind(open: () => void, prepare: () => void): () => void {
  act = open;
  near = prepare;
  return () => {
    act = near = () => {};
  };
}

/** Opens the palette. */
export const find = () => act();
/** The pointer or the focus is on a button that opens it. */
export const mayFind = () => near();
