import { createHash } from 'node:crypto';
import type { StoredRow } from '../../../simulators/data/index.ts';
import type { World } from '../support/world.ts';
import { exactToken } from './exact-token.ts';

/** How files begin that a browser shows as pictures, as hexadecimal digits. */
const BEGINNINGS = /^(89504e470d0a1a0a|ffd8ff|474946383[79]61|424d|52494646.{8}57454250)/;

/** What Exact shows as the picture of an item. */
export interface ShownPicture {
  readonly sha256: string;
  /** The checksum that Salesforce keeps of a file. */
  readonly md5: string;
  readonly size: number;
  /** False for a page, or nothing, in the place of a picture. */
  readonly isPicture: boolean;
}

/** Looks at the pictures of items as an app that a person let in. */
export async function picturesOf(world: World, items: readonly StoredRow[]): Promise<ReadonlyMap<string, ShownPicture>> {
  const pictured = items.filter(({ PictureName: name }) => typeof name === 'string');
  if (pictured.length === 0) return new Map();
  const authorization = `Bearer ${await exactToken(world)}`;
  const pictures = new Map<string, ShownPicture>();
  for (const item of pictured) {
    const answer = await fetch(String(item['PictureUrl']), { headers: { authorization } });
    const bytes = Buffer.from(await answer.arrayBuffer());
    pictures.set(String(item['ID']).toLowerCase(), {
      sha256: createHash('sha256').update(bytes).digest('hex'),
      md5: createHash('md5').update(bytes).digest('hex'),
      size: bytes.length,
      isPicture: answer.ok && BEGINNINGS.test(bytes.toString('hex', 0, 12)),
    });
  }
  return pictures;
}
