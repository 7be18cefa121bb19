import { describe, expect, it } from '@jest/globals';
import type { ExactAccount } from '../../../exact/index.ts';
import { soqlIn, soqlText, type SalesforceRow } from '../../../salesforce/index.ts';
import type { FlowContext } from '../../flow.ts';
import { otherOwners } from './owners.ts';

/** What a GET may carry, see the client of Salesforce. */
const LONGEST_URI = 16_000;

const idOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const keyOf = (number: number): string => `001${String(number).padStart(12, '0')}AAA`;

describe('the owners of many debtors', () => {
  it('are asked for in queries that Salesforce takes, and each is told once', async () => {
    const numbers = Array.from({ length: 1_000 }, (_, number) => number);
    const accounts = numbers.map((number) => ({ ID: idOf(number).toUpperCase(), SearchCode: keyOf(number) }) as ExactAccount);
    const rows = numbers.map((number) => ({ Id: keyOf(number), Name: `Klant ${number}`, Exact_Id__c: idOf(number) }));
    const queries: string[] = [];
    const queryMany = (soqls: readonly string[]): Promise<SalesforceRow[][]> => {
      queries.push(...soqls);
      return Promise.resolve(
        soqls.map((soql) => rows.filter(({ Id, Exact_Id__c }) => [Id, Exact_Id__c].some((id) => soql.includes(soqlText(id))))),
      );
    };
    const configuration = { divisions: [] };
    const context = {
      configuration,
      links: { findByExactId: () => Promise.resolve([]) },
      salesforce: { queryMany },
    } as unknown as FlowContext;

    const owners = await otherOwners(context, accounts);

    for (const soql of queries) expect(encodeURIComponent(soql).length).toBeLessThan(LONGEST_URI);
    expect(queries.length).toBeLessThan(encodeURIComponent(soqlIn('Id', numbers.map(idOf))).length / 5_000);
    for (const number of numbers) expect(owners.get(idOf(number))).toEqual([{ id: keyOf(number), name: `Klant ${number}` }]);
  });
});
