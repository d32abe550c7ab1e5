import { z } from "zod";
import { organisationReference } from "@/lib/organisations/schema";
import { cursor, pageSize } from "@/lib/text";

export const listMembersInput = z.strictObject({ organisation: organisationReference, limit: pageSize, cursor });
