import { describe, expect, it } from "vitest";
import { factsOf } from "@/lib/kernel/facts";

const told = (name: string) => {
  const { actor, target } = factsOf({ actorKind: "user", actorId: null, actorName: name }, { id: "1", name });
  return [actor.name, target?.name];
};

describe("the facts for webhooks and mails", () => {
  it.each(["Play @ Night", "5v5 @ 8pm", "@home", "team@work", "Play at Night"])("names %s whole", (name) => {
    expect(told(name)).toEqual([name, name]);
  });

  it.each(["robin@example.org", "a&b@mail.example.org"])("leave out the address %s", (address) => {
    expect(told(address)).toEqual(["Somebody", null]);
  });
});
