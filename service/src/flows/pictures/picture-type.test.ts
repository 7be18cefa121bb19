import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isPixel, pictureTypeOf } from './picture-type.ts';
import { png } from './testing/shop.ts';

const hex = (digits: string): Buffer => Buffer.from(digits, 'hex');
const gif = (width: number, height: number): Buffer => {
  const bytes = Buffer.concat([Buffer.from('GIF89a'), Buffer.alloc(8)]);
  bytes.writeUInt16LE(width, 6);
  bytes.writeUInt16LE(height, 8);
  return bytes;
};

describe('the kind of a picture', () => {
  it.each([
    ['png', png(1)],
    ['jpg', hex('ffd8ffe000104a464946')],
    ['gif', gif(2, 2)],
    ['gif', Buffer.from('GIF87a....')],
    ['webp', Buffer.from('RIFF1234WEBPVP8 ')],
    ['bmp', Buffer.from('BM....')],
  ])('is %s by its bytes', (type, bytes) => {
    expect(pictureTypeOf(bytes)).toBe(type);
  });

  it.each([
    ['a page', Buffer.from('<html></html>')],
    ['a drawing', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a sound in the container of WebP', Buffer.from('RIFF1234WAVE')],
    ['nothing', Buffer.alloc(0)],
    ['a part of a signature', hex('8950')],
  ])('is none for %s', (_what, bytes) => {
    expect(pictureTypeOf(bytes)).toBeUndefined();
  });

  it('is found, or not, for any bytes, without failing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const type = pictureTypeOf(Buffer.from(bytes));
        expect(type === undefined || !isPixel(Buffer.from(bytes), type) || type === 'png' || type === 'gif').toBe(true);
      }),
    );
  });
});

describe('a picture of one pixel', () => {
  it('is told from all others', () => {
    expect([isPixel(png(1, 1), 'png'), isPixel(gif(1, 1), 'gif')]).toEqual([true, true]);
    expect([isPixel(png(1, 2), 'png'), isPixel(gif(1, 2), 'gif'), isPixel(hex('ffd8ff'), 'jpg')]).toEqual([false, false, false]);
  });
});
