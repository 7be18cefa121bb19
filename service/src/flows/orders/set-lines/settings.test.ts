import { describe, expect, it } from '@jest/globals';
import { CONFIGURATION } from '../../configuration.ts';
import { setsFindings } from './index.ts';
import { ORDER_SETTINGS, SETS_CONDITION } from '../settings.ts';

const document = (sets: object) => ({ version: 1, flows: { orders: { sets } } });
const settings = (sets: object) => ORDER_SETTINGS.of(CONFIGURATION.parse(document(sets)));

describe('the setting of sets on orders', () => {
  it('sends a set as one line where it says nothing', () => {
    const { sets, furtherConditions } = settings({});
    expect([sets, furtherConditions.size]).toEqual([{ send: 'whole' }, 0]);
  });

  it('takes a condition over the order product, its product, its order and its account, with fields of the own org', () => {
    const when =
      'line.Quantity > 1 && product.Family == "Kits" && order.Type == "B" && account.Name != "" && product.Is_Loose__c';
    expect(settings({ send: 'parts', when }).furtherConditions.get(SETS_CONDITION)?.text).toBe(when);
    const references = settings({ when }).furtherConditions.get(SETS_CONDITION)?.references ?? [];
    expect(references.map(({ salesforceObject, field }) => `${salesforceObject ?? ''}.${field}`)).toEqual(
      expect.arrayContaining(['OrderItem.Quantity', 'Product2.Family', 'Product2.Is_Loose__c', 'Order.Type', 'Account.Name']),
    );
  });

  it('is told by the check of the set-up where nothing keeps which products are sets', () => {
    const found = (sets: object, isOn: boolean) =>
      setsFindings(
        CONFIGURATION.parse({
          ...{ version: 1, divisions: [{ code: 1, default: true }] },
          flows: { orders: { sets }, sets: { enabled: isOn } },
        }),
      );
    expect(found({}, false)).toEqual([]);
    expect(found({ send: 'parts' }, true)).toMatchObject([{ state: 'ok', action: null }]);
    expect(found({ send: 'parts' }, false)).toMatchObject([{ state: 'warning' }]);
  });

  it('refuses a condition that is none, where it stands', () => {
    const refused = () => CONFIGURATION.parse(document({ when: 'product.Nothing == 1' }));
    expect(refused).toThrow();
    try {
      refused();
    } catch (error) {
      expect(JSON.stringify(error)).toContain('/flows/orders/sets/when');
    }
  });
});
