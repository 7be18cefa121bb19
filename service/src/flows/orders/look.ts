import { TandemError } from '../../errors/index.ts';
import { divisionOfPage } from '../../exact/index.ts';
import { soqlIn, soqlName } from '../../salesforce/index.ts';
import type { LookContext, RecordLook } from '../flow.ts';
import { shownBy, textOrNull } from '../record-look.ts';
import { divisionByRule } from './division.ts';
import { reasonNotToSend } from './selection.ts';
import type { OrderRow } from './types.ts';
import { ORDER_SETTINGS } from './settings.ts';
import { ORDER } from './variables.ts';

const SHOWN = ['Exact_Id__c', 'Exact_Number__c', 'Exact_Url__c', 'Exact_Synced_At__c'] as const;

/** What an order says of itself and why it does not go by itself. One query. */
export async function lookAtOrder(context: LookContext, recordId: string): Promise<RecordLook | undefined> {
  const { salesforce, configuration } = context;
  const [{ fields }, account] = await Promise.all([salesforce.describe('Order'), salesforce.describe('Account')]);
  const { when, divisionRules } = ORDER_SETTINGS.of(configuration);
  // Formulas call some things fields of the account that are none, such as its e-mail address.
  const read = [...(when === undefined ? [] : [when]), ...divisionRules.map((rule) => rule.when)];
  const named = read
    .flatMap(({ references }) => references)
    .flatMap(({ variable, field }) => (variable === 'order' ? [field] : account.fields.has(field) ? [`Account.${field}`] : []));
  const wanted = [...Object.keys(ORDER.fields), 'CreatedDate', 'ActivatedDate', 'SystemModstamp', ...SHOWN];
  const selected = [...wanted.filter((field) => fields.has(field)), 'Account.Name', ...named];
  const [order] = await salesforce.query<OrderRow>(
    `SELECT ${[...new Set(['Id', ...selected])].map(soqlName).join(', ')} FROM Order WHERE ${soqlIn('Id', [recordId])}`,
  );
  if (order === undefined) return undefined;
  const reason = reasonNotToSend(order, configuration, false);
  const shown = shownBy(order);
  const division = shown.exactId === null ? divisionByRule(order, configuration) : divisionOfPage(shown.url ?? undefined);
  return {
    ...shown,
    ...(typeof division === 'number' ? { division } : {}),
    exactNumber: textOrNull(order['Exact_Number__c']),
    reason: reason ?? new TandemError('record_on_its_way', { minutes: ORDER_SETTINGS.of(configuration).everyMinutes }),
    canSend: reasonNotToSend(order, configuration, true) === undefined,
    dependsOnFlow: true,
  };
}
