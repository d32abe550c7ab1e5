import { SelectField } from "@/components/forms/fields";
import { TextField } from "@/components/forms/text-field";
import { SettingsForm } from "@/components/portal/settings/settings-form";
import { Panel } from "@/components/ui/layout/panel";
import type { Outcome } from "@/lib/kernel/errors";

interface SettingsPanelsProps {
  settings: {
    deletionGraceDays: number;
    auditKeptDays: number;
    organisationCreation: "anyone" | "admins";
    administratorsNeedSecondFactor: boolean;
    baseZone: string | null;
  };
  change: (input: never) => Promise<Outcome<unknown>>;
}

/** The portal's periods, and who may create organisations: a form for each. */
export function SettingsPanels({ settings, change }: SettingsPanelsProps) {
  const { deletionGraceDays, auditKeptDays, organisationCreation, baseZone } = settings;
  return (
    <>
      <li>
        <Panel title="Creating organisations" about="What exists stays as it is.">
          <SettingsForm
            key={organisationCreation}
            draft={{ organisationCreation }}
            change={change}
            what="who may create organisations"
          >
            <SelectField name="organisationCreation" label="Who may create organisations">
              <option value="anyone">Everybody with an account</option>
              <option value="admins">Owners and admins of an organisation</option>
            </SelectField>
          </SettingsForm>
        </Panel>
      </li>
      <li>
        <Panel title="Deleting organisations" about="A deleted organisation can be restored for a while.">
          <SettingsForm
            key={deletionGraceDays}
            draft={{ deletionGraceDays: String(deletionGraceDays) }}
            change={change}
            what="the grace period"
          >
            <TextField
              name="deletionGraceDays"
              label="Grace period in days"
              hint="From 0 to 365. With 0, everything is removed at once."
              inputMode="numeric"
              autoComplete="off"
            />
          </SettingsForm>
        </Panel>
      </li>
      <li>
        <Panel title="Activity" about="How long entries are kept where the portal tier says nothing else.">
          <SettingsForm
            key={auditKeptDays}
            draft={{ auditKeptDays: String(auditKeptDays) }}
            change={change}
            what="the retention"
          >
            <TextField
              name="auditKeptDays"
              label="Retention in days"
              hint="From 30 to 3,650."
              inputMode="numeric"
              autoComplete="off"
            />
          </SettingsForm>
        </Panel>
      </li>
      <li>
        <Panel
          title="Names of tunnel devices"
          about="A device is reached as device.handle.zone instead of by an address."
        >
          <SettingsForm key={baseZone} draft={{ baseZone: baseZone ?? "" }} change={change} what="the base zone">
            <TextField
              name="baseZone"
              label="Base zone"
              hint="An active zone of any organisation here. Empty: devices have no names."
              autoComplete="off"
            />
          </SettingsForm>
        </Panel>
      </li>
    </>
  );
}
