"use server";

import { toAction } from "@/lib/doors/action/action";
import { verifyZone } from "@/lib/zones/claims/operations";
import { addRecord, changeRecord, namesOf, readRRset, removeRecord, saveSet } from "@/lib/zones/records/operations";

export const verifyZoneAction = toAction(verifyZone);
export const addRecordAction = toAction(addRecord);
export const changeRecordAction = toAction(changeRecord);
export const removeRecordAction = toAction(removeRecord);
export const namesOfAction = toAction(namesOf);
export const readSetAction = toAction(readRRset);
export const saveSetAction = toAction(saveSet);
