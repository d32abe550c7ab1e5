import { CheckboxField, SelectField } from "@/components/forms/fields";
import { TextField } from "@/components/forms/text-field";
import { games } from "@/lib/tunnels/games";

export function GameField({ onChoose }: { onChoose?: (game: string) => void }) {
  return (
    <SelectField
      name="game"
      label="Game"
      hint={onChoose && "Fills in its usual protocol and port."}
      onInput={(event) => onChoose?.(event.currentTarget.value)}
    >
      <option value="">Something else</option>
      {Object.entries(games).map(([key, { name }]) => (
        <option key={key} value={key}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}

/** The fields about a port that can be changed later, besides its game. */
export function NoteFields({ routesAnswers, keeps }: { routesAnswers: boolean; keeps?: boolean }) {
  return (
    <>
      <TextField name="note" label="Note" hint="For your own reference." autoComplete="off" maxLength={200} />
      <CheckboxField
        name="keepAddresses"
        label="Keep players’ addresses"
        disabled={!routesAnswers && !keeps}
        hint={
          routesAnswers
            ? "The program on the device sees who connects, instead of the gateway."
            : "This device’s configuration doesn’t route answers back through the tunnel, so the program on it sees the gateway’s address."
        }
      />
    </>
  );
}
