import { env, passwordSignIn } from "@/lib/env";
import type { Caller } from "@/lib/kernel/actor";
import { createSignInLinkFor } from "@/lib/sessions/link_operations";
import { deleteUser, disableUser, enableUser, resetFactor } from "@/lib/users/account_operations";
import { createUser, demoteUser, promoteUser, verifyUser } from "@/lib/users/operations";
import { need, type Options, raw, readPassword } from "./arguments";

type OnUser = (caller: Caller, input: { user: string }) => Promise<{ email: string }>;

/** The commands about one account, by its address. */
export function userCommands(caller: Caller) {
  const onUser = (usage: string, operation: OnUser, said: string) => ({
    usage,
    async run(options: Options) {
      need(options, "email");
      const data = await operation(caller, { user: raw(options.email) });
      return { data, lines: [`${data.email} ${said}`] };
    },
  });
  return {
    "user create": {
      usage: "user create --email A --name N   a verified account; password from standard input",
      async run(options: Options) {
        need(options, "email", "name");
        const { email, name } = options;
        const password = passwordSignIn() ? await readPassword() : undefined;
        const data = await createUser(caller, { email: raw(email), name: raw(name), password });
        return { data, lines: [`${data.email} can sign in${data.handle ? ` and owns ${data.handle}` : ""}.`] };
      },
    },
    "user verify": onUser("user verify --email A   mark a user’s address as verified", verifyUser, "is verified."),
    "user promote": onUser(
      "user promote --email A   make a user a portal administrator",
      promoteUser,
      "is a portal administrator.",
    ),
    "user demote": onUser(
      "user demote --email A   end that a user is a portal administrator",
      demoteUser,
      "is no portal administrator any more.",
    ),
    "user disable": {
      usage: "user disable --email A --reason R   disable an account: its sessions and tokens stop working",
      async run(options: Options) {
        need(options, "email", "reason");
        const data = await disableUser(caller, { user: raw(options.email), reason: raw(options.reason) });
        return { data, lines: [`${data.email} is disabled.`] };
      },
    },
    "user enable": onUser("user enable --email A   enable a disabled account", enableUser, "is enabled."),
    "user sign-in-link": {
      usage: "user sign-in-link --email A   a link that signs a user in, once, within 15 minutes",
      async run(options: Options) {
        need(options, "email");
        const { email, token } = await createSignInLinkFor(caller, { email: raw(options.email) });
        const link = new URL(`/sign-in/link?token=${token}`, env().PUBLIC_URL).href;
        return { data: { email, link }, lines: [link] };
      },
    },
    "user reset-factor": {
      usage:
        "user reset-factor --email A --reason R   remove second factor and passkeys; the user is told, and signed out",
      async run(options: Options) {
        need(options, "email", "reason");
        const data = await resetFactor(caller, { user: raw(options.email), reason: raw(options.reason) });
        return { data, lines: [`${data.email} has no second factor any more, and is signed out everywhere.`] };
      },
    },
    "user delete": onUser(
      "user delete --email A   delete an account that owns no organisation",
      (who, { user }) => deleteUser(who, { user, confirm: user }),
      "is deleted.",
    ),
  };
}
