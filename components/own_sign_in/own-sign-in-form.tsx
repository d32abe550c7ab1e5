import { Button } from "@/components/ui/button/button";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";

interface OwnSignInFormProps {
  email?: string;
  /** Where to go afterwards; a path of this portal. */
  next: string;
  label?: string;
}

/** Asks for an address, whose organisation’s provider comes next. A plain form: the answer leads to another site. */
export function OwnSignInForm({ email, next, label = "Continue" }: OwnSignInFormProps) {
  return (
    <form method="post" action="/api/auth/own/begin" className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <input type="hidden" name="next" value={next} />
      <Field label="Your address in the organisation">
        {(wiring) => (
          <Input
            {...wiring}
            type="email"
            name="email"
            required
            maxLength={254}
            autoComplete="email"
            defaultValue={email}
          />
        )}
      </Field>
      <Button type="submit" variant="main" className="min-w-0 whitespace-normal! wrap-anywhere">
        {label}
      </Button>
    </form>
  );
}
