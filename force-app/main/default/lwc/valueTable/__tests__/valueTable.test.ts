import ValueTable from 'c/valueTable';
import { button, enter, find, findAll, listen, mount, settle, textOf } from 'test/component';

const PROPERTIES = {
  heading: 'VAT codes',
  explanation: 'Pairs.',
  pointer: '/tables/vat',
  rows: [
    { salesforce: 'HIGH', exact: '2' },
    { salesforce: 'OLD', exact: '9' },
  ],
  options: [
    { id: '1', code: '1', description: 'Low' },
    { id: '2', code: '2', description: 'High' },
  ],
  problems: [{ pointer: '/tables/vat/1/exact', message: 'Code 9 is unknown.' }],
};
const open = (properties: typeof PROPERTIES & { notice?: string } = PROPERTIES) => mount('c-value-table', ValueTable, properties);

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

  it.each(['lightning-input', 'lightning-combobox'])(
    'keeps the change of a %s to itself, whose value is not the table',
    async (field) => {
      const element = await open();
      const changed = listen(element, 'change');
      find(element, field).dispatchEvent(new CustomEvent('change', { detail: { value: '1' }, bubbles: true, composed: true }));
      expect(changed.mock.calls.map(([detail]) => Array.isArray(detail.value))).toEqual([true]);
    },
  );

  it('names table and row for who does not see them', async () => {
    const element = await open();
    const labels = findAll<HTMLElement & { label: string }>(element, 'lightning-input, lightning-combobox').map(
      ({ label }) => label,
    );
    expect(labels.slice(0, 2)).toEqual(['VAT codes: value in Salesforce, row 1', 'VAT codes: code in Exact Online, row 1']);
    expect(find<HTMLElement & { ariaLabel: string }>(element, 'lightning-button').ariaLabel).toBe('Add a row to VAT codes');
    expect(find<HTMLElement & { alternativeText: string }>(element, 'lightning-button-icon').alternativeText).toBe(
      'VAT codes: remove row 1, HIGH',
    );
  });

  it('moves the focus to the row that was added, and to the next one when a row is removed', async () => {
    const element = await open();
    // What the container does with the news.
    element.addEventListener('change', (event) => {
      element.rows = (event as CustomEvent<{ value: typeof PROPERTIES.rows }>).detail.value;
    });
    const focused: string[] = [];
    const watch = jest.spyOn(HTMLElement.prototype, 'focus').mockImplementation(function (this: HTMLElement) {
      focused.push(`${this.tagName.toLowerCase()} ${this.dataset['index'] ?? this.dataset['action']}`);
    });
    const remove = async (index: number): Promise<void> => {
      find(element, `lightning-button-icon[data-index="${index}"]`).click();
      await settle();
    };
    button(element, 'Add a row').click();
    await settle();
    await remove(0);
    await remove(1);
    await remove(0);
    watch.mockRestore();
    expect(focused).toEqual(['lightning-input 2', 'lightning-button-icon 0', 'lightning-button-icon 0', 'lightning-button add']);
  });

  it('says why there is nothing to choose from, and does not call a code unknown then', async () => {
    const element = await open({ ...PROPERTIES, options: [], notice: 'The codes could not be read.' });
    expect(textOf(element, '[role="status"]')).toBe('The codes could not be read.');
    const [first] = findAll<HTMLElement & { options: { label: string }[] }>(element, 'lightning-combobox');
    expect(first?.options.map(({ label }) => label)).toEqual(['2', '9']);
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
