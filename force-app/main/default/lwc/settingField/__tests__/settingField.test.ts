import SettingField from 'c/settingField';
import { getPicklistValues } from 'lightning/uiObjectInfoApi';
import { shownSettings } from 'c/settingsSchema';
import { enter, find, findAll, listen, mount, settle, texts } from 'test/component';
import { flowCatalogue } from 'test/flows';
import { STUB_FLOW } from 'test/stubFlow';
import type { ShownSetting } from 'c/settingsSchema';
import type { Flow } from 'tandem/middleware';

const SETTINGS = [...flowCatalogue('en').items, STUB_FLOW].flatMap((flow) => shownSettings(flow as Flow));
const settingAt = (pointer: string): ShownSetting => {
  const found = SETTINGS.find((setting) => setting.pointer === pointer);
  if (!found) {
    throw new Error(`no setting ${pointer}`);
  }
  return found;
};
const START = settingAt('/flows/orders/sendFrom');
const STATUSES = settingAt('/flows/orders/statuses');
const open = (
  setting: ShownSetting,
  properties: { value?: unknown; stored?: unknown; divisions?: readonly { label: string; value: string }[] } = {},
) => mount('c-setting-field', SettingField, { setting, ...properties });
const type = (element: HTMLElement, value: string) => {
  const input = find<HTMLInputElement>(element, 'input');
  input.value = value;
  input.dispatchEvent(new CustomEvent('change'));
};

describe('c-setting-field', () => {
  it('offers the choices of the schema and says what the chosen one does', async () => {
    const element = await open(settingAt('/flows/products/prices/tooPrecise'), { value: 'round' });
    const combobox = find<HTMLElement & { options: { value: string }[]; value: string }>(element, 'lightning-combobox');
    expect(combobox.options.map(({ value }) => value)).toEqual(['round', 'block', 'perHundred']);
    expect(texts(element, 'p')).toEqual([
      'Half a cent and more is rounded up, and the activity log tells both prices. A price that would become nothing is not taken over.',
    ]);
    const changed = listen(element, 'settingchange');
    enter(combobox, { value: 'block' });
    expect(changed).toHaveBeenCalledWith({ pointer: '/flows/products/prices/tooPrecise', value: 'block' });
    element.value = 'block';
    await settle();
    expect(texts(element, 'p')).toEqual([
      'The product comes without that price and says why, until the price in Exact Online has fewer decimals.',
    ]);
  });

  it('switches, and takes whole numbers within their bounds', async () => {
    const toggle = await open(settingAt('/flows/stock/reserved'), { value: false });
    const switched = listen(toggle, 'settingchange');
    enter(find(toggle, 'lightning-input'), { checked: true });
    expect(switched).toHaveBeenCalledWith({ pointer: '/flows/stock/reserved', value: true });

    const number = await open(settingAt('/flows/stock/days'), { value: 7 });
    const input = find<HTMLElement & { min: number; max: number; value: string }>(number, 'lightning-input');
    expect([input.min, input.max, input.value]).toEqual([1, 30, '7']);
    const counted = listen(number, 'settingchange');
    enter(input, { value: '12' });
    enter(input, { value: '' });
    expect(counted.mock.calls.map(([detail]) => detail.value)).toEqual([12, undefined]);
  });

  it('takes a text by the pattern and length of the schema, and an emptied one away', async () => {
    const element = await open(settingAt('/flows/stock/warehouse'), { value: '12' });
    const input = find<HTMLElement & { pattern: string; maxLength: number }>(element, 'lightning-input');
    expect([input.pattern, input.maxLength]).toEqual(['^[0-9]*$', 4]);
    const changed = listen(element, 'settingchange');
    enter(input, { value: '34' });
    enter(input, { value: '' });
    expect(changed.mock.calls.map(([detail]) => detail.value)).toEqual(['34', undefined]);
  });

  it('offers the values of the picklist, and keeps one that Salesforce no longer lists', async () => {
    const element = await open(STATUSES, { value: ['Paid'] });
    expect(getPicklistValues.getLastConfig()).toMatchObject({
      fieldApiName: { objectApiName: 'Order', fieldApiName: 'Status' },
    });
    getPicklistValues.emit({ values: [{ label: 'In concept', value: 'Draft' }] });
    await settle();
    const group = find<HTMLElement & { options: unknown[] }>(element, 'lightning-checkbox-group');
    expect(group.options).toEqual([
      { label: 'In concept', value: 'Draft' },
      { label: 'Paid', value: 'Paid' },
    ]);
    const changed = listen(element, 'settingchange');
    enter(group, { value: ['Draft'] });
    enter(group, { value: [] });
    expect(changed.mock.calls.map(([detail]) => detail.value)).toEqual([['Draft'], undefined]);
  });

  it('offers companies, and takes their codes as numbers', async () => {
    const setting = settingAt('/flows/products/furtherDivisions');
    const element = await open(setting, { value: [2], divisions: [{ label: 'Acme BE', value: '2' }] });
    const group = find<HTMLElement & { options: unknown[]; value: unknown }>(element, 'lightning-checkbox-group');
    expect([group.value, group.options]).toEqual([['2'], [{ label: 'Acme BE', value: '2' }]]);
    const changed = listen(element, 'settingchange');
    enter(group, { value: ['2', '3'] });
    enter(group, { value: [] });
    expect(changed.mock.calls.map(([detail]) => detail.value)).toEqual([[2, 3], undefined]);
  });

  it('takes a moment to the minute where the browser is, and shows its time zone', async () => {
    const element = await open(START);
    expect(find(element, 'label').textContent).toMatch(/^Send orders activated from \(.+\)$/);
    const changed = listen(element, 'settingchange');
    type(element, '2026-11-01T09:30');
    expect(changed).toHaveBeenCalledWith({ pointer: START.pointer, value: new Date('2026-11-01T09:30').toISOString() });
  });

  it.each([
    '2026-11-02T09:30:45.000Z',
    // Where clocks are put back at some of these, the same minute comes twice: one of the two is the wrong one.
    '2026-10-25T00:30:45.000Z',
    '2026-10-25T01:30:45.000Z',
    '2026-11-01T08:30:45.000Z',
    '2026-11-01T09:30:45.000Z',
  ])('does not move %s when its minute is put back', async (stored) => {
    const element = await open(START, { value: '2026-11-02T00:00:00.000Z', stored });
    const shown = await open(START, { value: stored, stored });
    const changed = listen(element, 'settingchange');
    type(element, find<HTMLInputElement>(shown, 'input').value);
    expect(changed).toHaveBeenCalledWith({ pointer: START.pointer, value: stored });
  });

  it.each([
    ['cleared', ''],
    ['unreadable', 'the first of May'],
  ])('refuses a moment that was %s where the schema says that it may not be emptied', async (_name, value) => {
    const element = await open(START, { value: '2026-11-01T09:30:00.000Z' });
    const changed = listen(element, 'settingchange');
    type(element, value);
    expect(changed).toHaveBeenCalledWith({ pointer: START.pointer, refusal: START.whenEmptied });
  });

  it('takes away any other moment that is emptied', async () => {
    const element = await open({ ...START, whenEmptied: undefined }, { value: '2026-11-01T09:30:00.000Z' });
    const changed = listen(element, 'settingchange');
    type(element, '');
    expect(changed).toHaveBeenCalledWith({ pointer: START.pointer, value: undefined });
  });

  it('shows nothing without a setting', async () => {
    const element = await mount('c-setting-field', SettingField);
    expect(findAll(element, '*')).toHaveLength(0);
  });

  it.each(SETTINGS.map((setting) => [setting.control, setting] as const))('is accessible as %s', async (_control, setting) => {
    await expect(await open(setting)).toBeAccessible();
  });
});
