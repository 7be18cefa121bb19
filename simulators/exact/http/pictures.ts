import type { World } from '../world.ts';
import { header, type Answer, type Request } from './answer.ts';

/** A white picture of one pixel: what the vendor shows whoever comes without a token. */
const WHITE_PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==',
  'base64',
);

/** GET /docs/SysImage.aspx: an item's picture, with a token of a consent that covers the company. */
export const readPicture = (world: World, request: Request): Answer => {
  const access = world.grants.access(header(request, 'authorization').replace(/^Bearer /i, ''));
  const code = Number(request.query.get('_Division_'));
  const isAllowed = access.kind === 'good' && (!access.grant.divisions || access.grant.divisions.has(code));
  const picture = isAllowed ? world.division(code)?.pictures.get(request.query.get('ID')?.toLowerCase() ?? '') : undefined;
  return { status: 200, headers: { 'content-type': 'image/png' }, body: picture ?? WHITE_PIXEL };
};
