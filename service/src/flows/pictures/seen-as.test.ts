import { describe, expect, it } from '@jest/globals';
import { NO_PICTURE, seenAs } from './seen-as.ts';

const ID = '00000000-0000-4000-8000-00000000000a';
const ADDRESS = `https://start.exactonline.nl/docs/SysImage.aspx?Table=Items&ID=${ID}&ThumbSize=500`;
const seen = (name: string | null, address: string | null): string => seenAs({ ID, PictureName: name, PictureUrl: address });

describe('what was seen of a picture', () => {
  it('is another with another name or another address', () => {
    const all = [
      seen('lamp.png', ADDRESS),
      seen('Lamp.png', ADDRESS),
      seen('lamp.png', `${ADDRESS}&Version=2`),
      seen('lamp.png', null),
    ];
    expect(new Set(all).size).toBe(all.length);
  });

  it.each([
    ['on another host', ADDRESS.replace('start.exactonline.nl', 'start.exactonline.be')],
    ['without a host', ADDRESS.slice('https://start.exactonline.nl'.length)],
    ['with two slashes', ADDRESS.replace('.nl/', '.nl//')],
  ])('is the same %s', (_how, address) => {
    expect(seen('lamp.png', address)).toBe(seen('lamp.png', ADDRESS));
  });

  it('is nothing without a name, whatever Exact shows in place of a picture', () => {
    expect(seen(null, 'https://start.exactonline.nl/docs/images/placeholder.png')).toBe(NO_PICTURE);
  });
});
