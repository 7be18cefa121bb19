import SettingsEditor from 'c/settingsEditor';
import getReferenceList from '@salesforce/apex/SetupController.getReferenceList';
import saveConfiguration from '@salesforce/apex/SetupController.saveConfiguration';
import { apexError, button, enter, find, findAll, listen, mount, settle } from 'test/component';
import { flowCatalogue } from 'test/flows';
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
  mount('c-settings-editor', SettingsEditor, {
    catalogue: flowCatalogue('en'),
    configuration: CONFIGURATION,
    divisions: DIVISIONS,
    ...properties,
  });
/** The control of a setting, or the table, in the components that the page is made of. */
const at = (element: HTMLElement, pointer: string) => {
  const [, area] = pointer.split('/');
  const found = findAll(element, area === 'tables' ? 'c-table-settings' : 'c-flow-settings')
    .flatMap((part) => findAll(part, `[data-pointer="${pointer}"]`))
    .flatMap((part) => (area === 'tables' ? [part] : findAll(part, 'lightning-combobox, lightning-input, input')));
  return found as (HTMLElement & { value: unknown })[];
};
const set = async (element: HTMLElement, pointer: string, value: unknown) => {
  const [control] = at(element, pointer);
  enter(control as HTMLElement, { value });
  await settle();
};
const type = async (element: HTMLElement, value: string) => {
  const [input] = at(element, '/flows/orders/sendFrom') as (HTMLElement & { value: string })[];
  if (input) {
    input.value = value;
    input.dispatchEvent(new CustomEvent('change'));
  }
  await settle();
};
/** What is told beside the field of a setting. */
const beside = (element: HTMLElement, pointer: string) =>
  findAll(element, 'c-flow-settings')
    .flatMap((part) => findAll(part, `[data-pointer="${pointer}"]`))
    .flatMap((field) => findAll(field, 'c-field-problems'))
    .flatMap((problems) => findAll(problems, 'p'))
    .map(({ textContent }) => textContent);
/** What went to Apex, the given time. */
const savedWith = (time = 0) => saveConfiguration.mock.calls[time]?.[0];
const savedDocument = (time = 0) => JSON.parse(savedWith(time)?.documentJson ?? '');

describe('c-settings-editor', () => {
  beforeEach(() => {
    getReferenceList.mockImplementation(({ listName }: { listName: string }) =>
      Promise.resolve({ items: [{ id: '2', code: '2', description: listName }] }),
    );
    saveConfiguration.mockImplementation(({ documentJson }: { documentJson: string }) =>
      Promise.resolve({ ...CONFIGURATION, version: 5, document: JSON.parse(documentJson) }),
    );
  });

  it('offers the divisions and asks for the lists of the chosen one', async () => {
    const element = await open();
    const division = find<HTMLElement & { value: string; options: { label: string }[] }>(element, '[data-name="division"]');
    expect(division.value).toBe('1');
    expect(division.options.map(({ label }) => label)).toEqual(['Acme NL (1, EUR)', 'Acme BE (2, EUR)']);
    expect(getReferenceList).toHaveBeenCalledWith({ division: 1, listName: 'vatCodes' });
  });

  it('has a section for every flow that the service has, in its order', async () => {
    const element = await open();
    const flows = findAll<HTMLElement & { flow: { label: string } }>(element, 'c-flow-settings').map(({ flow }) => flow.label);
    expect(flows).toEqual(['Products', 'Orders']);
  });

  it('saves what a person changed over the stored document, with its version', async () => {
    const element = await open();
    const saved = listen(element, 'saved');
    expect(button(element, 'Save settings').disabled).toBe(true);
    await set(element, '/flows/products/prices/vat', 'excluding');
    await set(element, '/flows/orders/debtor/use', 'default');
    await set(element, '/tables/vat', [{ salesforce: 'HIGH', exact: '2' }]);
    button(element, 'Save settings').click();
    await settle();
    expect(savedWith()?.version).toBe(4);
    expect(savedDocument()).toEqual({
      ...CONFIGURATION.document,
      flows: {
        orders: { enabled: true, when: 'order.TotalAmount > 0.0', debtor: { use: 'default' } },
        products: { prices: { vat: 'excluding' } },
      },
      tables: { vat: [{ salesforce: 'HIGH', exact: '2' }] },
    });
    expect(saved.mock.calls[0][0].version).toBe(5);
  });

  it('lets a flow read further companies, which then stand in the list of companies; with one company there is nothing to choose', async () => {
    const pointer = '/flows/products/furtherDivisions';
    const fieldsIn = (element: HTMLElement) =>
      findAll(element, 'c-flow-settings').flatMap((part) => findAll(part, `[data-pointer="${pointer}"]`));
    expect(fieldsIn(await open({ divisions: DIVISIONS.slice(0, 1) }))).toEqual([]);
    const element = await open();
    const [group] = fieldsIn(element).flatMap((field) => findAll(field, 'lightning-checkbox-group'));
    expect((group as unknown as { options: unknown }).options).toEqual([{ label: 'Acme BE (2, EUR)', value: '2' }]);
    enter(group as HTMLElement, { value: ['2'] });
    await settle();
    button(element, 'Save settings').click();
    await settle();
    expect(savedDocument()).toMatchObject({
      divisions: [{ code: 1, default: true }, { code: 2 }],
      flows: { products: { furtherDivisions: [2] } },
    });
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

  it.each([
    ['cleared', ''],
    ['unreadable', 'the first of May'],
  ])('refuses a start point that was %s, at its field, and saves nothing', async (_name, value) => {
    const document = { ...CONFIGURATION.document, flows: { orders: { enabled: true, sendFrom: '2026-11-01T09:30:00.000Z' } } };
    const element = await open({ configuration: { ...CONFIGURATION, document } });
    await type(element, value);
    expect(beside(element, '/flows/orders/sendFrom')).toEqual([expect.stringContaining('Give a day and a time.')]);
    expect(button(element, 'Save settings').disabled).toBe(true);
    button(element, 'Undo changes').click();
    await settle();
    expect(beside(element, '/flows/orders/sendFrom')).toEqual([]);
  });

  it('tells each problem once: beside its field, or in the panel when it has none', async () => {
    saveConfiguration.mockRejectedValue(
      apexError({
        title: 'The settings are not right',
        detail: 'The settings cannot be used as they are. Problems: 2; the first: There is no account 99.',
        problems: [
          { pointer: '/flows/orders/debtor/defaultAccountCode', message: 'There is no account 99.' },
          { pointer: '/flows/orders/when', message: 'The condition cannot be read.' },
        ],
      }),
    );
    const element = await open();
    await set(element, '/flows/orders/debtor/use', 'default');
    button(element, 'Save settings').click();
    await settle();
    expect(beside(element, '/flows/orders/debtor/defaultAccountCode')).toEqual(['There is no account 99.']);
    expect(beside(element, '/flows/orders/debtor/use')).toEqual([]);
    const { error } = find<HTMLElement & { error: { detail: string } }>(element, 'c-error-panel');
    expect(error.detail).toBe('/flows/orders/when: The condition cannot be read.');
    expect(button(element, 'Save settings').disabled).toBe(false);
  });

  it('says how many problems there are where not all of them are listed', async () => {
    const problems = [{ pointer: '/tables/vat/0', message: 'It is empty.' }];
    const told = { title: 'The settings are not right', detail: 'Problems: 90; the first: It is empty.', problems };
    saveConfiguration.mockRejectedValue(apexError({ ...told, problemCount: 90 }));
    const element = await open();
    await set(element, '/flows/products/prices/vat', 'excluding');
    button(element, 'Save settings').click();
    await settle();
    const { error } = find<HTMLElement & { error: { detail: string } }>(element, 'c-error-panel');
    expect(error.detail).toBe(told.detail);
  });

  it('tells a problem of a setting that is not shown at the moment in the panel', async () => {
    const problems = [{ pointer: '/flows/orders/debtor/defaultAccountCode', message: 'There is no account 99.' }];
    saveConfiguration.mockRejectedValue(apexError({ title: 'The settings are not right', problems }));
    const element = await open();
    await set(element, '/flows/products/prices/vat', 'excluding');
    button(element, 'Save settings').click();
    await settle();
    const { error } = find<HTMLElement & { error: { detail: string } }>(element, 'c-error-panel');
    expect(error.detail).toContain('There is no account 99.');
  });

  it('shows a problem of the division beside it, once for all flows', async () => {
    const message = 'Division 1 is not connected.';
    const problems = ['/divisions/0/code', '/flows/orders/division'].map((pointer) => ({ pointer, message }));
    saveConfiguration.mockRejectedValue(apexError({ title: 'The settings are not right', problems }));
    const element = await open();
    enter(find(element, '[data-name="division"]'), { value: '2' });
    await settle();
    button(element, 'Save settings').click();
    await settle();
    const told = findAll(element, 'c-field-problems').flatMap((problem) => findAll(problem, 'p'));
    expect(told.map(({ textContent }) => textContent)).toEqual([message]);
    expect(find<HTMLElement & { error: { detail: string } }>(element, 'c-error-panel').error.detail).toBe('');
  });

  it('asks for the newer version and keeps the changes when somebody else saved meanwhile', async () => {
    saveConfiguration.mockRejectedValueOnce(
      apexError({ title: 'Somebody else saved the settings', code: 'configuration_outdated' }),
    );
    const element = await open();
    const outdated = listen(element, 'outdated');
    await set(element, '/flows/products/prices/vat', 'excluding');
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
    await set(element, '/flows/products/prices/vat', 'excluding');
    button(element, 'Undo changes').click();
    await settle();
    expect(at(element, '/flows/products/prices/vat')[0]?.value).toBe('asInExact');
    expect(button(element, 'Save settings').disabled).toBe(true);
  });

  it('asks to connect first when there is no division', async () => {
    const element = await open({ divisions: [] });
    expect(find<HTMLElement & { isEmpty: boolean }>(element, 'c-async-view').isEmpty).toBe(true);
  });

  it('saves shipping methods and countries beside the tables there are', async () => {
    const element = await open();
    await set(element, '/tables/shippingMethods', [{ salesforce: 'Pallet', exact: 'PALLET' }]);
    await set(element, '/tables/countries', [{ salesforce: 'Holland', exact: 'NL' }]);
    button(element, 'Save settings').click();
    await settle();
    expect(savedDocument().tables).toEqual({
      shippingMethods: [{ salesforce: 'Pallet', exact: 'PALLET' }],
      countries: [{ salesforce: 'Holland', exact: 'NL' }],
    });
  });

  it.each([
    ['it shows settings', {}],
    ['nothing is connected', { divisions: [] }],
  ])('is accessible when %s', async (_state, properties) => {
    await expect(await open(properties)).toBeAccessible();
  });
});
