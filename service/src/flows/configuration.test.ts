import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sentenceText } from '../errors/index.ts';
import { CONFIGURATION } from './configuration.ts';
import { ORDER_SETTINGS } from './orders/settings.ts';
import { PRODUCT_SETTINGS } from './products/settings.ts';
import { divisionsOfFlow } from '../mapping/index.ts';

function problemsOf(document: unknown, saving: Parameters<typeof CONFIGURATION.check>[1] = {}): Record<string, string> {
  const check = CONFIGURATION.check(document, saving);
  return check.ok ? {} : Object.fromEntries(check.problems.map(({ pointer, fault }) => [pointer, sentenceText(fault, 'en')]));
}

describe('a configuration document', () => {
  it('is valid and syncs nothing when it says only its version', () => {
    const configuration = CONFIGURATION.parse({ version: 1 });
    expect(PRODUCT_SETTINGS.of(configuration).enabled).toBe(false);
    expect(ORDER_SETTINGS.of(configuration).enabled).toBe(false);
    expect(ORDER_SETTINGS.of(configuration).statusCodes).toEqual(['Activated']);
    expect(PRODUCT_SETTINGS.of(configuration).rules.map((rule) => rule.field)).toContain('ProductCode');
    expect(divisionsOfFlow(configuration, 'orders')).toEqual([]);
  });

  it('says which fields a category rule may fill, and where a feature may come from', () => {
    const products = { features: { list: [{ label: 'Cost', from: 'CostPriceStandard' }] } };
    const categories = {
      fields: [
        { to: 'Parent__c', from: 'category.Code' },
        { to: 'Account.Name', from: 'category.Code' },
      ],
    };

    expect(problemsOf({ version: 1, flows: { products } })).toEqual({
      '/flows/products/features/list/0/from': expect.stringMatching(/such as Class_01 or FreeTextField_01, or an extra field/),
    });
    expect(problemsOf({ version: 1, flows: { categories } })).toEqual({
      '/flows/categories/fields/0/to': expect.stringMatching(/Tandem itself fills Parent__c/),
      '/flows/categories/fields/1/to': expect.stringMatching(/A category rule names a field of ExactCategory__c only/),
    });
  });

  it('answers every problem at once, each at its pointer', () => {
    const problems = problemsOf({
      version: 1,
      colour: 'red',
      flows: { products: { everyMinutes: 'five', kinds: { composed: true } }, orders: { fields: [{ to: 'Remarks' }] } },
    });
    expect(Object.keys(problems).sort()).toEqual([
      '/colour',
      '/flows/orders/fields/0/from',
      '/flows/products/everyMinutes',
      '/flows/products/kinds/composed',
    ]);
  });

  it('checks all formulas together: types, unknown fields, matches', () => {
    const problems = problemsOf({
      version: 1,
      divisions: [{ code: 1 }],
      flows: {
        products: { when: 'item.Code > 3', fields: [{ to: 'Name', from: 'item.Title' }] },
        orders: {
          when: 'order.Name.matches("(a+)+$")',
          fields: [
            { to: 'Line.NetPrice', from: 'line.Description' },
            { to: 'Line.Colour', from: '"red"' },
            { to: 'YourRef', from: 'order.Name' },
          ],
        },
      },
    });
    expect(Object.keys(problems).sort()).toEqual([
      '/flows/orders/fields/0/from',
      '/flows/orders/fields/1/to',
      '/flows/orders/fields/2/to',
      '/flows/orders/when',
      '/flows/products/fields/0/from',
      '/flows/products/when',
    ]);
    expect(problems['/flows/orders/when']).toContain('matches');
  });

  it('leaves the field that holds the number of an order to Tandem, and the other one to rules', () => {
    const fields = [
      { to: 'YourRef', from: 'order.Name' },
      { to: 'SalesOrder.Description', from: 'order.Name' },
    ];
    const problemsWith = (orders: object) => problemsOf({ version: 1, flows: { orders: { fields, ...orders } } });
    expect(problemsWith({})).toEqual({ '/flows/orders/fields/0/to': expect.stringContaining('YourRef') });
    expect(problemsWith({ reference: { field: 'Description' } })).toEqual({
      '/flows/orders/fields/1/to': expect.stringContaining('Description'),
    });
  });

  it('wants a division for what is switched on, one default, and a debtor where one is named', () => {
    expect(Object.keys(problemsOf({ version: 1, flows: { orders: { enabled: true } } }))).toEqual(['/flows/orders/division']);
    expect(
      Object.keys(
        problemsOf({
          version: 1,
          divisions: [
            { code: 1, default: true },
            { code: 2, default: true },
          ],
        }),
      ),
    ).toEqual(['/divisions']);
    expect(Object.keys(problemsOf({ version: 1, flows: { orders: { debtor: { use: 'defaultForPrivate' } } } }))).toEqual([
      '/flows/orders/debtor/defaultAccountCode',
    ]);
    expect(Object.keys(problemsOf({ version: 1, divisions: [{ code: 1, timeZone: 'Mars/Olympus' }] }))).toEqual([
      '/divisions/0/timeZone',
    ]);
  });

  it('lets a flow that only reads work in several divisions, the default one among them, and no other flow', () => {
    const divisions = [{ code: 1, default: true }, { code: 2 }, { code: 3 }];
    const problemsWith = (flows: object) => Object.keys(problemsOf({ version: 1, divisions, flows })).toSorted();
    const configuration = CONFIGURATION.parse({ version: 1, divisions, flows: { stock: { furtherDivisions: [3, 2, 1] } } });
    expect(divisionsOfFlow(configuration, 'stock')).toEqual([1, 3, 2]);
    expect(problemsWith({ stock: { furtherDivisions: [2, 4] } })).toEqual(['/flows/stock/furtherDivisions/1']);
    expect(problemsWith({ stock: { division: 2, furtherDivisions: [3] } })).toEqual(['/flows/stock/furtherDivisions']);
    expect(problemsWith({ orders: { furtherDivisions: [2] } })).toEqual(['/flows/orders/furtherDivisions']);
  });

  it('lets a rule replace the default rule of its field, and refuses two for one field', () => {
    const rule = { to: 'Name', from: 'item.Code', policy: 'create' };
    const rules = PRODUCT_SETTINGS.of(CONFIGURATION.parse({ version: 1, flows: { products: { fields: [rule] } } })).rules;
    expect(rules.filter((candidate) => candidate.field === 'Name')).toMatchObject([{ policy: 'create', isDefault: false }]);
    expect(Object.keys(problemsOf({ version: 1, flows: { products: { fields: [rule, rule] } } }))).toEqual([
      '/flows/products/fields/1/to',
    ]);
  });

  it('takes a field off with the policy never', () => {
    const document = { version: 1, flows: { products: { fields: [{ to: 'Description', from: '""', policy: 'never' }] } } };
    expect(PRODUCT_SETTINGS.of(CONFIGURATION.parse(document)).rules.find((rule) => rule.field === 'Description')?.policy).toBe(
      'never',
    );
  });

  it('refuses formulas that may take too long, alone or together, at their pointers', () => {
    const list = '[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]';
    const bomb = 'a b c d e f g h i j k l'.split(' ').reduce((inner, name) => `${list}.exists(${name}, ${inner})`, 'false');
    const long = `${list}.exists(a, ${list}.exists(b, a + b == 3)) ? line.Description : ""`;
    const problems = problemsOf({
      version: 1,
      flows: {
        products: { when: bomb },
        orders: { fields: ['Line.Notes', 'Line.Description'].map((to) => ({ to, from: long })) },
      },
    });
    expect(Object.keys(problems)).toEqual(['/flows/products/when', '/flows/orders/fields/0/from']);
    expect(problems['/flows/products/when']).toMatch(/^This formula may take too long: lists inside lists multiply/);
    expect(problems['/flows/orders/fields/0/from']).toContain('the rules for an order line may take too long together');
  });

  it('is frozen', () => {
    const configuration = CONFIGURATION.parse({ version: 1 });
    expect(Object.isFrozen(ORDER_SETTINGS.of(configuration).totals)).toBe(true);
  });

  it('never throws on foreign input', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => typeof CONFIGURATION.check(value).ok === 'boolean'));
    fc.assert(
      fc.property(
        fc.string(),
        (text) => typeof CONFIGURATION.check({ version: 1, flows: { orders: { when: text } } }).ok === 'boolean',
      ),
    );
  });

  it('escapes the pointer of an odd key', () => {
    expect(Object.keys(problemsOf({ version: 1, 'a/b~c': 1 }))).toEqual(['/a~1b~0c']);
  });
});

describe('the tables of a document', () => {
  it('name a value once, and countries that exist', () => {
    const rows = [
      { salesforce: 'High', exact: '2' },
      { salesforce: 'Low', exact: '1' },
      { salesforce: ' HIGH ', exact: '3' },
    ];
    const countries = [
      { salesforce: 'Holland', exact: 'NL' },
      { salesforce: 'The Low Countries', exact: 'Netherlands' },
      { salesforce: 'Atlantis', exact: 'QQ' },
    ];
    expect(problemsOf({ version: 1, tables: { vat: rows, paymentConditions: rows.slice(0, 2), countries } })).toEqual({
      '/tables/vat/2/salesforce': '"HIGH" stands in row 1 already; a value has one row.',
      '/tables/countries/1/exact': 'There is no country with the code "Netherlands"; did you mean NL (Netherlands)?',
      '/tables/countries/2/exact': 'There is no country with the code "QQ".',
    });
  });

  it('may name a value twice where they were stored before that was refused', () => {
    const vat = [{ salesforce: 'High', exact: '2' }];
    expect(CONFIGURATION.check({ version: 1, tables: { vat: [...vat, ...vat] } }).ok).toBe(true);
  });

  it('say in plain words what a row lacks', () => {
    expect(problemsOf({ version: 1, tables: { vat: [{ salesforce: '', exact: '2' }, { salesforce: 'Low' }] } })).toEqual({
      '/tables/vat/0/salesforce': 'Give a value here: it is empty.',
      '/tables/vat/1/exact': 'A value is missing here.',
    });
  });
});

describe('the start point', () => {
  const now = new Date('2026-11-24T08:00:00Z');

  it('is the moment of switching on, and stays', () => {
    const saved = CONFIGURATION.withStartPoints(
      { version: 1, divisions: [{ code: 1 }], flows: { orders: { enabled: true } } },
      now,
    );
    expect(ORDER_SETTINGS.of(CONFIGURATION.parse(saved)).sendFrom).toBe('2026-11-24T08:00:00.000Z');
    const inTheMiddle = new Date('2026-11-24T08:00:00.750Z');
    expect(CONFIGURATION.withStartPoints({ flows: { orders: { enabled: true } } }, inTheMiddle)).toEqual({
      flows: { orders: { enabled: true, sendFrom: '2026-11-24T08:00:00.000Z' } },
    });
    expect(CONFIGURATION.withStartPoints(saved, new Date('2027-01-01T00:00:00Z'))).toEqual(saved);
  });

  it('is not set while orders are off', () => {
    expect(CONFIGURATION.withStartPoints({ version: 1, flows: { orders: { enabled: false } } }, now)).toEqual({
      version: 1,
      flows: { orders: { enabled: false } },
    });
  });
});

describe('the JSON Schema', () => {
  it('describes the document as people write it', () => {
    const schema = CONFIGURATION.jsonSchema();
    expect(schema).toMatchObject({ type: 'object', additionalProperties: false, required: ['version'] });
  });
});

describe('a document that is misshapen in places', () => {
  it('is checked in all its other places too, at their own pointers', () => {
    const problems = problemsOf({
      version: 1,
      divisions: [{ code: 'one' }, { code: 2, default: true, timeZone: 'Mars/Olympus' }],
      flows: {
        orders: {
          enabled: true,
          division: 1,
          fields: [{ to: 'Remarks' }, { to: 'Line.Colour', from: '"red"', mood: 'good' }, { to: 'Remarks', from: '1 +' }],
        },
      },
      tables: { vat: [{ salesforce: 'HIGH' }] },
    });
    expect(Object.keys(problems).sort()).toEqual([
      '/divisions/0/code',
      '/divisions/1/timeZone',
      '/flows/orders/fields/0/from',
      '/flows/orders/fields/1/mood',
      '/flows/orders/fields/1/to',
      '/flows/orders/fields/2/from',
      '/tables/vat/0/exact',
    ]);
  });
});

describe('the divisions of a document', () => {
  const connected = [
    { code: 1, name: 'One' },
    { code: 2, name: 'Two' },
  ];

  it('are among the connected ones, where those are known', () => {
    const document = { version: 1, divisions: [{ code: 2 }, { code: 3 }] };
    expect(CONFIGURATION.check(document)).toMatchObject({ ok: true });
    expect(problemsOf(document, { connected })).toEqual({
      '/divisions/1/code': 'Division 3 is not connected; connected are 1 (One), 2 (Two).',
    });
  });
});
