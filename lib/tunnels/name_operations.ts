import { moveGivenSerials } from "@/db/queries/given_records";
import { systemCommand } from "@/lib/kernel/system_kinds";
import { nothing } from "@/lib/organisations/schema";

/** Moves the serials of zones that were being changed while names of devices came or went, so that secondaries fetch them. */
export const moveSerials = systemCommand("tunnelNames.moveSerials", {
  input: nothing,
  scope: () => ({ portal: true }),
  did: { unaudited: "the names came and went with what is in the log already" },
  event: null,
  run: ({ trx }) => moveGivenSerials(trx),
});
