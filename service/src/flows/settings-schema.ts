import { inLanguage, type Language } from '../errors/index.ts';
import { CONFIGURATION } from './configuration.ts';
import type { Flow } from './flow.ts';
import type { ChoiceTexts, ShownSetting } from './texts.ts';

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly [keyword: string]: unknown;
}

/** The one keyword of ours, where JSON Schema has none for it. `docs/decisions/settings-schema.md` lists what it says. */
const EXTENSION = 'x-tandem';

/**
 * JSON Schema of the settings of a flow, from which pages draw their form: titles, help and choices of what they show are in the
 * reader's language. Throws for a shown setting that the schema does not have.
 */
export function settingsSchema(flow: Flow<unknown>, language: Language): JsonSchema {
  const plain: JsonSchema = CONFIGURATION.jsonSchemaOf(flow.name);
  const told = flow.shownSettings.reduce<JsonSchema>(
    (schema, setting) =>
      withChange(schema, setting.pointer.split('/').slice(1), (property) => toldSetting(property, setting, language)),
    plain,
  );
  return { ...told, [EXTENSION]: { shown: flow.shownSettings.map(({ pointer }) => pointer) } };
}

function withChange(schema: JsonSchema, path: readonly string[], change: (property: JsonSchema) => JsonSchema): JsonSchema {
  const [name, ...rest] = path;
  if (name === undefined) return change(schema);
  const property = schema.properties?.[name];
  if (property === undefined) throw new Error(`the settings have no ${name}`);
  return { ...schema, properties: { ...schema.properties, [name]: withChange(property, rest, change) } };
}

/** The description in a schema is for who writes documents; a person on a page reads the help, or nothing. */
function toldSetting(
  { description: _forDocuments, ...rest }: JsonSchema,
  { texts, picklist, isOfDivisions: divisions, shownWhen }: ShownSetting,
  language: Language,
): JsonSchema {
  const { title, help, choices, whenEmptied } = inLanguage(texts, language);
  const extension = { picklist, divisions, shownWhen, whenEmptied };
  return {
    ...rest,
    title,
    ...(help === undefined ? {} : { description: help }),
    ...(choices === undefined ? {} : { oneOf: Object.entries(choices).map(([value, choice]) => toldChoice(value, choice)) }),
    ...(Object.values(extension).every((value) => value === undefined) ? {} : { [EXTENSION]: extension }),
  };
}

function toldChoice(value: string, { title, help }: ChoiceTexts): JsonSchema {
  return { const: value, title, ...(help === undefined ? {} : { description: help }) };
}
