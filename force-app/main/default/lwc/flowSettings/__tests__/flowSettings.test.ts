import FlowSettings from 'c/flowSettings';
import { find, findAll, listen, mount, settle, textOf } from 'test/component';
import { flowCatalogue } from 'test/flows';
import { STUB_FLOW } from 'test/stubFlow';
import type { ConfigurationDocument, Flow } from 'tandem/middleware';

const ORDERS = flowCatalogue('en').items.find(({ name }) => name === 'orders') as Flow;
const STORED: ConfigurationDocument = { version: 1, flows: { orders: { sendFrom: '2026-11-01T09:30:00.000Z' } } };
const open = (flow: Flow = ORDERS, draft: ConfigurationDocument = STORED) =>
  mount('c-flow-settings', FlowSettings, { flow, draft, stored: STORED });

interface Field extends HTMLElement {
  setting: { title: string };
  value: unknown;
  stored: unknown;
}
const fields = (element: HTMLElement) => findAll<Field>(element, 'c-setting-field');

describe('c-flow-settings', () => {
  it('draws the settings of the schema under the name of the flow, with what is stored and what was changed', async () => {
    const draft = { version: 1 as const, flows: { orders: { sendFrom: '2026-11-05T09:30:00.000Z' } } };
    const element = await open(ORDERS, draft);
    expect(textOf(element, 'h3')).toBe('Orders');
    expect(fields(element).map(({ setting, value, stored }) => [setting.title, value, stored])).toEqual([
      ['Send orders with status', undefined, undefined],
      ['Send orders activated from', '2026-11-05T09:30:00.000Z', '2026-11-01T09:30:00.000Z'],
      ['Order number in Exact Online', 'YourRef', undefined],
      ['An order becomes', 'salesOrder', undefined],
      ['Sales journal of invoices', undefined, undefined],
      ['Warehouse of direct invoices', undefined, undefined],
      ['Debtor of an order', 'account', undefined],
      ['VAT code of an order line', 'exact', undefined],
      ['Structured invoices in Belgium', 'ignore', undefined],
      ['Orders dated in a closed period', 'ignore', undefined],
      ['Cost centre of an order line', 'optional', undefined],
      ['Hold orders of customers who owe too much', 'none', undefined],
      ['Sets on an order', 'whole', undefined],
      ['Orders that were changed after sending', 'tell', undefined],
      ['Orders that were cancelled after sending', 'tell', undefined],
      ['Products without an item in Exact Online', 'stop', undefined],
    ]);
  });

  it('asks for the debtor only where one is used', async () => {
    const element = await open();
    const titles = () => fields(element).map(({ setting }) => setting.title);
    expect(titles()).not.toContain('Code of that debtor in Exact Online');
    element.draft = { version: 1, flows: { orders: { debtor: { use: 'default' } } } };
    await settle();
    expect(titles()).toContain('Code of that debtor in Exact Online');
  });

  it('draws a flow that it has never heard of', async () => {
    const element = await open(STUB_FLOW as Omit<Flow, 'name'> as Flow);
    expect(textOf(element, 'h3')).toBe('Stock levels');
    expect(fields(element).map(({ setting }) => setting.title)).toEqual(['Count reserved stock', 'Days ahead', 'Warehouse']);
  });

  it('passes on what a person changes', async () => {
    const element = await open();
    const changed = listen(element, 'settingchange');
    const detail = { pointer: '/flows/orders/debtor/use', value: 'default' };
    find(element, 'c-setting-field').dispatchEvent(new CustomEvent('settingchange', { detail }));
    expect(changed).toHaveBeenCalledWith(detail);
  });

  it('is accessible', async () => {
    await expect(await open()).toBeAccessible();
  });
});
