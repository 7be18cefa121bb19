import { linkKey } from '../../links/index.ts';
import type { PictureType } from './picture-type.ts';

/** Characters of a hash that tell pictures of one item apart. */
const HASH_IN_MARK = 16;

/**
 * What a version of a file is known by again: division, item and picture. It stands in `PathOnClient`, which Salesforce keeps and people
 * do not see: they read, and may change, the title.
 */
export function markOf(
  division: number,
  itemId: string,
  { hash, type }: { readonly hash: string; readonly type: PictureType },
): string {
  return `${markStart(division, itemId)}${hash.slice(0, HASH_IN_MARK)}.${type}`;
}

/** How the marks of all pictures of an item begin; without an item, of all items of a division. */
export function markStart(division: number, itemId: string): string {
  return `${linkKey({ division, entity: 'Items', exactId: itemId })}${itemId === '' ? '' : '-'}`;
}
