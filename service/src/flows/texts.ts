import type { Translated } from '../errors/index.ts';

/** How people read of a flow. */
export interface FlowTexts {
  /** Its name on pages, such as `Products`. */
  readonly label: string;
  /** What moves where, as a sentence without a full stop. */
  readonly description: string;
  /** One of its records, and several: `item`, `items`. */
  readonly one: string;
  readonly several: string;
}

/** A setting as pages show it; what may be entered they read from its JSON Schema. */
export interface ShownSetting {
  /** JSON pointer below the settings of the flow, such as `/prices/vat`. */
  readonly pointer: string;
  readonly texts: Translated<SettingTexts>;
  /** Its values are among those of this picklist of Salesforce, by API names. */
  readonly picklist?: { readonly object: string; readonly field: string };
  /** Its values are codes of companies that the org is connected to. */
  readonly isOfDivisions?: true;
  /** It matters only while another setting, by its pointer, has one of these values. */
  readonly shownWhen?: { readonly pointer: string; readonly values: readonly string[] };
}

/** How people read of a setting. */
export interface SettingTexts {
  readonly title: string;
  /** What a person should know to choose, in whole sentences. */
  readonly help?: string;
  /** What can be chosen, by the values of the schema. */
  readonly choices?: Readonly<Record<string, ChoiceTexts>>;
  /** Why it may not be emptied; without this, an emptied setting has its default. */
  readonly whenEmptied?: string;
}

/** How people read of one choice. */
export interface ChoiceTexts {
  readonly title: string;
  /** What becomes of records with it, in whole sentences. */
  readonly help?: string;
}
