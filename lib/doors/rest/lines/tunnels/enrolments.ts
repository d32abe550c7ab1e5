import { done, line, made, type Rest } from "@/lib/doors/rest/line";
import { approveEnrolment, denyEnrolment, pollEnrolment, startEnrolment } from "@/lib/tunnels/enrolment_operations";
import { collectedEnrolmentShape, deviceShape, startedEnrolmentShape } from "@/lib/tunnels/shape";

const base = "/tunnel/device";

/** Enrolment of tunnel devices that have no browser (RFC 8628). */
export const tunnelEnrolmentLines: Rest[] = [
  line("POST", `${base}/start`, "Begin to enrol a tunnel device", startEnrolment, startedEnrolmentShape, made),
  line("POST", `${base}/poll`, "Ask whether a tunnel device was approved", pollEnrolment, collectedEnrolmentShape),
  line("POST", `${base}/approve`, "Approve a tunnel device", approveEnrolment, deviceShape, {
    ...made,
    word: "organisationId",
    means: "organisation",
  }),
  done("POST", `${base}/deny`, "Decline a tunnel device", denyEnrolment),
];
