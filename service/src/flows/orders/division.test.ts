import { describe, expect, it } from '@jest/globals';
import { CONFIGURATION } from '../configuration.ts';
import type { Intent } from '../flow.ts';
import { divisionsBy, unsentPosition } from './division.ts';
import { reasonNotToSend } from './selection.ts';
import { order as orderOf } from './testing/inputs.ts';

const [HOME, ABROAD, FAR] = [1, 2, 3];
const order = orderOf({ Account: { Id: 'a', Name: 'Acme', Exact_Id__c: null, BillingCountry: 'Belgium' } });
const rulesTo = (...rules: readonly (readonly [string, number])[]) =>
  CONFIGURATION.parse({
    version: 1,
    divisions: [{ code: HOME, default: true }, { code: ABROAD }, { code: FAR }],
    flows: { orders: { sendFrom: '2020-01-01T00:00:00Z', divisionRules: rules.map(([when, division]) => ({ when, division })) } },
  });
const IN_BELGIUM = 'account.BillingCountry == "Belgium"';
const goes = (configuration: ReturnType<typeof rulesTo>, row = order, intent?: Partial<Intent>) =>
  divisionsBy(configuration, [row], new Map(intent === undefined ? [] : [[row.Id, intent as Intent]])).get(row.Id);

describe('the company of an order', () => {
  it('is that of the first rule that holds, else that of the flow', () => {
    expect(goes(rulesTo(['account.Name == "Other"', FAR], [IN_BELGIUM, ABROAD], ['true', FAR]))).toBe(ABROAD);
    expect(goes(rulesTo(['account.Name == "Other"', FAR]))).toBe(HOME);
  });

  it('is asked of no rule where there is only one', () => {
    expect(goes(rulesTo())).toBeUndefined();
    expect(goes(rulesTo(['true', HOME]))).toBeUndefined();
  });

  it('is where it was begun, as long as orders go there, and where it was sent', () => {
    const configuration = rulesTo(['account.Name == "Other"', FAR], [IN_BELGIUM, ABROAD]);
    expect(goes(configuration, order, { division: FAR })).toBe(FAR);
    expect(goes(configuration, order, { division: 9 })).toBe(ABROAD);
    const page = `https://start.exactonline.nl/docs/SlsOrderEntry.aspx?_Division_=${FAR}&ID=%7Bx%7D`;
    expect(goes(configuration, { ...order, Exact_Id__c: 'x', Exact_Url__c: page }, { division: ABROAD })).toBe(FAR);
  });

  it('that no rule can tell is that of the flow, where it waits with the reason', () => {
    const configuration = rulesTo(['double(account.Name) > 1.0', ABROAD]);
    expect(goes(configuration)).toBe(HOME);
    expect(reasonNotToSend(order, configuration, true)).toMatchObject({ code: 'formula_failed', handling: 'person' });
  });

  it('that other rules may tell: unsent orders are read anew', () => {
    const [one, other] = [rulesTo([IN_BELGIUM, ABROAD]), rulesTo([IN_BELGIUM, FAR])];
    expect(new Set([unsentPosition(one), unsentPosition(other), unsentPosition(rulesTo())]).size).toBe(3);
    expect(unsentPosition(rulesTo([IN_BELGIUM, ABROAD]))).toBe(unsentPosition(one));
  });
});
