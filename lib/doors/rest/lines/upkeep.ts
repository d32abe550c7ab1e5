import { z } from "zod";
import { line, pages, type Rest } from "@/lib/doors/rest/line";
import { listMails, retryMail, revealLink, withdrawMail } from "@/lib/mails/operations";
import { mailChangeShape, mailShape, revealedShape } from "@/lib/mails/shape";
import { readPortalHealth } from "@/lib/portal/health/operations";
import { portalHealthShape } from "@/lib/portal/health/shape";
import { dropJob, listJobs, listQueues, retryJob } from "@/lib/portal/jobs/operations";
import { jobShape, oneJobShape, queueShape } from "@/lib/portal/jobs/shape";
import { liftRate, listRates } from "@/lib/portal/rates/operations";
import { liftedShape, rateShape } from "@/lib/portal/rates/shape";

/** What keeps the portal running: its mails, jobs, limits and health, for portal administrators. */
export const upkeepLines: Rest[] = [
  line("GET", "/admin/health", "Read how each part of the portal is", readPortalHealth, portalHealthShape),
  pages("/admin/mails", "List outgoing mails", listMails, mailShape),
  line("POST", "/admin/mails/:mail/retry", "Send a mail again", retryMail, mailChangeShape),
  line("POST", "/admin/mails/:mail/withdraw", "Withdraw a mail", withdrawMail, mailChangeShape),
  line("POST", "/admin/mails/:mail/reveal", "Reveal the link in a mail that can’t be sent", revealLink, revealedShape),
  line("GET", "/admin/queues", "List the queues of background work", listQueues, z.array(queueShape)),
  pages("/admin/jobs", "List failed and waiting jobs", listJobs, jobShape),
  line("POST", "/admin/jobs/:job/retry", "Run a job again", retryJob, oneJobShape),
  line("DELETE", "/admin/jobs/:job", "Drop a job", dropJob, oneJobShape),
  pages("/admin/rates", "List the limits in force", listRates, rateShape),
  line("DELETE", "/admin/rates/:rate", "Lift a limit", liftRate, liftedShape),
];
