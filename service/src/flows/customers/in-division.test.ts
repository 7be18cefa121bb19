import { describe, expect, it } from '@jest/globals';
import type { ExactDivision } from '../../exact/index.ts';
import type { LinkRow } from '../../links/index.ts';
import type { Configuration } from '../../mapping/index.ts';
import type { FlowContext } from '../flow.ts';
import { accountsInDivision, contactsInDivision } from './in-division.ts';
import type { AccountRow } from './types.ts';

const A = 1;
const B = 2;
const C = 3;
const ACCOUNT = '001000000000001AAA';
const GUID = '0f8fad5b-d9cb-469f-a165-70867728950e';
const OTHER_GUID = '0f8fad5b-d9cb-469f-a165-708677289999';

/** Three companies, the first the default one. `known`: ids that are remembered; `there`: ids that a company has. */
function stage(
  division: number,
  { known = {}, there = {} }: { known?: Record<string, number>; there?: Record<string, number> } = {},
) {
  const asked: number[] = [];
  const exactOf = (code: number): ExactDivision =>
    ({
      findAny: async (_resource: unknown, _field: string, _kind: string, ids: readonly string[]) => {
        asked.push(code);
        return ids.filter((id) => there[id] === code).map((id) => ({ ID: id.toUpperCase() }));
      },
    }) as unknown as ExactDivision;
  const divisions = [A, B, C].map((code) => ({ code, default: code === A, timeZone: 'Europe/Amsterdam' }));
  const context = {
    division,
    configuration: { divisions } as unknown as Configuration,
    exact: exactOf(division),
    exactIn: async (code: number) => exactOf(code),
    links: { divisionsOf: async () => new Map(Object.entries(known)) },
  } as unknown as FlowContext;
  return { context, asked };
}

const account = (fields: Partial<AccountRow>): AccountRow => ({ Id: ACCOUNT, Name: 'Acme', Exact_Id__c: null, ...fields });
const page = (division: number, id = GUID): string =>
  `https://start.exactonline.nl/docs/CRMAccountCard.aspx?_Division_=${division}&AccountID=%7B${id}%7D`;
const row = (fields: Partial<LinkRow>): LinkRow => ({ Exact_Id__c: GUID, Role__c: 'account', Account__c: ACCOUNT, ...fields });

async function seenIn(
  division: number,
  fields: Partial<AccountRow>,
  rows: readonly LinkRow[] = [],
  memory: Parameters<typeof stage>[1] = {},
) {
  const { context, asked } = stage(division, memory);
  const seen = (await accountsInDivision(context, [account(fields)], rows)).get(ACCOUNT);
  return { seen, asked };
}

describe('the debtor of an account', () => {
  it('is in the default company what the account says, and nobody is asked', async () => {
    const fields = { Exact_Id__c: GUID, Exact_Code__c: '7', Exact_Url__c: page(A) };
    expect(await seenIn(A, fields)).toEqual({ seen: account(fields), asked: [] });
    expect(await seenIn(A, {})).toEqual({ seen: account({}), asked: [] });
  });

  it('is in another one what the row says, whatever the account says of the default one', async () => {
    const fields = { Exact_Id__c: OTHER_GUID, Exact_Code__c: '7', Exact_Url__c: page(A, OTHER_GUID) };
    const { seen, asked } = await seenIn(B, fields, [row({})]);
    expect(seen).toMatchObject({ Exact_Id__c: GUID, Exact_Code__c: null, isLinkedByRow: true });
    expect(asked).toEqual([]);
  });

  it('is nobody in another one without a row, where the account speaks of the default one', async () => {
    const { seen } = await seenIn(B, { Exact_Id__c: GUID, Exact_Code__c: '7', Exact_Url__c: page(A) });
    expect(seen).toMatchObject({ Exact_Id__c: null, Exact_Code__c: null, areFieldsOfOther: true });
    expect(seen?.misplaced).toBeUndefined();
  });

  it.each([
    ['its page', { Exact_Url__c: page(B) }, {}, []],
    ['what is remembered', {}, { known: { [GUID]: B } }, []],
    ['the companies, the own one first', {}, { there: { [GUID]: B } }, [A, B]],
    ['the companies, as its page is of another debtor', { Exact_Url__c: page(A, OTHER_GUID) }, { there: { [GUID]: B } }, [A, B]],
  ])(
    'stands in the wrong place for the default company, by %s: it has none there, and the link is moved',
    async (_by, told, memory, asked) => {
      const found = await seenIn(A, { Exact_Id__c: GUID, ...told }, [], memory);
      expect(found.seen).toMatchObject({ Exact_Id__c: null, misplaced: { division: B, exactId: GUID } });
      expect(found.asked).toEqual(asked);
    },
  );

  it('stands in the wrong place for its own company: it is used, and the link is moved', async () => {
    const { seen } = await seenIn(B, { Exact_Id__c: GUID, Exact_Code__c: '7', Exact_Url__c: page(B) });
    expect(seen).toMatchObject({ Exact_Id__c: GUID, misplaced: { division: B, exactId: GUID } });
  });

  it('that no company has is never read as none: the account keeps it, and its record stops', async () => {
    const { seen, asked } = await seenIn(B, { Exact_Id__c: GUID });
    expect(seen).toEqual(account({ Exact_Id__c: GUID }));
    expect(asked).toEqual([B, A, C]);
  });
});

it('the persons of a further company are those of the rows, in the default one those of the contacts', () => {
  const contact = { Id: '003000000000001AAA', FirstName: 'Jo', LastName: 'Acme', Email: null, Exact_Id__c: OTHER_GUID };
  const rows = [row({ Role__c: 'contact', Contact__c: contact.Id })];
  expect(contactsInDivision(stage(B).context, [contact], rows)).toMatchObject([{ Exact_Id__c: GUID }]);
  expect(contactsInDivision(stage(B).context, [contact], [])).toMatchObject([{ Exact_Id__c: null }]);
  expect(contactsInDivision(stage(A).context, [contact], rows)).toEqual([contact]);
});
