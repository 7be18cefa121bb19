import { badRequest } from '../errors.ts';
import type { Org } from '../org.ts';
import type { FieldDefinition } from '../schema/index.ts';
import { countryName, findCountry, findState, stateName } from './countries.ts';
import type { Draft } from './object-rules.ts';

const problem = (part: string, field: FieldDefinition): Error =>
  badRequest(
    'FIELD_INTEGRITY_EXCEPTION',
    `There's a problem with this ${part}, even though it may appear correct. Please select a ${part} from the list of valid ${part === 'state' ? 'states' : 'countries'}.: ${field.label}`,
    [field.name],
  );

const text = (draft: Draft, name: string): string | null => {
  const value = draft.values[name];
  return typeof value === 'string' ? value : null;
};

/** With state and country picklists, code and text of a country follow each other, and both must be on the list. */
const syncCountry = (draft: Draft, codeField: FieldDefinition, textField: FieldDefinition): string | null => {
  const hasCode = draft.given.has(codeField.name);
  const hasText = draft.given.has(textField.name);
  const code = text(draft, codeField.name);
  const name = text(draft, textField.name);
  const fromText = name === null ? null : findCountry(name);
  if (hasText && name !== null && fromText === null) throw problem('country/territory', textField);
  if (hasCode && hasText && code !== null && fromText !== null && code !== fromText)
    throw problem('country/territory', textField);
  const chosen = hasCode ? (code ?? (hasText ? fromText : null)) : hasText ? fromText : code;
  draft.values[codeField.name] = chosen;
  draft.values[textField.name] = chosen === null ? null : countryName(chosen);
  return chosen;
};

const syncState = (draft: Draft, codeField: FieldDefinition, textField: FieldDefinition, country: string | null): void => {
  const hasCode = draft.given.has(codeField.name);
  const hasText = draft.given.has(textField.name);
  const code = text(draft, codeField.name);
  const name = text(draft, textField.name);
  const wanted = hasCode ? (code ?? (hasText ? name : null)) : hasText ? name : code;
  if (wanted !== null && country === null) {
    throw badRequest(
      'FIELD_INTEGRITY_EXCEPTION',
      `A country/territory must be specified before specifying a state value for field: ${textField.label}`,
      [textField.name],
    );
  }
  const found = wanted === null || country === null ? null : findState(country, wanted);
  if (wanted !== null && found === null) throw problem('state', hasCode ? codeField : textField);
  if (hasCode && hasText && name !== null && country !== null && findState(country, name) !== found)
    throw problem('state', textField);
  draft.values[codeField.name] = found;
  draft.values[textField.name] = found === null || country === null ? null : stateName(country, found);
};

/** Keeps code and text of every address of a record in step; does nothing in an org without the picklists. */
export function syncAddresses(org: Org, draft: Draft): void {
  if (!org.settings.features.stateCountryPicklists) return;
  for (const codeField of draft.object.fields.filter((field) => field.name.endsWith('CountryCode') && field.compound !== null)) {
    const prefix = codeField.name.slice(0, -'CountryCode'.length);
    const names = ['CountryCode', 'Country', 'StateCode', 'State'].map((part) => prefix + part);
    if (!names.some((name) => draft.given.has(name))) continue;
    const [country, stateCode, state] = [names[1], names[2], names[3]].map((name) => org.schema.field(draft.object, name ?? ''));
    if (country === undefined || stateCode === undefined || state === undefined) continue;
    syncState(draft, stateCode, state, syncCountry(draft, codeField, country));
  }
}
