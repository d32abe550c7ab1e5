import { Button } from "@/components/ui/button/button";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { Select } from "@/components/ui/form/select";

/** Looks a device up by its code. Nothing is approved by that. */
export function EnterCode({ code, error }: { code: string; error?: string }) {
  return (
    <form action="/tunnel" className="grid gap-4">
      <Field label="Code" hint="Eight letters, for example BCDF-GHJK." error={error}>
        {(wiring) => <Input name="code" defaultValue={code} autoComplete="off" mono required {...wiring} />}
      </Field>
      <div>
        <Button type="submit" variant="main">
          Continue
        </Button>
      </div>
    </form>
  );
}

interface ChooseOrganisationProps {
  code: string;
  organisations: { handle: string; name: string }[];
}

/** To which organisation the device is added: gateways and projects depend on it. */
export function ChooseOrganisation({ code, organisations }: ChooseOrganisationProps) {
  return (
    <form action="/tunnel" className="grid gap-3">
      <input type="hidden" name="code" value={code} />
      <Field label="Organisation" hint="Where you may add devices.">
        {(wiring) => (
          <Select name="organisation" {...wiring}>
            {organisations.map(({ handle, name }) => (
              <option key={handle} value={handle}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <div>
        <Button type="submit" variant="main">
          Continue
        </Button>
      </div>
    </form>
  );
}
