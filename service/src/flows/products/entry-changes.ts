import type { ParamValue } from '../../errors/index.ts';
import { isSameValue } from '../../mapping/index.ts';
import type { FieldChange } from '../operation.ts';
import { isSameId } from './price-choice.ts';
import type { EntryRow } from './types.ts';

/** What a price book entry that is there lacks of a price of Exact. `price`: decimal text; `note`: what was done to it. Pure. */
export function entryChanges(entry: EntryRow, price: string, priceId: string, note?: ParamValue): FieldChange[] {
  const fields: FieldChange[] = [];
  const told = note === undefined ? {} : { note };
  if (!isSameValue(entry.UnitPrice, price))
    fields.push({ field: 'UnitPrice', from: entry.UnitPrice, to: price, policy: 'always', ...told });
  const recorded = entry.Exact_Price_Id__c;
  if (recorded === null || !isSameId(recorded, priceId))
    fields.push({ field: 'Exact_Price_Id__c', from: recorded, to: priceId, policy: 'always' });
  // An inactive entry that still names its price was switched off by a person: it stays off.
  if (!entry.IsActive && recorded === null) fields.push({ field: 'IsActive', from: false, to: true, policy: 'always' });
  return fields;
}
