import { ExactTime } from "@/components/ui/layout/time";
import { Line, Lines } from "@/components/ui/table/lines";

interface EnrolmentFactsProps {
  enrolment: { name: string; fingerprint: string; requestedFrom: string | null; createdAt: Date; expiresAt: Date };
}

/** What to compare with a device before it is approved. */
export function EnrolmentFacts({ enrolment }: EnrolmentFactsProps) {
  const { name, fingerprint, requestedFrom, createdAt, expiresAt } = enrolment;
  return (
    <Lines>
      <Line label="Name">{name}</Line>
      <Line label="Fingerprint" under="Compare it with the device. If it differs, decline.">
        <span className="font-mono text-sm">{fingerprint}</span>
      </Line>
      <Line label="Asked from" under={<ExactTime at={createdAt} />}>
        {requestedFrom ?? "An unknown address"}
      </Line>
      <Line label="Waits until">
        <ExactTime at={expiresAt} />
      </Line>
    </Lines>
  );
}
