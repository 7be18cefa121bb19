import { LightningElement, api } from 'lwc';
import { readProblem } from 'c/errorUtils';
import { fill } from 'c/labelText';
import { settingsThatMatter, shownSettings } from 'c/settingsSchema';
import { saveSettings } from 'c/settingsSaving';
import { layOver, problemsAt, valueAt, withValueAt } from 'c/settingsUtils';
import title from '@salesforce/label/c.Common_Settings';
import division from '@salesforce/label/c.SettingsEditor_Division';
import emptyText from '@salesforce/label/c.SettingsEditor_EmptyText';
import emptyTitle from '@salesforce/label/c.SettingsEditor_EmptyTitle';
import general from '@salesforce/label/c.SettingsEditor_General';
import laidOver from '@salesforce/label/c.SettingsEditor_LaidOver';
import notShown from '@salesforce/label/c.SettingsEditor_NotShown';
import othersSaved from '@salesforce/label/c.SettingsEditor_OthersSaved';
import save from '@salesforce/label/c.SettingsEditor_Save';
import saved from '@salesforce/label/c.SettingsEditor_Saved';
import seen from '@salesforce/label/c.SettingsEditor_Seen';
import somebodyElse from '@salesforce/label/c.SettingsEditor_SomebodyElse';
import switched from '@salesforce/label/c.SettingsEditor_Switched';
import undo from '@salesforce/label/c.SettingsEditor_Undo';
import type { ShownProblem } from 'c/errorUtils';
import type { SettingChange } from 'c/settingField';
import type { NamedPlace } from 'c/settingsUtils';
import type { Configuration, ConfigurationDocument, Division, FieldProblem, Flow, Flows, ValueTable } from 'tandem/middleware';

const labels = {
  division,
  emptyText,
  emptyTitle,
  general,
  laidOver,
  notShown,
  othersSaved,
  save,
  saved,
  seen,
  somebodyElse,
  switched,
  title,
  undo,
};

/** The service has a newer version: the container must bring it before saving again can succeed. */
const OUTDATED_CODE = 'configuration_outdated';
const DIVISIONS = '/divisions';
/** What pointers to further companies of a flow end with. */
const FURTHER = '/furtherDivisions';
const NO_SETTINGS: ConfigurationDocument = { version: 1 };

/** The settings of all flows as a form over the configuration document. Fires `saved` with the stored configuration, `outdated` when somebody else saved meanwhile. */
export default class SettingsEditor extends LightningElement {
  /** The stored configuration; what a person changed and did not save yet is laid over it. */
  @api
  get configuration(): Configuration | undefined {
    return this.known;
  }
  set configuration(value: Configuration | undefined) {
    const former = this.known;
    this.known = value;
    if (former && value && value.version !== former.version && Object.keys(this.edits).length > 0) {
      this.layOver(former.document, value);
    }
  }
  @api divisions: readonly Division[] = [];
  /** The flows and tables there are, as the service tells of them. */
  @api catalogue: Flows | undefined;

  readonly labels = labels;
  known: Configuration | undefined;
  /** New values by JSON pointer; undefined takes a value away. */
  edits: Record<string, unknown> = {};
  /** Why what a person entered is no value, by JSON pointer. */
  refusals: Record<string, string> = {};
  /** What somebody else saved while this person was changing settings: nothing is saved over it unseen. */
  othersChanges: string[] = [];
  othersTitle = '';
  problems: FieldProblem[] = [];
  isSaving = false;
  isSaved = false;
  saveError: unknown;

  get isEmpty(): boolean {
    return this.divisions.length === 0;
  }

  get flows(): readonly Flow[] {
    return this.catalogue?.items ?? [];
  }

  get tables(): readonly ValueTable[] {
    return this.catalogue?.tables ?? [];
  }

  get stored(): ConfigurationDocument {
    return this.known?.document ?? NO_SETTINGS;
  }

  get draft(): ConfigurationDocument {
    return Object.entries(this.edits).reduce((document, [pointer, value]) => withValueAt(document, pointer, value), this.stored);
  }

  get divisionOptions(): { label: string; value: string }[] {
    return this.divisions.map(({ code, name, currency }) => ({ label: `${name} (${code}, ${currency})`, value: String(code) }));
  }

  get furtherDivisionOptions(): { label: string; value: string }[] {
    return this.divisionOptions.filter(({ value }) => value !== this.divisionText);
  }

  get division(): number | undefined {
    const { divisions = [] } = this.draft;
    const chosen = divisions.find((entry) => entry.default) ?? divisions[0];
    return chosen?.code ?? this.divisions.find(({ isDefault }) => isDefault)?.code;
  }

  get divisionText(): string {
    return String(this.division ?? '');
  }

  get allProblems(): FieldProblem[] {
    return [...this.problems, ...Object.entries(this.refusals).map(([pointer, message]) => ({ pointer, message }))];
  }

  get divisionProblems(): FieldProblem[] {
    return this.divisionPointers.flatMap((pointer) => problemsAt(this.problems, pointer));
  }

  get hasOthersChanges(): boolean {
    return this.othersChanges.length > 0;
  }

  get isUnchanged(): boolean {
    return this.isSaving || (Object.keys(this.edits).length === 0 && !this.isRefused);
  }

  get isSaveOff(): boolean {
    return this.isUnchanged || this.hasOthersChanges || this.isRefused;
  }

  /** Each problem is told once: what stands beside its field is not told here again. */
  get saveProblem(): ShownProblem | undefined {
    if (!this.saveError) {
      return undefined;
    }
    const problem = readProblem(this.saveError);
    if (this.problems.length === 0) {
      return problem;
    }
    const beside = new Set(this.pointersWithAField.flatMap((pointer) => problemsAt(this.problems, pointer)));
    const rest = this.problems.filter((fieldProblem) => !beside.has(fieldProblem));
    const texts = rest.map(({ pointer, message }) => `${pointer}: ${message}`);
    // There are more than the service lists: its own words say how many.
    const isCut = (problem.problemCount ?? 0) > this.problems.length;
    return { ...problem, detail: [isCut ? problem.detail : undefined, ...texts].filter(Boolean).join(' ') };
  }

  handleDivision(event: CustomEvent<{ value: string }>): void {
    const code = Number(event.detail.value);
    const others = (this.draft.divisions ?? []).filter((entry) => entry.code !== code).map((entry) => ({ code: entry.code }));
    const ofFlows = this.flows.map(({ name }) => [divisionOf(name), code]);
    this.edit({ [DIVISIONS]: [{ code, default: true }, ...others], ...Object.fromEntries(ofFlows) });
  }

  handleChange({ detail: { pointer, value, refusal } }: CustomEvent<SettingChange>): void {
    const others = Object.entries(this.refusals).filter(([place]) => place !== pointer);
    this.refusals = Object.fromEntries(refusal === undefined ? others : [...others, [pointer, refusal]]);
    if (refusal === undefined) {
      this.edit({ [pointer]: value, ...this.divisionsNaming(pointer, value) });
    }
  }

  handleSeen(): void {
    this.othersChanges = [];
    this.saveError = undefined;
  }

  handleUndo(): void {
    this.edits = {};
    this.refusals = {};
    this.othersChanges = [];
    this.problems = [];
    this.saveError = undefined;
  }

  async handleSave(): Promise<void> {
    this.isSaving = true;
    this.saveError = undefined;
    this.problems = [];
    try {
      const configuration = await saveSettings(this.draft, this.known?.version ?? 0, this.catalogue);
      if (!configuration) {
        return;
      }
      this.edits = {};
      this.isSaved = true;
      this.dispatchEvent(new CustomEvent<Configuration>('saved', { detail: configuration }));
    } catch (error) {
      this.saveError = error;
      const { problems, code } = readProblem(error);
      this.problems = problems ?? [];
      if (code === OUTDATED_CODE) {
        this.dispatchEvent(new CustomEvent('outdated'));
      }
    } finally {
      this.isSaving = false;
    }
  }

  /** A company that a flow works in stands in the list of companies too. */
  private divisionsNaming(pointer: string, value: unknown): Record<string, unknown> {
    if (!pointer.endsWith(FURTHER) || !Array.isArray(value)) {
      return {};
    }
    const { divisions = [] } = this.draft;
    const listed = divisions.length > 0 ? divisions : [{ code: this.division, default: true }];
    const missing = (value as readonly number[]).filter((code) => !listed.some((entry) => entry.code === code));
    return missing.length === 0 ? {} : { [DIVISIONS]: [...listed, ...missing.map((code) => ({ code }))] };
  }

  private get isRefused(): boolean {
    return Object.keys(this.refusals).length > 0;
  }

  private get divisionPointers(): string[] {
    return [DIVISIONS, ...this.flows.map(({ name }) => divisionOf(name))];
  }

  private get pointersWithAField(): string[] {
    return [
      ...this.divisionPointers,
      ...this.flows.flatMap((flow) => settingsThatMatter(flow, this.draft)).map(({ pointer }) => pointer),
      ...this.tables.map(({ name }) => `/tables/${name}`),
    ];
  }

  private get namedSettings(): NamedPlace[] {
    const ofDivision = this.divisionPointers.map((pointer) => ({ pointer, name: labels.division }));
    const ofFlows = this.flows.flatMap((flow) => [
      { pointer: `/flows/${flow.name}/enabled`, name: fill(labels.switched, { flow: flow.label }) },
      ...shownSettings(flow).map((setting) => ({ pointer: setting.pointer, name: setting.title })),
      { pointer: `/flows/${flow.name}`, name: fill(labels.notShown, { flow: flow.label }) },
    ]);
    return [...ofDivision, ...ofFlows];
  }

  private layOver(former: ConfigurationDocument, { document, author }: Configuration): void {
    const tables = this.tables.map(({ name, label }) => ({ pointer: `/tables/${name}`, name: label }));
    const { edits, othersChanges } = layOver(this.edits, former, document, { tables, settings: this.namedSettings });
    this.edits = edits;
    this.othersTitle = fill(labels.othersSaved, { name: author ?? labels.somebodyElse });
    this.othersChanges = othersChanges;
    this.edit({});
  }

  private edit(changes: Record<string, unknown>): void {
    const edits = { ...this.edits, ...changes };
    // A value that is put back to what is stored is no change.
    this.edits = Object.fromEntries(
      Object.entries(edits).filter(([pointer, value]) => JSON.stringify(value) !== JSON.stringify(valueAt(this.stored, pointer))),
    );
    this.isSaved = false;
  }
}

function divisionOf(flow: string): string {
  return `/flows/${flow}/division`;
}
