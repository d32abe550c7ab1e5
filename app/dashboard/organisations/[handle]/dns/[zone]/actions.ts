"use server";

import { verifyZone } from "@/lib/dns/claim_operations";
import { addRecord, changeRecord, namesOf, readRecordSet, removeRecord, saveSet } from "@/lib/dns/record_operations";
import { toAction } from "@/lib/transport/action";

export const verifyZoneAction = toAction(verifyZone);
export const addRecordAction = toAction(addRecord);
export const changeRecordAction = toAction(changeRecord);
export const removeRecordAction = toAction(removeRecord);
export const namesOfAction = toAction(namesOf);
export const readSetAction = toAction(readRecordSet);
export const saveSetAction = toAction(saveSet);
