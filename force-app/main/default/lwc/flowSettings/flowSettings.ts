import { LightningElement, api } from 'lwc';
import { settingsThatMatter, valueOf } from 'c/settingsSchema';
import { valueAt } from 'c/settingsUtils';
import type { SettingChange } from 'c/settingField';
import type { ShownSetting } from 'c/settingsSchema';
import type { ConfigurationDocument, FieldProblem, Flow } from 'tandem/middleware';

interface Field {
  key: string;
  setting: ShownSetting;
  value: unknown;
  stored: unknown;
}

/** The settings of one flow, drawn from the schema that the service serves with it. Fires `settingchange` with a `SettingChange`. */
export default class FlowSettings extends LightningElement {
  @api flow: Flow | undefined;
  /** The settings of all flows, with what a person changed and did not save yet. */
  @api draft: ConfigurationDocument = { version: 1 };
  /** The settings of all flows as they are stored. */
  @api stored: ConfigurationDocument = { version: 1 };
  @api problems: readonly FieldProblem[] = [];
  /** The companies that the org is connected to, but the default one: with none of them there is nothing to choose. */
  @api furtherDivisions: readonly { label: string; value: string }[] = [];

  get fields(): Field[] {
    const settings = this.flow ? settingsThatMatter(this.flow, this.draft) : [];
    const shown = settings.filter(({ control }) => control !== 'divisions' || this.furtherDivisions.length > 0);
    return shown.map((setting) => ({
      key: setting.pointer,
      setting,
      value: valueOf(setting, this.draft),
      stored: valueAt(this.stored, setting.pointer),
    }));
  }

  handleChange({ detail }: CustomEvent<SettingChange>): void {
    this.dispatchEvent(new CustomEvent<SettingChange>('settingchange', { detail }));
  }
}
