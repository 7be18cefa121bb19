/** The pictures that a browser shows, by the ending of their files. */
export type PictureType = 'png' | 'jpg' | 'gif' | 'webp' | 'bmp';

const SIGNATURES: readonly (readonly [PictureType, string])[] = [
  ['png', '89504e470d0a1a0a'],
  ['jpg', 'ffd8ff'],
  ['gif', '474946383761'],
  ['gif', '474946383961'],
  ['bmp', '424d'],
];
/** `RIFF`, four bytes of size, `WEBP`. */
const WEBP = /^52494646.{8}57454250/;
const LONGEST_SIGNATURE = 12;

/** What a picture is, by its bytes: the name and the type of content that come with it are only somebody's word. Undefined: none of them. */
export function pictureTypeOf(bytes: Buffer): PictureType | undefined {
  const start = bytes.subarray(0, LONGEST_SIGNATURE).toString('hex');
  if (WEBP.test(start)) return 'webp';
  return SIGNATURES.find(([, signature]) => start.startsWith(signature))?.[0];
}

/**
 * True for a picture of one pixel: what Exact shows whoever it does not want to show the picture. Its pixel is a PNG or a GIF, which say
 * their size at a fixed place.
 */
export function isPixel(bytes: Buffer, type: PictureType): boolean {
  if (type === 'png' && bytes.length >= 24) return bytes.readUInt32BE(16) === 1 && bytes.readUInt32BE(20) === 1;
  if (type === 'gif' && bytes.length >= 10) return bytes.readUInt16LE(6) === 1 && bytes.readUInt16LE(8) === 1;
  return false;
}
