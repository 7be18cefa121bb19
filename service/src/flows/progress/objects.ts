import type { ObjectTables } from '../execute/index.ts';
import type { OrderSource } from '../orders/index.ts';
import { BORN_OBJECT } from './settings.ts';

/**
 * What the flow writes. The record gets no time of its last sync: the orders flow tells its own notes from changes of people by it.
 */
export function progressObjects(sources: readonly OrderSource[]): ObjectTables {
  const objects = new Set(['Order', 'OrderItem', ...sources.flatMap(({ object, line }) => [object, line.object])]);
  return {
    exact: [],
    salesforce: [
      ...[...objects].map((object) => ({ object })),
      { object: BORN_OBJECT, externalId: 'Key__c', isUpserted: true, stamp: 'Exact_Synced_At__c' },
    ],
  };
}
