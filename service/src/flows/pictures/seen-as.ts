import { createHash } from 'node:crypto';
import type { ExactItemPicture } from '../../exact/index.ts';

/** What stands on the product of an item without a picture. */
export const NO_PICTURE = 'none';

type Named = Pick<ExactItemPicture, 'ID' | 'PictureName' | 'PictureUrl'>;

/**
 * A text that changes with the name and the address of a picture, whatever host that is on: with the same one it is not fetched again.
 * The id of the item, which its address names, tells nothing. An item without a name has no picture, whatever address Exact gives for it.
 */
export function seenAs({ ID: itemId, PictureName: name, PictureUrl: address }: Named): string {
  if (name === null || address === null) return NO_PICTURE;
  const { pathname, search } = URL.canParse(address) ? new URL(address) : { pathname: address, search: '' };
  const place = `${pathname.replace(/^\/+/, '/')}${search}`.toLowerCase().replaceAll(itemId.toLowerCase(), '');
  return createHash('sha256')
    .update(JSON.stringify([name, place]))
    .digest('hex');
}
