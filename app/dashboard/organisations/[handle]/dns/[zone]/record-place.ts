import {
  addRecordAction,
  changeRecordAction,
  namesOfAction,
  readSetAction,
  removeRecordAction,
  saveSetAction,
} from "@/app/dashboard/organisations/[handle]/dns/[zone]/actions";
import type { openZone } from "@/app/dashboard/organisations/[handle]/dns/[zone]/open-zone";
import type { RecordPlace } from "@/components/dns/records/records";

const actions = {
  add: addRecordAction,
  change: changeRecordAction,
  remove: removeRecordAction,
  namesOf: namesOfAction,
  readSet: readSetAction,
  saveSet: saveSetAction,
};

/** Which actions on a zone’s records are allowed, and the actions themselves. */
export const placeOf = ({ organisation, zone }: Awaited<ReturnType<typeof openZone>>): RecordPlace => ({
  organisation: organisation.id,
  zone: zone.name,
  version: zone.version,
  alias: zone.alias === "on",
  can: {
    add: organisation.may("dns.create"),
    change: organisation.may("dns.update"),
    remove: organisation.may("dns.delete"),
  },
  actions,
});
