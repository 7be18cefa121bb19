import 'test/dutch';
import { fillCount, formatNumber } from 'c/labelText';

describe('c/labelText, for a reader of Dutch', () => {
  it('writes numbers as the locale writes them', () => {
    expect(formatNumber(1234567)).toBe('1.234.567');
  });

  it('chooses between one and several', () => {
    const texts = { one: '1 recht', other: '{count} rechten' };
    expect([0, 1, 1200].map((count) => fillCount(count, texts))).toEqual(['0 rechten', '1 recht', '1.200 rechten']);
  });
});
