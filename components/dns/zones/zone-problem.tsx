import { type Answering, isWhole } from "@/components/dns/zones/zones";
import { Notice } from "@/components/ui/message/notice";

/** What the name server can’t answer and what to do about it; nothing while all is well. */
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
  if (state === "away") return { title: "The name server isn’t responding", body: tell };
  if (state === "absent") return { title: "The name server doesn’t serve this zone", body: tell };
  if (state !== "failing") return null;
  if (isWhole(answering))
    return {
      title: "The whole zone is failing",
      body: "The name server can’t read one of its root (@) records. Edit or delete the one saved last.",
    };
  return {
    title: failing.length === 1 ? "One name is failing" : `${failing.length} names are failing`,
    body: (
      <>
        The name server can’t read a record at{" "}
        {failing.map((name, place) => (
          <span key={name}>
            {place > 0 && ", "}
            <span className="font-mono wrap-anywhere">{name}</span>
          </span>
        ))}
        . Edit or delete the one saved last. All other names are live.
      </>
    ),
  };
}

const tell = "Contact the portal’s administrator.";
