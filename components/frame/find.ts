let act = () => {};

/** For `FindKeeper`: what to do when somebody wants to find something. */
export function onFind(open: () => void): () => void {
  act = open;
  return () => {
    act = () => {};
  };
}

/** For whatever offers the palette: opens it. */
export const find = () => act();
