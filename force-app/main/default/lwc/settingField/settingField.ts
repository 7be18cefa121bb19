import { LightningElement, api, wire } from 'lwc';
import { getPicklistValues } from 'lightning/uiObjectInfoApi';
import off from '@salesforce/label/c.Common_Off';
import on from '@salesforce/label/c.Common_On';
import type { ShownSetting } from 'c/settingsSchema';
import type { PicklistValues } from 'lightning/uiObjectInfoApi';
import type { WiredResult } from 'lightning/uiRecordApi';
import type { FieldProblem } from 'tandem/middleware';

const labels = {
  off,
  on,
};

/** What a person entered: a value (undefined: the default), or why what was entered is none. */
export interface SettingChange {
  pointer: string;
  value?: unknown;
  refusal?: string;
}

interface Choice {
  label: string;
  value: string;
}

const MASTER_RECORD_TYPE_ID = '012000000000000AAA';

/** One setting of a flow: its control by what its schema says, its help, and what is wrong with it. Fires `settingchange` with a `SettingChange`. */
export default class SettingField extends LightningElement {
  @api
  get setting(): ShownSetting | undefined {
    return this.shown;
  }
  set setting(value: ShownSetting | undefined) {
    this.shown = value;
    const { objectApiName, fieldApiName } = value?.picklist ?? {};
    const isAsked = objectApiName === this.picklist?.objectApiName && fieldApiName === this.picklist?.fieldApiName;
    // The same object again, or everything that a person enters would ask Salesforce anew.
    if (objectApiName && fieldApiName && !isAsked) {
      this.picklist = { objectApiName, fieldApiName };
    }
  }
  /** Its value, with what a person changed and did not save yet. */
  @api value: unknown;
  /** Its value in the stored settings. */
  @api stored: unknown;
  @api problems: readonly FieldProblem[] = [];
  /** The companies that there are to choose from. */
  @api divisions: readonly Choice[] = [];

  @wire(getPicklistValues, { recordTypeId: MASTER_RECORD_TYPE_ID, fieldApiName: '$picklist' })
  picklistValues: WiredResult<PicklistValues> | undefined;

  readonly labels = labels;
  shown: ShownSetting | undefined;
  /** Undefined: there is nothing to ask Salesforce for. */
  picklist: { objectApiName: string; fieldApiName: string } | undefined;

  get isChoice(): boolean {
    return this.shown?.control === 'choice';
  }

  get isSwitch(): boolean {
    return this.shown?.control === 'switch';
  }

  get isNumber(): boolean {
    return this.shown?.control === 'number';
  }

  get isMoment(): boolean {
    return this.shown?.control === 'moment';
  }

  get isPicklist(): boolean {
    return this.shown?.control === 'picklist';
  }

  get isDivisions(): boolean {
    return this.shown?.control === 'divisions';
  }

  get isText(): boolean {
    return this.shown?.control === 'text';
  }

  /** The help of what is chosen tells more than that of the setting. */
  get help(): string | undefined {
    return this.shown?.choices.find(({ value }) => value === this.value)?.help ?? this.shown?.help;
  }

  get text(): string {
    return this.value === undefined ? '' : String(this.value);
  }

  get chosen(): readonly string[] {
    return Array.isArray(this.value) ? (this.value as readonly string[]) : [];
  }

  get chosenDivisions(): readonly string[] {
    return Array.isArray(this.value) ? this.value.map(String) : [];
  }

  get picklistChoices(): Choice[] {
    const listed = (this.picklistValues?.data?.values ?? []).map(({ label, value }) => ({ label, value }));
    // A value that Salesforce no longer lists must stay visible, or saving would change it unseen.
    const unlisted = this.chosen.filter((chosen) => !listed.some(({ value }) => value === chosen));
    return [...listed, ...unlisted.map((value) => ({ label: value, value }))];
  }

  /** Day and time where the browser is, as its own input takes them. */
  get localMoment(): string {
    return this.value ? localMinute(this.text) : '';
  }

  get momentLabel(): string {
    return `${this.shown?.title ?? ''} (${Intl.DateTimeFormat().resolvedOptions().timeZone})`;
  }

  handleValue(event: CustomEvent<{ value: string | readonly string[] | null }>): void {
    const { value } = event.detail;
    this.announce({ value: value === null || value.length === 0 ? undefined : value });
  }

  handleDivisions(event: CustomEvent<{ value: readonly string[] }>): void {
    const codes = event.detail.value.map(Number);
    this.announce({ value: codes.length === 0 ? undefined : codes });
  }

  handleSwitch(event: CustomEvent<{ checked: boolean }>): void {
    this.announce({ value: event.detail.checked });
  }

  handleNumber(event: CustomEvent<{ value: string }>): void {
    const { value } = event.detail;
    this.announce({ value: value === '' ? undefined : Number(value) });
  }

  handleMoment(event: Event): void {
    const typed = (event.currentTarget as HTMLInputElement).value;
    // Empty too when what was typed is no date.
    const moment = Date.parse(typed);
    if (Number.isNaN(moment)) {
      const refusal = this.shown?.whenEmptied;
      this.announce(refusal === undefined ? { value: undefined } : { refusal });
      return;
    }
    // The input shows no seconds, nor which of two hours it means when clocks are put back: what is shown so already is no change.
    const isStored = typeof this.stored === 'string' && localMinute(this.stored) === typed;
    this.announce({ value: isStored ? this.stored : new Date(moment).toISOString() });
  }

  private announce(change: Omit<SettingChange, 'pointer'>): void {
    const detail: SettingChange = { pointer: this.shown?.pointer ?? '', ...change };
    this.dispatchEvent(new CustomEvent<SettingChange>('settingchange', { detail }));
  }
}

/** A moment where the browser is, to the minute: `2026-11-01T09:30`. */
function localMinute(text: string): string {
  const moment = new Date(text);
  const [month, day, hour, minute] = [moment.getMonth() + 1, moment.getDate(), moment.getHours(), moment.getMinutes()].map(
    (part) => String(part).padStart(2, '0'),
  );
  return `${moment.getFullYear()}-${month}-${day}T${hour}:${minute}`;
}
