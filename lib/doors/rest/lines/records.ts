import { lasting, line, made, one, pages, type Rest, textLine, textual } from "@/lib/doors/rest/line";
import { readImport } from "@/lib/zones/files/import_operations";
import { exportZone, importZone, previewImport } from "@/lib/zones/files/operations";
import { compareVersions, listChanges, readChange, restoreZone } from "@/lib/zones/history/operations";
import { addFromHelper } from "@/lib/zones/records/helper_operations";
import {
  addRecord,
  changeRecord,
  listRecords,
  namesOf,
  readRecordSet,
  removeRecord,
  saveSet,
} from "@/lib/zones/records/operations";
import {
  changeShape,
  comparedShape,
  helpedShape,
  importedShape,
  listedRecordShape,
  namesShape,
  previewShape,
  readChangeShape,
  recordSetShape,
  savedRecordShape,
  savedSetShape,
  signingShape,
  zoneImportShape,
} from "@/lib/zones/records/shape";
import { readSigning, signZone, unsignZone } from "@/lib/zones/signing/operations";

const zone = `${one}/dns/zones/:zone`;

/** What is in a zone: records, files, versions and signing. */
export const recordLines: Rest[] = [
  pages(`${zone}/records`, "List a zone’s records", listRecords, listedRecordShape),
  line("POST", `${zone}/records`, "Add a record", addRecord, savedRecordShape, made),
  line("PUT", `${zone}/records/:record`, "Change a record", changeRecord, savedRecordShape),
  line("DELETE", `${zone}/records/:record`, "Remove a record", removeRecord, savedRecordShape),
  line("GET", `${zone}/rrsets`, "Read all records of a name and type", readRecordSet, recordSetShape),
  line("GET", `${zone}/names`, "Name the first hosts of a zone that lead to an address", namesOf, namesShape),
  line("PUT", `${zone}/rrsets`, "Save all records of a name and type", saveSet, savedSetShape),
  line("POST", `${zone}/helpers`, "Fill in records from a small form", addFromHelper, helpedShape),
  textLine(`${zone}/export`, "Export a zone as a file", exportZone, ({ name, pieces }) => ({
    file: `${name}.zone`,
    pieces,
  })),
  textual(
    line("POST", `${zone}/import`, "See what an import would do", previewImport, previewShape, { word: "preview" }),
  ),
  textual(
    lasting(
      `${zone}/import`,
      "Import a zone file",
      importZone,
      importedShape,
      zoneImportShape,
      ({ id }) => `imports/${id}`,
    ),
  ),
  line("GET", `${zone}/imports/:import`, "Read how far an import is", readImport, zoneImportShape),
  pages(`${zone}/history`, "List what changed a zone", listChanges, changeShape),
  line("GET", `${zone}/history/:version`, "Read one change of a zone", readChange, readChangeShape),
  line("GET", `${zone}/compare`, "Compare two versions of a zone", compareVersions, comparedShape),
  line("POST", `${zone}/restore`, "Restore an earlier version", restoreZone, importedShape),
  line("GET", `${zone}/dnssec`, "Say whether a zone is signed", readSigning, signingShape),
  line("POST", `${zone}/dnssec`, "Sign a zone", signZone, signingShape),
  line("DELETE", `${zone}/dnssec`, "End the signing of a zone", unsignZone, signingShape),
];
