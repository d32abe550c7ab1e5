import {
  changeFeaturesAction,
  changeRegistriesAction,
  changeSettingsAction,
  setTierPoolAction,
} from "@/app/dashboard/(you)/portal/settings/actions";
import { PostButton } from "@/components/forms/post-button";
import { type Answer, PostForm } from "@/components/forms/post-form";
import { PoolButton } from "@/components/portal/pool-button";
import { RegistriesForm } from "@/components/portal/registries-form";
import { SettingsPanels } from "@/components/portal/settings/settings-panels";
import { PageHead } from "@/components/ui/layout/page-head";
import { Panel } from "@/components/ui/layout/panel";
import { Section } from "@/components/ui/layout/section";
import { Badge } from "@/components/ui/message/badge";
import { fieldsOf } from "@/lib/doors/action/action";
import { read } from "@/lib/doors/page/page";
import { type Feature, featureNames, features } from "@/lib/features";
import { firstPools } from "@/lib/limits";
import { listTiers } from "@/lib/pools/operations";
import { amountWords, eachPart, poolWords } from "@/lib/pools/words";
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

export default async function PortalSettingsPage() {
  const { featureToggles, imageRegistries, usualRegistries, ...settings } = await read(readSettings, {});
  const tiers = await read(listTiers, {});
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
      <Section title="Pools by portal tier">
        <p className="mb-4 max-w-[40rem] text-sm text-ink-soft">
          The total that can be allocated to the servers of one organisation on shared nodes. To change it for a single
          organisation, go to All organisations.
        </p>
        <ul className="grid max-w-[40rem] gap-4">
          {tiers.map(({ tier, tierName, pool }) => (
            <li key={tier}>
              <Panel
                title={tierName}
                about={sentence(poolWords(pool))}
                action={
                  <PoolButton
                    name={tierName}
                    target={{ tier }}
                    numbers={eachPart((part) => String(pool[part] ?? "any"))}
                    hints={eachPart((part) => {
                      const first = firstPools[tier][part];
                      return `Default: ${first === null ? "unlimited" : amountWords(part, first)}.`;
                    })}
                    save={setTierPoolAction}
                  />
                }
              />
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}

const sentence = (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
