import SettingsForm from 'c/settingsForm';
import { getPicklistValues } from 'lightning/uiObjectInfoApi';
import getReferenceList from '@salesforce/apex/SetupController.getReferenceList';
import saveConfiguration from '@salesforce/apex/SetupController.saveConfiguration';
import { apexError, button, enter, find, findAll, listen, mount, settle } from 'test/component';
import type { Configuration, Division } from 'tandem/middleware';

jest.mock('@salesforce/apex/SetupController.getReferenceList', () => ({ default: jest.fn() }), { virtual: true });
jest.mock('@salesforce/apex/SetupController.saveConfiguration', () => ({ default: jest.fn() }), { virtual: true });

const DIVISIONS: Division[] = [
  { code: 1, name: 'Acme NL', currency: 'EUR', country: 'NL', isDefault: true },
  { code: 2, name: 'Acme BE', currency: 'EUR', country: 'BE', isDefault: false },
];
const CONFIGURATION: Configuration = {
  version: 4,
  author: null,
  savedAt: null,
  document: {
    version: 1,
    divisions: [{ code: 1, default: true }],
    flows: { orders: { enabled: true, when: 'order.TotalAmount > 0.0' } },
  },
};
const open = (properties = {}) =>
  mount('c-settings-form', SettingsForm, { configuration: CONFIGURATION, divisions: DIVISIONS, ...properties });
const at = (element: HTMLElement, pointer: string) =>
  find<HTMLElement & { value: unknown; options: unknown[] }>(element, `[data-pointer="${pointer}"]`);
const type = (element: HTMLElement, value: string) => {
  const input = find<HTMLInputElement>(element, '[data-name="sendFrom"]');
  input.value = value;
  input.dispatchEvent(new CustomEvent('change'));
};
/** What went to Apex, the given time. */
const savedWith = (time = 0) => saveConfiguration.mock.calls[time]?.[0];
const savedDocument = (time = 0) => JSON.parse(savedWith(time)?.documentJson ?? '');

interface ShownTable extends HTMLElement {
  heading: string;
  options: unknown[];
  rows: unknown[];
  notice: string | undefined;
}

describe('c-settings-form', () => {
  beforeEach(() => {
    getReferenceList.mockImplementation(({ listName }: { listName: string }) =>
      Promise.resolve({ items: [{ id: '2', code: '2', description: listName }] }),
    );
    saveConfiguration.mockImplementation(({ documentJson }: { documentJson: string }) =>
      Promise.resolve({ ...CONFIGURATION, version: 5, document: JSON.parse(documentJson) }),
    );
  });

  it('fills the drop-downs from the division and the org', async () => {
    const element = await open();
    getPicklistValues.emit({
      values: [
        { label: 'Draft', value: 'Draft' },
        { label: 'Paid', value: 'Paid' },
      ],
    });
    await settle();
    expect(getReferenceList).toHaveBeenCalledWith({ division: 1, listName: 'vatCodes' });
    expect(find<HTMLElement & { value: string }>(element, '[data-name="division"]').value).toBe('1');
    expect(at(element, '/tables/vat').options).toEqual([{ id: '2', code: '2', description: 'vatCodes' }]);
    expect(find<HTMLElement & { options: unknown[] }>(element, 'lightning-checkbox-group').options).toHaveLength(2);
  });

  it('saves what a person changed over the stored document, with its version', async () => {
    const element = await open();
    const saved = listen(element, 'saved');
    expect(button(element, 'Save settings').disabled).toBe(true);
    enter(at(element, '/flows/products/prices/vat'), { value: 'excluding' });
    enter(find(element, 'lightning-checkbox-group'), { value: ['Paid'] });
    enter(at(element, '/tables/vat'), { value: [{ salesforce: 'HIGH', exact: '2' }] });
    await settle();
    button(element, 'Save settings').click();
    await settle();
    expect(savedWith()?.version).toBe(4);
    expect(savedDocument()).toEqual({
      ...CONFIGURATION.document,
      flows: {
        orders: { enabled: true, when: 'order.TotalAmount > 0.0', statuses: ['Paid'] },
        products: { prices: { vat: 'excluding' } },
      },
      tables: { vat: [{ salesforce: 'HIGH', exact: '2' }] },
    });
    expect(saved.mock.calls[0][0].version).toBe(5);
  });

  it('moves every flow to another division and loads its lists', async () => {
    const element = await open();
    enter(find(element, '[data-name="division"]'), { value: '2' });
    await settle();
    expect(getReferenceList).toHaveBeenCalledWith({ division: 2, listName: 'paymentConditions' });
    button(element, 'Save settings').click();
    await settle();
    expect(savedDocument()).toMatchObject({
      divisions: [{ code: 2, default: true }, { code: 1 }],
      flows: { products: { division: 2 }, orders: { division: 2 } },
    });
  });

  it('keeps the start point to the minute, and shows its time zone', async () => {
    const element = await open();
    expect(find(element, 'label[for]').textContent).toMatch(/\(.+\)$/);
    type(element, '2026-11-01T09:30');
    await settle();
    button(element, 'Save settings').click();
    await settle();
    expect(savedDocument().flows.orders.sendFrom).toBe(new Date('2026-11-01T09:30').toISOString());
  });

  it.each([
    ['cleared', ''],
    ['unreadable', 'the first of May'],
  ])('refuses a start point that was %s, at its field, and saves nothing', async (_name, value) => {
    const document = { ...CONFIGURATION.document, flows: { orders: { enabled: true, sendFrom: '2026-11-01T09:30:00.000Z' } } };
    const element = await open({ configuration: { ...CONFIGURATION, document } });
    type(element, value);
    await settle();
    const beside = findAll<HTMLElement & { pointer: string; problems: { pointer: string; message: string }[] }>(
      element,
      'c-field-problems',
    ).find(({ pointer }) => pointer === '/flows/orders/sendFrom');
    expect(beside?.problems.map(({ message }) => message)).toEqual([expect.stringContaining('Give a day and a time.')]);
    expect(button(element, 'Save settings').disabled).toBe(true);
    button(element, 'Undo changes').click();
    await settle();
    expect(beside?.problems).toEqual([]);
  });

  it('asks for the debtor only where one is used', async () => {
    const element = await open();
    expect(findAll(element, '[data-pointer="/flows/orders/debtor/defaultAccountCode"]')).toHaveLength(0);
    enter(at(element, '/flows/orders/debtor/use'), { value: 'default' });
    await settle();
    at(element, '/flows/orders/debtor/defaultAccountCode');
  });

  it('shows each problem beside its field and the others in the panel', async () => {
    saveConfiguration.mockRejectedValue(
      apexError({
        title: 'The settings are not right',
        problems: [
          { pointer: '/flows/orders/debtor/defaultAccountCode', message: 'There is no account 99.' },
          { pointer: '/flows/orders/when', message: 'The condition cannot be read.' },
        ],
      }),
    );
    const element = await open();
    enter(at(element, '/flows/orders/debtor/use'), { value: 'default' });
    await settle();
    button(element, 'Save settings').click();
    await settle();
    const beside = findAll<HTMLElement & { pointer: string; problems: unknown[] }>(element, 'c-field-problems').find(
      ({ pointer }) => pointer === '/flows/orders/debtor',
    );
    expect(beside?.problems).toHaveLength(2);
    const { error } = find<HTMLElement & { error: { detail: string } }>(element, 'c-error-panel');
    expect(error.detail).toBe('/flows/orders/when: The condition cannot be read.');
    expect(button(element, 'Save settings').disabled).toBe(false);
  });

  it('lets a person choose what becomes of prices with more decimals, and says in words what that does', async () => {
    const element = await open();
    const field = at(element, '/flows/products/prices/tooPrecise');
    expect(field.value).toBe('round');
    expect(element.shadowRoot?.textContent).toContain('is rounded up');
    enter(field, { value: 'block' });
    await settle();
    expect(element.shadowRoot?.textContent).toContain('comes without that price');
    button(element, 'Save settings').click();
    await settle();
    expect(savedDocument()).toMatchObject({ flows: { products: { prices: { tooPrecise: 'block' } } } });
  });

  it('asks for the newer version and keeps the changes when somebody else saved meanwhile', async () => {
    saveConfiguration.mockRejectedValueOnce(
      apexError({ title: 'Somebody else saved the settings', code: 'configuration_outdated' }),
    );
    const element = await open();
    const outdated = listen(element, 'outdated');
    enter(at(element, '/flows/products/prices/vat'), { value: 'excluding' });
    await settle();
    button(element, 'Save settings').click();
    await settle();
    expect(outdated).toHaveBeenCalledTimes(1);
    const others = { ...CONFIGURATION.document, tables: { vat: [{ salesforce: 'LOW', exact: '1' }] } };
    element.configuration = { ...CONFIGURATION, version: 9, author: 'Anna', document: others };
    await settle();
    expect(find(element, '[role="alert"]').textContent).toContain('Anna saved these settings while you were changing them');
    expect(find(element, '[role="alert"]').textContent).toContain('VAT codes: “LOW” is new: 1.');
    expect(button(element, 'Save settings').disabled).toBe(true);
    button(element, 'I have seen this').click();
    await settle();
    button(element, 'Save settings').click();
    await settle();
    expect(savedWith(1)?.version).toBe(9);
    expect(savedDocument(1)).toMatchObject({
      flows: { products: { prices: { vat: 'excluding' } } },
      tables: { vat: [{ salesforce: 'LOW', exact: '1' }] },
    });
  });

  it('forgets changes when a person undoes them', async () => {
    const element = await open();
    enter(at(element, '/flows/products/prices/vat'), { value: 'excluding' });
    await settle();
    button(element, 'Undo changes').click();
    await settle();
    expect(at(element, '/flows/products/prices/vat').value).toBe('asInExact');
    expect(button(element, 'Save settings').disabled).toBe(true);
  });

  it('asks to connect first when there is no division', async () => {
    const element = await open({ divisions: [] });
    expect(find<HTMLElement & { isEmpty: boolean }>(element, 'c-async-view').isEmpty).toBe(true);
  });

  it('has a table for every kind of value that an error text may send a person to, under the same name', async () => {
    const document = { ...CONFIGURATION.document, tables: { countries: [{ salesforce: 'Holland', exact: 'NL' }] } };
    const element = await open({ configuration: { ...CONFIGURATION, document } });
    const tables = findAll<ShownTable>(element, 'c-value-table');
    expect(tables.map(({ heading, options }) => [heading, options])).toEqual([
      ['VAT codes', [{ id: '2', code: '2', description: 'vatCodes' }]],
      ['Payment conditions', [{ id: '2', code: '2', description: 'paymentConditions' }]],
      ['Shipping methods', [{ id: '2', code: '2', description: 'shippingMethods' }]],
      ['Countries', [{ id: '2', code: '2', description: 'countries' }]],
    ]);
    expect(tables[3]?.rows).toEqual([{ salesforce: 'Holland', exact: 'NL' }]);
  });

  it('saves shipping methods and countries beside the tables there are', async () => {
    const element = await open();
    enter(at(element, '/tables/shippingMethods'), { value: [{ salesforce: 'Pallet', exact: 'PALLET' }] });
    enter(at(element, '/tables/countries'), { value: [{ salesforce: 'Holland', exact: 'NL' }] });
    await settle();
    button(element, 'Save settings').click();
    await settle();
    expect(savedDocument().tables).toEqual({
      shippingMethods: [{ salesforce: 'Pallet', exact: 'PALLET' }],
      countries: [{ salesforce: 'Holland', exact: 'NL' }],
    });
  });

  it('keeps the rest usable when one list may not be read, and says so at its table', async () => {
    const refused = apexError({ title: 'The Exact Online user lacks a right', action: 'Give the user this right.' });
    getReferenceList.mockImplementation(({ listName }: { listName: string }) => {
      const items = [{ id: '2', code: '2', description: listName }];
      return listName === 'shippingMethods' ? Promise.reject(refused) : Promise.resolve({ items });
    });
    const element = await open();
    expect(find<HTMLElement & { error: unknown }>(element, 'c-async-view').error).toBeUndefined();
    const notices = findAll<ShownTable>(element, 'c-value-table').map(({ notice }) => notice);
    expect(notices).toEqual([
      undefined,
      undefined,
      'The codes of Exact Online could not be read. The Exact Online user lacks a right. Give the user this right.',
      undefined,
    ]);
  });

  it('loads the lists again after an error', async () => {
    for (let list = 0; list < 3; list += 1) {
      getReferenceList.mockRejectedValueOnce(apexError({ title: 'No answer' }));
    }
    const element = await open();
    const view = find<HTMLElement & { error: unknown }>(element, 'c-async-view');
    expect(view.error).toBeDefined();
    view.dispatchEvent(new CustomEvent('retry'));
    await settle();
    expect(view.error).toBeUndefined();
  });

  it.each([
    ['it shows settings', {}],
    ['nothing is connected', { divisions: [] }],
  ])('is accessible when %s', async (_state, properties) => {
    await expect(await open(properties)).toBeAccessible();
  });
});
