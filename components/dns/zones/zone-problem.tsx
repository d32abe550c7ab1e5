import { type Answering, isWhole } from "@/components/dns/zones/zones";
import { Notice } from "@/components/ui/message/notice";

/** What the name server can't answer, and what to do about it; nothing while all is well. */
export function ZoneProblem({ answering }: { answering: Answering }) {
  const problem = problemOf(answering);
  return (
    problem && (
      <Notice tone="bad" title={problem.title} className="mb-5">
        {problem.body}
      </Notice>
    )
  );
}

function problemOf(answering: Answering) {
  const { state, failing } = answering;
  if (state === "away") return { title: "The name server doesn’t answer right now", body: tell };
  if (state === "absent") return { title: "The name server doesn’t answer for this zone", body: tell };
  if (state !== "failing") return null;
  if (isWhole(answering))
    return {
      title: "This zone isn’t answered as a whole",
      body: "The name server can’t read a record of it. Change or remove what was changed last.",
    };
  return {
    title: failing.length === 1 ? "One name isn’t answered" : `${failing.length} names aren’t answered`,
    body: (
      <>
        The name server can’t read a record at{" "}
        {failing.map((name, place) => (
          <span key={name}>
            {place > 0 && ", "}
            <span className="font-mono wrap-anywhere">{name}</span>
          </span>
        ))}
        . Change or remove what was changed there last. All other names are answered.
      </>
    ),
  };
}

const tell = "Tell the portal’s administrator.";
