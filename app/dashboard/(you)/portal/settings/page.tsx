import { changeFeaturesAction, changeRegistriesAction } from "@/app/dashboard/(you)/portal/settings/actions";
import { PostButton } from "@/components/forms/post-button";
import { type Answer, PostForm } from "@/components/forms/post-form";
import { RegistriesForm } from "@/components/portal/registries-form";
import { Badge } from "@/components/ui/badge";
import { PageHead } from "@/components/ui/page-head";
import { Panel } from "@/components/ui/panel";
import { type Feature, featureNames, features } from "@/lib/portal/features";
import { readSettings } from "@/lib/portal/settings";
import { read } from "@/lib/transport/page";

export const metadata = { title: "Portal settings" };

/** The button that was pressed carries the feature's name, and its value what it shall be. */
async function change(form: FormData): Promise<Answer> {
  "use server";
  const wanted = featureNames.filter((name) => form.has(name)).map((name) => [name, form.get(name) === "on"]);
  const outcome = await changeFeaturesAction({
    featureToggles: Object.fromEntries(wanted) as Partial<Record<Feature, boolean>>,
  });
  return outcome.ok ? { ok: true, data: undefined } : outcome;
}

export default async function PortalSettingsPage() {
  const { featureToggles, imageRegistries, usualRegistries } = await read(readSettings, {});
  return (
    <>
      <PageHead title="Portal settings">
        What this portal offers. A change holds from the next request on, and nothing is lost by it.
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
                      {isOn ? "Switch off" : "Switch on"}
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
            title="Image registries"
            about={`Servers’ images come from ${new Intl.ListFormat("en-GB").format(usualRegistries)}, and from those that you add.`}
          >
            <RegistriesForm registries={imageRegistries} change={changeRegistriesAction} />
          </Panel>
        </li>
      </ul>
    </>
  );
}
