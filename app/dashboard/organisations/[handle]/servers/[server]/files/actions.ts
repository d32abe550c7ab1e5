"use server";

import { toAction } from "@/lib/doors/action/action";
import { deleteFile, makeFolder, moveFile, saveText } from "@/lib/files/operations";

export const saveTextAction = toAction(saveText);
export const makeFolderAction = toAction(makeFolder);
export const moveFileAction = toAction(moveFile);
export const deleteFileAction = toAction(deleteFile);
