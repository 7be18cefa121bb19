import { fill, fillCount, formatNumber } from 'c/labelText';

const TEXTS = { one: '1 record waits', other: '{count} records wait' };

describe('c/labelText, for a reader of English', () => {
  it('fills every slot by its name, also one that stands twice', () => {
    expect(fill('{name}: {used} of {limit}, {name}', { name: 'NL', used: 3, limit: 60 })).toBe('NL: 3 of 60, NL');
  });

  it('writes numbers as the locale writes them', () => {
    expect(fill('{used} calls used', { used: 5000 })).toBe('5,000 calls used');
    expect(formatNumber(1234567)).toBe('1,234,567');
  });

  it('leaves a value that looks like a slot or a pattern as it is', () => {
    expect(fill('Debtor of {customer}', { customer: '{name} $& {customer}' })).toBe('Debtor of {name} $& {customer}');
  });

  it('shows a slot that nobody filled, so that it is noticed', () => {
    expect(fill('until {time}', {})).toBe('until {time}');
  });

  it('chooses between one and several', () => {
    expect([0, 1, 2, 1200].map((count) => fillCount(count, TEXTS))).toEqual([
      '0 records wait',
      '1 record waits',
      '2 records wait',
      '1,200 records wait',
    ]);
  });

  it('fills other slots beside the number', () => {
    expect(fillCount(2, { one: '{who}: one', other: '{who}: {count}' }, { who: 'NL' })).toBe('NL: 2');
  });
});
