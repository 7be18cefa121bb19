import type { FieldChange, Reference } from '../operation.ts';
import type { PicturesConfiguration } from './settings.ts';
import type { PicturedProduct, PictureFacts } from './types.ts';

/** Where an org shows a version of a file to whoever may see it; its id follows. */
export const DISPLAY_PATH = '/sfc/servlet.shepherd/version/download/';

/** The address of the picture that Tandem made last. */
export function ownAddress({ Exact_Picture_Version__c: version }: PicturedProduct): string | undefined {
  return version === null ? undefined : `${DISPLAY_PATH}${version}`;
}

/** Whether `DisplayUrl` is to be filled: the settings say so, and the org lets it be written. */
export function fillsAddress({ displayUrl }: PicturesConfiguration, { mayWriteAddress }: PictureFacts): boolean {
  return displayUrl && mayWriteAddress;
}

/** `DisplayUrl` where it is to be filled, and empty or ours: what a person entered stays. `version`: its id, or the operation that makes it. */
export function addressChanges(product: PicturedProduct, version: string | Reference | null, isFilled: boolean): FieldChange[] {
  const { DisplayUrl: from } = product;
  if (!isFilled || version === null || (from !== null && from !== ownAddress(product))) return [];
  const to = typeof version === 'string' ? `${DISPLAY_PATH}${version}` : version;
  return to === from ? [] : [{ field: 'DisplayUrl', from, to, policy: 'always' }];
}
