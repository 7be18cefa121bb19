import { deflateSync, crc32 } from 'node:zlib';
import { DIVISION, type Stage } from '../../testing/stage.ts';
import { enterLinkedProducts, type LinkedProductMade } from '../../stock/testing/shop.ts';

/** A PNG of one grey, of that many pixels each way; another grey is another picture. */
export function png(grey: number, size = 2): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  // Eight bits of grey a pixel.
  header.set([8, 0, 0, 0, 0], 8);
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(size, grey)]);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: size }, () => row)));
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  const body = Buffer.concat([Buffer.from(type, 'ascii'), data]);
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** Items with a picture each, named after their code, each with its product; `furtherDivision` as for stock. */
export async function enterPicturedProducts(
  stage: Stage,
  pictures: Readonly<Record<string, Buffer>>,
  furtherDivision?: number,
): Promise<LinkedProductMade[]> {
  const made = await enterLinkedProducts(stage, Object.keys(pictures), furtherDivision);
  for (const [index, [code, bytes]] of Object.entries(pictures).entries())
    await enterPicture(stage, made[index]?.itemId ?? '', `${code}.png`, bytes);
  return made;
}

/** Gives an item a picture, or another one. */
export async function enterPicture(stage: Stage, itemId: string, name: string | null, bytes?: Buffer): Promise<void> {
  await stage.exact.control('PATCH', `rows/${DIVISION}/logistics/Items/${itemId}`, {
    PictureName: name,
    ...(bytes === undefined ? {} : { Picture: bytes.toString('base64') }),
  });
}
