import { crc32, deflateSync } from 'node:zlib';
import type { SeedRow } from '../exact-rows.ts';
import type { DemoItem } from './items.ts';

const PICTURED = 12;
const SIZE = 96;
/** What somebody entered as a picture that is none. */
const NO_PICTURE = '<html><body>Afbeelding niet gevonden</body></html>';

/** Pictures of the first items, the last of them broken: fields of their rows, by item code. */
export function demoPictures(items: readonly DemoItem[]): ReadonlyMap<string, SeedRow> {
  const pictured = items.slice(0, PICTURED);
  return new Map(
    pictured.map(({ code }, index): [string, SeedRow] => {
      const isBroken = index === pictured.length - 1;
      const content = isBroken ? Buffer.from(NO_PICTURE) : cup(index / pictured.length);
      return [code, { PictureName: `${code.toLowerCase()}.png`, Picture: content.toString('base64') }];
    }),
  );
}

/** A cup of coffee seen from above, as a PNG: the fuller the `strength`, the darker. */
function cup(strength: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(SIZE, 0);
  header.writeUInt32BE(SIZE, 4);
  // Eight bits a colour, three colours a pixel.
  header.set([8, 2, 0, 0, 0], 8);
  const coffee = [150 - 100 * strength, 95 - 65 * strength, 60 - 45 * strength].map(Math.round);
  const rows = Array.from({ length: SIZE }, (_, y) =>
    Buffer.from([0, ...Array.from({ length: SIZE }, (__, x) => colourAt(x, y, coffee)).flat()]),
  );
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.concat(rows))), chunk('IEND')]);
}

function colourAt(x: number, y: number, coffee: readonly number[]): readonly number[] {
  const middle = (SIZE - 1) / 2;
  const distance = Math.hypot(x - middle, y - middle) / middle;
  if (distance < 0.6) return coffee;
  return distance < 0.8 ? [250, 248, 244] : [214, 222, 230];
}

function chunk(type: string, data: Buffer = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'ascii'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
