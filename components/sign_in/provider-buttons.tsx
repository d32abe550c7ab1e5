import { Button } from "@/components/ui/button/button";

interface ProviderButtonsProps {
  providers: { id: string; name: string }[];
  /** Where to go afterwards; a path of this portal. */
  next: string;
}

/** One button for each provider. Plain forms: they work without JavaScript, and the answer leads to the provider. */
export function ProviderButtons({ providers, next }: ProviderButtonsProps) {
  return (
    <div className="grid gap-2">
      {providers.map(({ id, name }) => (
        <form key={id} method="post" action={`/api/auth/${id}/begin`} className="grid">
          <input type="hidden" name="next" value={next} />
          <Button type="submit" className="min-w-0 whitespace-normal! wrap-anywhere">
            Continue with {name}
          </Button>
        </form>
      ))}
    </div>
  );
}
