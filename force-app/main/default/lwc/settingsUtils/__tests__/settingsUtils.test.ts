import { problemsAt, valueAt, withValueAt } from 'c/settingsUtils';

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
