import { valueAt } from 'c/settingsUtils';
import type { ConfigurationDocument, Flow } from 'tandem/middleware';

/** What the schema of a setting may say, as `docs/decisions/settings-schema.md` lists it. */
interface Schema {
  type?: string;
  title?: string;
  description?: string;
  default?: unknown;
  format?: string;
  pattern?: string;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  oneOf?: { const: string; title: string; description?: string }[];
  properties?: Record<string, Schema>;
  'x-tandem'?: {
    shown?: string[];
    picklist?: { object: string; field: string };
    divisions?: boolean;
    shownWhen?: { pointer: string; values: string[] };
    whenEmptied?: string;
  };
}

/** By what a setting is entered: one of several, on or off, a whole number, a day and time, values of a picklist, companies, a text. */
export type SettingControl = 'choice' | 'switch' | 'number' | 'moment' | 'picklist' | 'divisions' | 'text';

/** A setting of a flow as pages show it. */
export interface ShownSetting {
  /** JSON pointer in the configuration document. */
  pointer: string;
  title: string;
  help: string | undefined;
  control: SettingControl;
  /** What it is when the document does not say. */
  fallback: unknown;
  choices: { value: string; label: string; help: string | undefined }[];
  least: number | undefined;
  most: number | undefined;
  longest: number | undefined;
  pattern: string | undefined;
  picklist: { objectApiName: string; fieldApiName: string } | undefined;
  /** The setting that decides whether this one matters, by its pointer in the document. */
  shownWhen: { pointer: string; values: readonly string[] } | undefined;
  /** Why it may not be emptied; without this, an emptied setting has its default. */
  whenEmptied: string | undefined;
}

/** The settings of a flow that pages show, in their order. */
export function shownSettings({ name, settings }: Pick<Flow, 'name' | 'settings'>): ShownSetting[] {
  const root = settings as Schema;
  const place = `/flows/${name}`;
  return (root['x-tandem']?.shown ?? []).map((pointer) => toSetting(place, pointer, schemaAt(root, pointer)));
}

/** What a setting is in a document: what the document says, else the default. */
export function valueOf({ pointer, fallback }: ShownSetting, document: ConfigurationDocument): unknown {
  return valueAt(document, pointer) ?? fallback;
}

/** The shown settings of a flow that matter in a document. */
export function settingsThatMatter(flow: Pick<Flow, 'name' | 'settings'>, document: ConfigurationDocument): ShownSetting[] {
  const settings = shownSettings(flow);
  return settings.filter(({ shownWhen }) => {
    const deciding = settings.find(({ pointer }) => pointer === shownWhen?.pointer);
    return !shownWhen || (deciding !== undefined && shownWhen.values.includes(String(valueOf(deciding, document))));
  });
}

function toSetting(place: string, pointer: string, schema: Schema): ShownSetting {
  const { picklist, shownWhen, whenEmptied } = schema['x-tandem'] ?? {};
  return {
    pointer: `${place}${pointer}`,
    title: schema.title ?? pointer,
    help: schema.description,
    control: controlOf(schema),
    fallback: schema.default,
    choices: (schema.oneOf ?? []).map(({ const: value, title, description }) => ({ value, label: title, help: description })),
    least: schema.minimum,
    most: schema.maximum,
    longest: schema.maxLength,
    pattern: schema.pattern,
    picklist: picklist && { objectApiName: picklist.object, fieldApiName: picklist.field },
    shownWhen: shownWhen && { pointer: `${place}${shownWhen.pointer}`, values: shownWhen.values },
    whenEmptied,
  };
}

function controlOf({ type, format, oneOf, 'x-tandem': extension }: Schema): SettingControl {
  if (oneOf) {
    return 'choice';
  }
  if (extension?.picklist) {
    return 'picklist';
  }
  if (extension?.divisions) {
    return 'divisions';
  }
  if (type === 'boolean') {
    return 'switch';
  }
  if (type === 'integer') {
    return 'number';
  }
  return format === 'date-time' ? 'moment' : 'text';
}

function schemaAt(root: Schema, pointer: string): Schema {
  const path = pointer.split('/').slice(1);
  return path.reduce<Schema>((schema, name) => schema.properties?.[name] ?? {}, root);
}
