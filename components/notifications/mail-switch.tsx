import { PostButton } from "@/components/forms/post-button";
import { type Answer, PostForm } from "@/components/forms/post-form";
import { Panel } from "@/components/ui/layout/panel";

/** Which e-mails somebody can disable, by the name of the setting. */
const switches = {
  byMail: {
    title: "By e-mail",
    mails: "e-mails",
    on: "You also get an e-mail when somebody adds you, changes your role or removes you.",
    off: "You don’t get notifications by e-mail. Invitations and transfers of organisations always are.",
  },
  signInMails: {
    title: "New sign-ins",
    mails: "sign-in e-mails",
    on: "You get an e-mail when somebody signs in to your account from a new device. It has a link that ends that session.",
    off: "You don’t get an e-mail when somebody signs in to your account from a new device.",
  },
};

interface MailSwitchProps {
  setting: keyof typeof switches;
  isOn: boolean;
  change: (form: FormData) => Promise<Answer>;
}

/** Enables or disables one kind of e-mail. Works without JavaScript. */
export function MailSwitch({ setting, isOn, change }: MailSwitchProps) {
  const { title, mails, on, off } = switches[setting];
  return (
    <Panel
      title={title}
      about={isOn ? on : off}
      action={
        <PostForm action={change}>
          <PostButton name={setting} value={isOn ? "off" : "on"}>
            {`${isOn ? "Disable" : "Enable"} ${mails}`}
          </PostButton>
        </PostForm>
      }
    />
  );
}
