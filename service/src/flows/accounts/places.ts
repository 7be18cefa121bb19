import { plannedChanges, type CompiledRule, type MappedField, type MappedRecord } from '../../mapping/index.ts';
import { isAgreed, type BothValues } from '../customers/index.ts';
import type { FieldChange } from '../operation.ts';

/** Fields that an org may have a list of values for. */
const PLACES: ReadonlySet<string> = new Set(['BillingCountryCode', 'BillingStateCode', 'BillingCountry', 'BillingState']);
const COUNTRIES: ReadonlySet<string> = new Set(['BillingCountryCode', 'BillingCountry']);
const STATES: ReadonlySet<string> = new Set(['BillingStateCode', 'BillingState']);

/** What was mapped; a country or state that the org does not have is empty, so that the rest of the address arrives and nothing old stays. Pure. */
export function withoutUnknownPlaces({ fields, problems }: MappedRecord, rules: readonly CompiledRule[]): readonly MappedField[] {
  const refused = new Set(problems.flatMap(({ field }) => (field !== undefined && PLACES.has(field) ? [field] : [])));
  const emptied = rules.filter(({ field }) => refused.has(field)).map((rule) => ({ rule, value: null }));
  return [...fields, ...emptied];
}

/** The state of an address that is the same on both sides: Salesforce does not send it, so it is filled where it is empty. Pure. */
export function filledPlaces(fields: readonly MappedField[], account: Readonly<Record<string, unknown>>): readonly FieldChange[] {
  const states = fields.filter(({ rule }) => STATES.has(rule.field) && rule.policy === 'always');
  return plannedChanges(
    states.map((state) => ({ ...state, rule: { field: state.rule.field, policy: 'ifEmpty' } })),
    account,
    { keepsEmpty: true },
  );
}

/** A country that is the same stays as people wrote it: Nederland is not made the Netherlands. Pure. */
export function withoutSameCountry(fields: readonly MappedField[], address: readonly BothValues[]): readonly MappedField[] {
  const country = address.filter(({ field }) => field === 'Country');
  return country.length > 0 && isAgreed(country) ? fields.filter(({ rule }) => !COUNTRIES.has(rule.field)) : fields;
}
