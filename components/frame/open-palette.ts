let act = () => {};
let near = () => {};

/** For `FindKeeper`: what to do when somebody wants to find something, and when somebody comes near it. */
export function onFind(open: () => void, prepare: () => void): () => void {
  act = open;
  near = prepare;
  return () => {
    act = near = () => {};
  };
}

/** For whatever offers the palette: opens it. */
export const find = () => act();
/** The pointer or the focus is on what opens it. */
export const mayFind = () => near();
