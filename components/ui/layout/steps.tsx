interface StepsProps {
  steps: { title: string; text: string }[];
}

/** What happens next, in order. */
export function Steps({ steps }: StepsProps) {
  return (
    <ol className="mt-4 grid gap-8 side:grid-cols-3 max-side:gap-5">
      {steps.map(({ title, text }, index) => (
        <li key={title} className="text-control leading-5.5 text-ink-soft max-side:flex max-side:gap-3.5">
          <span
            aria-hidden
            className="mb-2.5 grid size-6 flex-none place-items-center rounded-full text-xs font-semibold text-ink shadow-[0_0_0_1px_var(--color-rim)] forced-colors:border"
          >
            {index + 1}
          </span>
          <div>
            <h3 className="text-ink">{title}</h3>
            <p>{text}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}
