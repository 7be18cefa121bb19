import { createHash } from 'node:crypto';
import { isTandemError, TandemError } from '../../errors/index.ts';
import type { ExactDivision, ExactItemPicture } from '../../exact/index.ts';
import { isPixel, pictureTypeOf } from './picture-type.ts';
import type { PictureLook } from './types.ts';

const MEGABYTE = 1024 * 1024;
const MOST_MEGABYTES = 10;
/** Of one picture; far below what Salesforce takes as text within JSON (37.5 MB). */
export const MOST_BYTES = MOST_MEGABYTES * MEGABYTE;

/** What was fetched: what is told of it, and its bytes where it is a picture. */
export interface FetchedPicture {
  readonly look: Extract<PictureLook, { kind: 'picture' | 'problem' }>;
  readonly bytes?: Buffer;
}

/** Fetches the picture of an item. Never throws for a picture: only for what holds up all of them, such as a limit of Exact. */
export async function fetchPicture(
  exact: ExactDivision,
  { ID: itemId, Code: item, ...picture }: ExactItemPicture,
): Promise<FetchedPicture> {
  const params = { item, name: picture.PictureName ?? '' };
  const problem = (code: PictureProblem): FetchedPicture => ({
    look: {
      kind: 'problem',
      problem: new TandemError(code, { ...params, megabytes: MOST_MEGABYTES }, { recordId: itemId.toLowerCase() }),
    },
  });
  const address = picture.PictureUrl ?? '';
  try {
    const bytes = await exact.readFile(address, MOST_BYTES);
    if (bytes === undefined) return problem('picture_elsewhere');
    if (bytes.length === 0) return problem('picture_empty');
    const type = pictureTypeOf(bytes);
    if (type === undefined) return problem('picture_not_image');
    if (isPixel(bytes, type)) return problem('picture_blank');
    return { look: { kind: 'picture', hash: hashOf(bytes), size: bytes.length, type, address }, bytes };
  } catch (error) {
    if (isTandemError(error, 'exact_not_found')) return problem('picture_gone');
    if (isTandemError(error, 'exact_unreadable_answer')) return problem('picture_too_large');
    // With a time to wait for, nothing of Exact answers any more.
    if (isTandemError(error, 'exact_unavailable') && error.retryAfterMs === undefined) return problem('picture_unanswered');
    if (isTandemError(error) && error.handling === 'person') return { look: { kind: 'problem', problem: error } };
    throw error;
  }
}

type PictureProblem =
  | 'picture_blank'
  | 'picture_elsewhere'
  | 'picture_empty'
  | 'picture_gone'
  | 'picture_not_image'
  | 'picture_too_large'
  | 'picture_unanswered';

/** SHA-256 as hex. */
export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
