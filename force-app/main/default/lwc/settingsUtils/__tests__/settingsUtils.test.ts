import { layOver, problemsAt, valueAt, withValueAt } from 'c/settingsUtils';
import type { ConfigurationDocument } from 'tandem/middleware';

const DOCUMENT = { flows: { orders: { enabled: true } }, tables: { vat: [{ salesforce: 'HIGH', exact: '2' }] }, 'a/b': 1 };

describe('c-settings-utils', () => {
  it('reads a value at a pointer, through lists and escaped names', () => {
    expect(valueAt(DOCUMENT, '/tables/vat/0/exact')).toBe('2');
    expect(valueAt(DOCUMENT, '/a~1b')).toBe(1);
    expect(valueAt(DOCUMENT, '/flows/products/enabled')).toBeUndefined();
    expect(valueAt(undefined, '/flows')).toBeUndefined();
  });

  it('sets a value in a copy and keeps everything else', () => {
    const changed = withValueAt(DOCUMENT, '/flows/orders/debtor/use', 'default');
    expect(changed).toEqual({ ...DOCUMENT, flows: { orders: { enabled: true, debtor: { use: 'default' } } } });
    expect(DOCUMENT.flows.orders).toEqual({ enabled: true });
  });

  it('takes a value away', () => {
    expect(withValueAt(DOCUMENT, '/flows/orders/enabled', undefined).flows.orders).toEqual({});
  });

  it('finds problems of a value and of what is inside it, but not of its neighbours', () => {
    const problems = ['/tables/vat', '/tables/vat/1/exact', '/tables/vatOther'].map((pointer) => ({ pointer, message: pointer }));
    expect(problemsAt(problems, '/tables/vat').map(({ pointer }) => pointer)).toEqual(['/tables/vat', '/tables/vat/1/exact']);
  });
});

describe('edits over what somebody else has saved', () => {
  const PLACES = {
    tables: [{ pointer: '/tables/vat', name: 'VAT codes' }],
    settings: [
      { pointer: '/flows/products/family', name: 'Product family' },
      { pointer: '/flows/orders/sendFrom', name: 'Start point of orders' },
      { pointer: '/flows/orders', name: 'Orders: something else' },
    ],
  };
  const vat = (rows: Record<string, string>) => Object.entries(rows).map(([salesforce, exact]) => ({ salesforce, exact }));
  const documentWith = (rows: Record<string, string>, more: Partial<ConfigurationDocument> = {}): ConfigurationDocument => ({
    version: 1,
    tables: { vat: vat(rows) },
    ...more,
  });
  const former = documentWith({ High: '2', Low: '1', Zero: '0' });

  it.each([
    [
      'both added a row',
      { High: '2', Low: '1', Zero: '0', Mine: '4' },
      { High: '2', Low: '1', Zero: '0', Theirs: '5' },
      { High: '2', Low: '1', Zero: '0', Theirs: '5', Mine: '4' },
    ],
    [
      'each changed another row',
      { High: '3', Low: '1', Zero: '0' },
      { High: '2', Low: '9', Zero: '0' },
      { High: '3', Low: '9', Zero: '0' },
    ],
    ['I removed a row', { High: '2', Low: '1' }, { High: '2', Low: '9', Zero: '0' }, { High: '2', Low: '9' }],
    ['they removed a row', { High: '3', Low: '1', Zero: '0' }, { High: '2', Low: '1' }, { High: '3', Low: '1' }],
    [
      'both changed one row',
      { High: '3', Low: '1', Zero: '0' },
      { High: '4', Low: '1', Zero: '0' },
      { High: '3', Low: '1', Zero: '0' },
    ],
  ])('loses nobody a row: %s', (_name, mine, theirs, together) => {
    const { edits } = layOver({ '/tables/vat': vat(mine) }, former, documentWith(theirs), PLACES);
    expect(edits['/tables/vat']).toEqual(vat(together));
  });

  it('tells every change of the other', () => {
    const next = documentWith(
      { High: '3', Low: '1', New: '7' },
      { flows: { products: { family: 'none' }, orders: { sendFrom: 'b' } } },
    );
    const { othersChanges } = layOver({ '/flows/orders/sendFrom': 'a' }, former, next, PLACES);
    expect(othersChanges).toEqual([
      'VAT codes: “Zero” was removed.',
      'VAT codes: “High” is 3 now, it was 2.',
      'VAT codes: “New” is new: 7.',
      'Product family.',
      'Start point of orders: you changed it too; yours will be saved.',
    ]);
  });

  it('tells of what has no name of its own by the place around it, once', () => {
    const next = documentWith({ High: '2', Low: '1', Zero: '0' }, { flows: { orders: { when: 'true', everyMinutes: 9 } } });
    expect(layOver({}, former, next, PLACES).othersChanges).toEqual(['Orders: something else.']);
  });

  it('keeps a row that is still being filled in', () => {
    const mine = [...vat({ High: '2', Low: '1', Zero: '0' }), { salesforce: '', exact: '' }];
    expect(layOver({ '/tables/vat': mine }, former, documentWith({ High: '4' }), PLACES).edits['/tables/vat']).toEqual([
      { salesforce: 'High', exact: '4' },
      { salesforce: '', exact: '' },
    ]);
  });
});
