import FieldChanges from 'c/fieldChanges';
import { mount, texts } from 'test/component';

const FIELDS = [{ field: 'IsActive', from: true, to: false }];

describe('c-field-changes', () => {
  it('shows a change in words, before and after', async () => {
    const element = await mount('c-field-changes', FieldChanges, { label: 'Lamp', fields: FIELDS });
    expect(texts(element, 'thead th')).toEqual(['Field', 'Before', 'After']);
    expect(texts(element, 'tbody tr > *')).toEqual(['IsActive', 'Yes', 'No']);
  });

  it('shows nothing before a record that is new', async () => {
    const element = await mount('c-field-changes', FieldChanges, {
      label: 'Lamp',
      fields: [{ field: 'Name', from: null, to: 'Lamp' }],
      isNew: true,
    });
    expect(texts(element, 'td')).toEqual(['', 'Lamp']);
  });

  it('tells what was done to a text so that it fits', async () => {
    const note = 'Left out: it has 31 characters, Exact Online takes 25';
    const element = await mount('c-field-changes', FieldChanges, { fields: [{ field: 'Phone', from: null, to: null, note }] });
    expect(texts(element, '.note')).toEqual([note]);
  });

  it('is accessible', async () => {
    await expect(await mount('c-field-changes', FieldChanges, { label: 'Lamp', fields: FIELDS })).toBeAccessible();
  });
});
