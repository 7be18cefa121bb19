import { TandemError } from '../../errors/index.ts';
import { divisionOfPage } from '../../exact/index.ts';
import { soqlIn, soqlName } from '../../salesforce/index.ts';
import type { Configuration } from '../../mapping/index.ts';
import type { LookContext, RecordLook } from '../flow.ts';
import { shownBy, textOrNull } from '../record-look.ts';
import { readSiblings, takenBy } from './deals.ts';
import { divisionByRule } from './division.ts';
import { headerFields } from './read-rows.ts';
import { returnRefused } from './reductions.ts';
import { reasonNotToSend } from './selection.ts';
import { sourcesOf } from './source-settings.ts';
import { orderOf } from './source-rows.ts';
import { relationOf } from './sources/index.ts';
import type { OrderRow } from './types.ts';
import { ORDER_SETTINGS } from './settings.ts';

/** What a record of this object says of itself and why it does not go by itself. One query, and one more where others of its deal may be sent. */
export function lookAtOrder(object: string): (context: LookContext, recordId: string) => Promise<RecordLook | undefined> {
  return async (context, recordId) => {
    const { salesforce, configuration } = context;
    const source = sourcesOf(configuration).find((candidate) => candidate.object === object);
    if (source === undefined) return notSent(object, recordId);
    const [headers, account] = await Promise.all([headerFields(context, source), salesforce.describe('Account')]);
    const { when, divisionRules } = ORDER_SETTINGS.of(configuration);
    // Formulas call some things fields of the account that are none, such as its e-mail address.
    const named = [...(when === undefined ? [] : [when]), ...divisionRules.map((rule) => rule.when)]
      .flatMap(({ references }) => references)
      .flatMap(({ variable, field }) => (variable === 'account' && account.fields.has(field) ? [field] : []));
    const relation = relationOf(source.fields['AccountId'] ?? '');
    const selected = [...headers, ...['Name', ...named].map((field) => `${relation}.${field}`)];
    const [row] = await salesforce.query(
      `SELECT ${[...new Set(selected)].map(soqlName).join(', ')} FROM ${object} WHERE ${soqlIn('Id', [recordId])}`,
    );
    if (row === undefined) return undefined;
    const order = orderOf(row, source);
    if (returnRefused(order) !== undefined) return undefined;
    const look = lookOf(order, configuration);
    const isOpen = look.exactId === null && look.canSend;
    const taken = isOpen ? takenBy(order, await readSiblings(context, [order]), new Map()) : undefined;
    return taken === undefined ? look : { ...look, reason: taken, canSend: false };
  };
}

function lookOf(order: OrderRow, configuration: Configuration): RecordLook {
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

function notSent(object: string, order: string): RecordLook {
  const reason = new TandemError('order_source_off', { object, order }, { recordId: order });
  return { exactId: null, exactNumber: null, url: null, syncedAt: null, reason, canSend: false, dependsOnFlow: false };
}
