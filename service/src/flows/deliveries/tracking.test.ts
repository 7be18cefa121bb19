import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { trackingUrl } from './tracking.ts';

describe('the link to a parcel', () => {
  it.each([
    ['https://carrier.example/track?code=', '3S ABC&1', 'https://carrier.example/track?code=3S%20ABC%261'],
    ['https://carrier.example/{0}/nl', '3SABC', 'https://carrier.example/3SABC/nl'],
    ['https://carrier.example/[code]?b=[code]', '$&', 'https://carrier.example/%24%26?b=%24%26'],
    ['http://carrier.example/%s', 'é', 'http://carrier.example/%C3%A9'],
  ])('of %s with %s is %s', (address, code, url) => {
    expect(trackingUrl(address, code)).toBe(url);
  });

  it.each([
    [null, '3S'],
    ['', '3S'],
    ['https://carrier.example/', null],
    ['https://carrier.example/', ' '],
    ['javascript:alert(1)//', '3S'],
    ['ftp://carrier.example/', '3S'],
    ['carrier.example/', '3S'],
    [`https://carrier.example/${'x'.repeat(250)}`, '3S'],
  ])('of %s with %s is none', (address, code) => {
    expect(trackingUrl(address, code)).toBeNull();
  });

  it('is none or one of the web, at the place that the address names, whatever the code is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (code) => {
        const url = trackingUrl('https://carrier.example/t/{0}?l=nl', code);
        if (url !== null) expect(new URL(url).origin).toBe('https://carrier.example');
        if (url !== null) expect(url).toMatch(/\?l=nl$/);
      }),
    );
  });
});
