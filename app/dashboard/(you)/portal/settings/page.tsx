import {
  changeFeaturesAction,
  changeRegistriesAction,
  changeSettingsAction,
} from "@/app/dashboard/(you)/portal/settings/actions";
import { PostButton } from "@/components/forms/post-button";
import { type Answer, PostForm } from "@/components/forms/post-form";
import { RegistriesForm } from "@/components/portal/registries-form";
import { SettingsPanels } from "@/components/portal/settings/settings-panels";
import { PageHead } from "@/components/ui/layout/page-head";
import { Panel } from "@/components/ui/layout/panel";
import { Badge } from "@/components/ui/message/badge";
import { fieldsOf } from "@/lib/doors/action/action";
import { read } from "@/lib/doors/page/page";
import { type Feature, featureNames, features } from "@/lib/features";
import { readSettings } from "@/lib/portal/settings_operations";

export const metadata = { title: "Portal settings" };

/** The pressed button carries the feature's name, and its value the new state. */
async function change(form: FormData): Promise<Answer> {
  "use server";
  const fields = fieldsOf(form);
  const wanted = featureNames.filter((name) => fields.has(name)).map((name) => [name, fields.get(name) === "on"]);
  const outcome = await changeFeaturesAction({
    featureToggles: Object.fromEntries(wanted) as Partial<Record<Feature, boolean>>,
  });
  return outcome.ok ? { ok: true, data: undefined } : outcome;
}

async function requireFactor(form: FormData): Promise<Answer> {
  "use server";
  const administratorsNeedSecondFactor = fieldsOf(form).get("required") === "on";
  const outcome = await changeSettingsAction({ administratorsNeedSecondFactor });
  return outcome.ok ? { ok: true, data: undefined } : outcome;
}

export default async function PortalSettingsPage() {
  const { featureToggles, imageRegistries, usualRegistries, ...settings } = await read(readSettings, {});
  return (
    <>
      <PageHead title="Portal settings">
        What this portal offers. Changes take effect immediately, and nothing is deleted.
      </PageHead>
      <ul className="grid max-w-[40rem] gap-4">
        {featureNames.map((feature) => {
          const { name, on, off } = features[feature];
          const isOn = featureToggles[feature];
          return (
            <li key={feature}>
              <Panel
                title={name}
                about={
                  <>
                    <Badge dot tone={isOn ? "good" : "plain"} className="mr-2">
                      {isOn ? "On" : "Off"}
                    </Badge>
                    {isOn ? on : off}
                  </>
                }
                action={
                  <PostForm action={change}>
                    <PostButton name={feature} value={isOn ? "off" : "on"}>
                      {isOn ? "Disable" : "Enable"}
                      <span className="sr-only"> {name}</span>
                    </PostButton>
                  </PostForm>
                }
              />
            </li>
          );
        })}
        <li>
          <Panel
            title="Second factor of administrators"
            about={
              <>
                <Badge dot tone={settings.administratorsNeedSecondFactor ? "good" : "plain"} className="mr-2">
                  {settings.administratorsNeedSecondFactor ? "Required" : "Not required"}
                </Badge>
                {settings.administratorsNeedSecondFactor
                  ? "Nobody administers the portal without one. The command line of the machine isn’t asked."
                  : "Administrators can sign in with their password alone. To require more, you need a second factor yourself."}
              </>
            }
            action={
              <PostForm action={requireFactor}>
                <PostButton name="required" value={settings.administratorsNeedSecondFactor ? "off" : "on"}>
                  {settings.administratorsNeedSecondFactor ? "Stop requiring it" : "Require it"}
                  <span className="sr-only"> (second factor of administrators)</span>
                </PostButton>
              </PostForm>
            }
          />
        </li>
        <SettingsPanels settings={settings} change={changeSettingsAction} />
        <li>
          <Panel
            title="Image registries"
            about={`Servers can use images from ${new Intl.ListFormat("en-GB").format(usualRegistries)}, and from the registries that you add.`}
          >
            <RegistriesForm registries={imageRegistries} change={changeRegistriesAction} />
          </Panel>
        </li>
      </ul>
    </>
  );
}
