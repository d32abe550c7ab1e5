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
  readRRset,
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
  rrsetShape,
  savedRecordShape,
  savedSetShape,
  signingShape,
  zoneImportShape,
} from "@/lib/zones/records/shape";
import { readSigning, signZone, unsignZone } from "@/lib/zones/signing/operations";

const zone = `${one}/dns/zones/:zone`;

/** The contents of a zone: records, zone files, versions and DNSSEC. */
export const recordLines: Rest[] = [
  pages(`${zone}/records`, "List a zone’s records", listRecords, listedRecordShape),
  line("POST", `${zone}/records`, "Add a record", addRecord, savedRecordShape, made),
  line("PUT", `${zone}/records/:record`, "Edit a record", changeRecord, savedRecordShape),
  line("DELETE", `${zone}/records/:record`, "Delete a record", removeRecord, savedRecordShape),
  line("GET", `${zone}/rrsets`, "Read an RRset", readRRset, rrsetShape),
  line("GET", `${zone}/names`, "List the first names of a zone that point to an address", namesOf, namesShape),
  line("PUT", `${zone}/rrsets`, "Save an RRset", saveSet, savedSetShape),
  line("POST", `${zone}/helpers`, "Set up records with a record wizard", addFromHelper, helpedShape),
  textLine(`${zone}/export`, "Export a zone file", exportZone, ({ name, pieces }) => ({
    file: `${name}.zone`,
    pieces,
  })),
  textual(line("POST", `${zone}/import`, "Preview an import", previewImport, previewShape, { word: "preview" })),
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
  line("GET", `${zone}/imports/:import`, "Read the progress of an import", readImport, zoneImportShape),
  pages(`${zone}/history`, "List the versions of a zone", listChanges, changeShape),
  line("GET", `${zone}/history/:version`, "Read one version of a zone", readChange, readChangeShape),
  line("GET", `${zone}/compare`, "Compare two versions of a zone", compareVersions, comparedShape),
  line("POST", `${zone}/restore`, "Restore an earlier version", restoreZone, importedShape),
  line("GET", `${zone}/dnssec`, "Read the DNSSEC state of a zone", readSigning, signingShape),
  line("POST", `${zone}/dnssec`, "Enable DNSSEC", signZone, signingShape),
  line("DELETE", `${zone}/dnssec`, "Disable DNSSEC", unsignZone, signingShape),
];
