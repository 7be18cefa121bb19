import TableSettings from 'c/tableSettings';
import getReferenceList from '@salesforce/apex/SetupController.getReferenceList';
import { apexError, find, findAll, listen, mount, settle } from 'test/component';
import { flowCatalogue } from 'test/flows';

jest.mock('@salesforce/apex/SetupController.getReferenceList', () => ({ default: jest.fn() }), { virtual: true });

const { tables } = flowCatalogue('en');
const open = (properties = {}) => mount('c-table-settings', TableSettings, { tables, division: 1, ...properties });
const view = (element: HTMLElement) => find<HTMLElement & { error: unknown; isLoading: boolean }>(element, 'c-async-view');

interface ShownTable extends HTMLElement {
  heading: string;
  options: unknown[];
  rows: unknown[];
  notice: string | undefined;
}
const shownTables = (element: HTMLElement) => findAll<ShownTable>(element, 'c-value-table');

describe('c-table-settings', () => {
  beforeEach(() => {
    getReferenceList.mockImplementation(({ listName }: { listName: string }) =>
      Promise.resolve({ items: [{ id: '2', code: '2', description: listName }] }),
    );
  });

  it('has every table that the service tells of, under the name that error texts have, with the codes of its list', async () => {
    const countries = [{ salesforce: 'Holland', exact: 'NL' }];
    const element = await open({ draft: { version: 1, tables: { countries } } });
    expect(shownTables(element).map(({ heading, options }) => [heading, options])).toEqual([
      ['VAT codes', [{ id: '2', code: '2', description: 'vatCodes' }]],
      ['VAT by kind of sale', [{ id: '2', code: '2', description: 'vatCodes' }]],
      ['Payment conditions', [{ id: '2', code: '2', description: 'paymentConditions' }]],
      ['Shipping methods', [{ id: '2', code: '2', description: 'shippingMethods' }]],
      ['Countries', [{ id: '2', code: '2', description: 'countries' }]],
    ]);
    expect(shownTables(element)[4]?.rows).toEqual(countries);
  });

  it('passes on the rows of the table that a person changes', async () => {
    const element = await open();
    const changed = listen(element, 'settingchange');
    const value = [{ salesforce: 'Pallet', exact: 'PALLET' }];
    shownTables(element)[3]?.dispatchEvent(new CustomEvent('change', { detail: { value } }));
    expect(changed).toHaveBeenCalledWith({ pointer: '/tables/shippingMethods', value });
  });

  it('loads the lists of another division once it is chosen, and does not let an older answer replace them', async () => {
    let answerOlder: (list: { items: [] }) => void = () => undefined;
    getReferenceList.mockReturnValueOnce(new Promise((resolve) => (answerOlder = resolve)));
    const element = await open();
    element.division = 2;
    await settle();
    expect(getReferenceList).toHaveBeenCalledWith({ division: 2, listName: 'paymentConditions' });
    answerOlder({ items: [] });
    await settle();
    expect(shownTables(element)[0]?.options).toHaveLength(1);
    expect(getReferenceList).toHaveBeenCalledTimes(8);
  });

  it('keeps the rest usable when one list may not be read, and says so at its table', async () => {
    const refused = apexError({ title: 'The Exact Online user lacks a right', action: 'Give the user this right.' });
    getReferenceList.mockImplementation(({ listName }: { listName: string }) => {
      const items = [{ id: '2', code: '2', description: listName }];
      return listName === 'shippingMethods' ? Promise.reject(refused) : Promise.resolve({ items });
    });
    const element = await open();
    expect(view(element).error).toBeUndefined();
    expect(shownTables(element).map(({ notice }) => notice)).toEqual([
      undefined,
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
    expect(view(element).error).toBeDefined();
    view(element).dispatchEvent(new CustomEvent('retry'));
    await settle();
    expect(view(element).error).toBeUndefined();
  });

  it.each([
    ['it shows tables', {}],
    ['it waits for a division', { division: undefined }],
  ])('is accessible when %s', async (_state, properties) => {
    await expect(await open(properties)).toBeAccessible();
  });
});
