import ValueTable from 'c/valueTable';
import { button, enter, find, findAll, listen, mount } from 'test/component';

const PROPERTIES = {
  heading: 'VAT codes',
  explanation: 'Pairs.',
  pointer: '/tables/vat',
  rows: [
    { salesforce: 'HIGH', exact: '2' },
    { salesforce: 'OLD', exact: '9' },
  ],
  options: [
    { code: '1', description: 'Low' },
    { code: '2', description: 'High' },
  ],
  problems: [{ pointer: '/tables/vat/1/exact', message: 'Code 9 is unknown.' }],
};
const open = (properties = PROPERTIES) => mount('c-value-table', ValueTable, properties);

describe('c-value-table', () => {
  it('offers the codes of Exact, and keeps one that is no longer listed', async () => {
    const element = await open();
    const [first] = findAll<HTMLElement & { options: { label: string; value: string }[] }>(element, 'lightning-combobox');
    expect(first?.options.map(({ value }) => value)).toEqual(['1', '2', '9']);
    expect(first?.options[2]?.label).toContain('not in the list');
  });

  it('announces changed, added and removed rows', async () => {
    const element = await open();
    const changed = listen(element, 'change');
    enter(find(element, 'lightning-combobox[data-index="1"]'), { value: '1' });
    enter(find(element, 'lightning-input[data-index="0"]'), { value: 'H' });
    button(element, 'Add a row').click();
    find(element, 'lightning-button-icon[data-index="0"]').click();
    const values = changed.mock.calls.map(([detail]) => detail.value);
    expect(values).toEqual([
      [PROPERTIES.rows[0], { salesforce: 'OLD', exact: '1' }],
      [{ salesforce: 'H', exact: '2' }, PROPERTIES.rows[1]],
      [...PROPERTIES.rows, { salesforce: '', exact: '' }],
      [PROPERTIES.rows[1]],
    ]);
  });

  it('shows a problem beside its row', async () => {
    const element = await open();
    const pointers = findAll<HTMLElement & { pointer: string }>(element, 'c-field-problems').map(({ pointer }) => pointer);
    expect(pointers).toEqual(['/tables/vat/0', '/tables/vat/1']);
  });

  it.each([
    ['it has rows', PROPERTIES],
    ['it is empty', { ...PROPERTIES, rows: [] }],
  ])('is accessible when %s', async (_state, properties) => {
    await expect(await open(properties)).toBeAccessible();
  });
});
