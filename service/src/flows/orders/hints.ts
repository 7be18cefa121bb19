import { soqlForValues } from '../../salesforce/index.ts';
import type { FlowHints, HintContext } from '../flow.ts';
import { sourcesOf } from './source-settings.ts';

/** Of what the package tells: the records themselves, and those of lines that changed. */
export const ORDER_HINTS: FlowHints['salesforceObjects'] = {
  Order: recordsOf('Order'),
  OrderItem: recordsOfLines('OrderItem'),
  Opportunity: recordsOf('Opportunity'),
  OpportunityLineItem: recordsOfLines('OpportunityLineItem'),
  Quote: recordsOf('Quote'),
  QuoteLineItem: recordsOfLines('QuoteLineItem'),
};

/** None where the settings do not send records of the object. No call. */
function recordsOf(object: string) {
  return ({ configuration }: HintContext, ids: readonly string[]): Promise<readonly string[]> =>
    Promise.resolve(sourcesOf(configuration).some((source) => source.object === object) ? ids : []);
}

/** One composite call for many. */
function recordsOfLines(object: string) {
  return async ({ salesforce, configuration }: HintContext, lineIds: readonly string[]): Promise<readonly string[]> => {
    const source = sourcesOf(configuration).find(({ line }) => line.object === object);
    if (source === undefined) return [];
    const { parent } = source.line;
    const queries = soqlForValues('Id', lineIds, (condition) => `SELECT ${parent} FROM ${object} WHERE ${condition}`);
    const lines = (await salesforce.queryMany(queries)).flat();
    return [...new Set(lines.map((line) => String(line[parent])))];
  };
}
