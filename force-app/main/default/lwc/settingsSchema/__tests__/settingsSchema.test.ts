import { settingsThatMatter, shownSettings, valueOf } from 'c/settingsSchema';
import { flowCatalogue } from 'test/flows';
import { STUB_FLOW } from 'test/stubFlow';
import type { ConfigurationDocument, Flow } from 'tandem/middleware';

const [PRODUCTS, ORDERS] = flowCatalogue('en').items as [Flow, Flow];
const pointersIn = (flow: Flow, document: ConfigurationDocument) =>
  settingsThatMatter(flow, document).map(({ pointer }) => pointer);

describe('c-settings-schema', () => {
  it('shows what the schema says is shown, in its order, and nothing else', () => {
    const settings = { ...PRODUCTS.settings, 'x-tandem': { shown: ['/family', '/prices/vat'] } };
    expect(shownSettings({ ...PRODUCTS, settings }).map(({ title }) => title)).toEqual([
      'Product family',
      'Prices in Salesforce',
    ]);
    expect(shownSettings({ ...PRODUCTS, settings: { properties: PRODUCTS.settings['properties'] } })).toEqual([]);
  });

  it('chooses the control by what the schema says', () => {
    const controls = [PRODUCTS, ORDERS, STUB_FLOW].flatMap((flow) => shownSettings(flow as Flow)).map(({ control }) => control);
    expect(controls).toEqual([
      'choice',
      'choice',
      'choice',
      'divisions',
      'picklist',
      'moment',
      'choice',
      'choice',
      'text',
      'text',
      'choice',
      'text',
      // Of VAT, invoices, periods and cost centres.
      ...Array<string>(6).fill('choice'),
      // Of customers who owe too much, and of sets.
      'choice',
      'number',
      'choice',
      'choice',
      'choice',
      'choice',
      'text',
      'switch',
      'number',
      'text',
    ]);
  });

  it('takes bounds, pattern, length and what may not be emptied from the schema', () => {
    const [, days, warehouse] = shownSettings(STUB_FLOW as Omit<Flow, 'name'> as Flow);
    expect(days).toMatchObject({ least: 1, most: 30, help: 'From today on.' });
    expect(warehouse).toMatchObject({ pattern: '^[0-9]*$', longest: 4, whenEmptied: undefined });
    expect(shownSettings(ORDERS)[1]?.whenEmptied).toContain('Give a day and a time.');
  });

  it('has the default where the document says nothing', () => {
    const [vat] = shownSettings(PRODUCTS);
    expect(vat && valueOf(vat, { version: 1 })).toBe('asInExact');
    expect(vat && valueOf(vat, { version: 1, flows: { products: { prices: { vat: 'including' } } } })).toBe('including');
  });

  it('leaves out a setting while another one makes it meaningless', () => {
    const code = '/flows/orders/debtor/defaultAccountCode';
    expect(pointersIn(ORDERS, { version: 1 })).not.toContain(code);
    expect(pointersIn(ORDERS, { version: 1, flows: { orders: { debtor: { use: 'default' } } } })).toContain(code);
  });
});
