/** The first stop of the Tab key: skips the frame. */
export function SkipLink() {
  return (
    <a
      href="#content"
      className="fixed -top-16 left-4 z-50 rounded-control bg-raised px-3 py-2 focus:top-4 focus:shadow-menu"
    >
      Skip to content
    </a>
  );
}
