"use server";

import { deleteFile, makeFolder, moveFile, saveText } from "@/lib/files/operations";
import { toAction } from "@/lib/transport/action";

export const saveTextAction = toAction(saveText);
export const makeFolderAction = toAction(makeFolder);
export const moveFileAction = toAction(moveFile);
export const deleteFileAction = toAction(deleteFile);
