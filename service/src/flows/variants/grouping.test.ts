import { describe, expect, it } from '@jest/globals';
import { commonName } from './grouping.ts';

describe('the name of a family', () => {
  it.each([
    [['Kartonnen beker 18 cl, 50 stuks', 'Kartonnen beker 18 cl, 500 stuks'], 'Kartonnen beker 18 cl'],
    [['T-shirt (rood)', 'T-shirt (blauw)'], 'T-shirt'],
    [['Café  crème – groot', 'Café crème – klein'], 'Café crème'],
    [['Stoel', 'Tafel'], ''],
    [['Stoel', 'Stoelen'], ''],
    [['Stoel'], 'Stoel'],
    [[], ''],
  ])('of %j is %j', (names, expected) => {
    expect(commonName(names)).toBe(expected);
  });
});
