import { badRequest } from '../failure.ts';
import type { Division } from '../store/division.ts';
import type { PictureTrouble } from '../store/picture-trouble.ts';
import type { World } from '../world.ts';
import { empty, header, html, type Answer, type Request } from './answer.ts';

/** A white picture of one pixel: what the vendor shows whoever comes without a token. */
const WHITE_PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==',
  'base64',
);
const ERROR_PAGE = '<html><head><title>Exact Online</title></head><body><h1>An error has occurred</h1></body></html>';

const KINDS: readonly string[] = ['gone', 'page', 'pixel', 'empty', 'address', 'redirect'];

/** Beginnings of files, as hexadecimal digits. */
const CONTENT_TYPES: readonly (readonly [string, string])[] = [
  ['89504e47', 'image/png'],
  ['ffd8ff', 'image/jpeg'],
  ['47494638', 'image/gif'],
  ['424d', 'image/bmp'],
  ['52494646', 'image/webp'],
];

const picture = (body: Buffer): Answer => {
  const start = body.subarray(0, 8).toString('hex');
  const known = CONTENT_TYPES.find(([beginning]) => start.startsWith(beginning));
  return { status: 200, headers: { 'content-type': known?.[1] ?? 'application/octet-stream' }, body };
};

const inTrouble = (trouble: PictureTrouble): Answer | undefined => {
  if (trouble.kind === 'gone') return html(404, ERROR_PAGE);
  if (trouble.kind === 'page') return html(200, ERROR_PAGE);
  if (trouble.kind === 'pixel') return picture(WHITE_PIXEL);
  if (trouble.kind === 'empty') return { status: 200, headers: { 'content-type': 'image/png' }, body: '' };
  return trouble.kind === 'redirect' ? empty(302, { location: trouble.to }) : undefined;
};

/** GET /docs/SysImage.aspx: an item's picture, with a token of a consent that covers the company. */
export const readPicture = (world: World, request: Request): Answer => {
  const access = world.grants.access(header(request, 'authorization').replace(/^Bearer /i, ''));
  const code = Number(request.query.get('_Division_'));
  const isAllowed = access.kind === 'good' && (!access.grant.divisions || access.grant.divisions.has(code));
  const division = isAllowed ? world.division(code) : undefined;
  const item = request.query.get('ID')?.toLowerCase() ?? '';
  const trouble = division?.pictureTroubles.get(item);
  const instead = trouble && inTrouble(trouble);
  return instead ?? picture(division?.pictures.get(item) ?? WHITE_PIXEL);
};

/** Control: `{item, kind, to}` troubles the picture of an item, without a kind it is well again. */
export const troublePicture = (division: Division, body: Readonly<Record<string, unknown>>): void => {
  const { item, kind, to } = body;
  if (typeof item !== 'string') throw badRequest('item is required');
  if (kind === undefined) {
    division.pictureTroubles.delete(item.toLowerCase());
    return;
  }
  if (typeof kind !== 'string' || !KINDS.includes(kind)) throw badRequest('Unknown trouble of a picture');
  division.pictureTroubles.set(item.toLowerCase(), { kind, to: String(to) } as PictureTrouble);
};
