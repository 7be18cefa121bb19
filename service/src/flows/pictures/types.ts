import type { TandemError, Language } from '../../errors/index.ts';
import type { ExactItemPicture } from '../../exact/index.ts';
import type { TargetLimits } from '../../mapping/index.ts';
import type { LinkedProduct } from '../items/index.ts';
import type { PictureType } from './picture-type.ts';

/** A product as far as its picture goes. */
export interface PicturedProduct extends LinkedProduct {
  readonly ProductCode: string | null;
  readonly DisplayUrl: string | null;
  readonly Exact_Picture_Name__c: string | null;
  /** SHA-256 of the picture that was taken over last. */
  readonly Exact_Picture_Hash__c: string | null;
  /** What `seenAs` said of the item when it was looked at; null for a product that nobody looked at yet. */
  readonly Exact_Picture_Seen__c: string | null;
  /** The version of a file that Tandem made last. */
  readonly Exact_Picture_Version__c: string | null;
  readonly Exact_Picture_Problem__c: string | null;
}

/** An item of Exact with the product that it is. */
export interface Candidate {
  /** Lower case. */
  readonly itemId: string;
  /** Undefined: Exact has no such item. */
  readonly item: ExactItemPicture | undefined;
  /** Undefined: the item is no product. */
  readonly product: PicturedProduct | undefined;
}

/** What a look at the picture of an item brought. */
export type PictureLook =
  /** Nobody looked: name and address are as they were. */
  | { readonly kind: 'known' }
  /** The item has no picture, or is gone. */
  | { readonly kind: 'none' }
  | {
      readonly kind: 'picture';
      readonly hash: string;
      readonly size: number;
      readonly type: PictureType;
      readonly address: string;
    }
  | { readonly kind: 'problem'; readonly problem: TandemError }
  /** The settings leave the item out, or nobody can tell whether they do. */
  | { readonly kind: 'leftOut'; readonly reason: TandemError; readonly isSkipped: boolean };

/** The files of a product that pictures of its item became. */
export interface PictureFiles {
  /** The file of the version that the product names; undefined where it is gone. */
  readonly file: PictureFile | undefined;
  /** Ids of versions by what they are known by: those that stand, whether the product names them or not. */
  readonly versions: ReadonlyMap<string, string>;
}

export interface PictureFile {
  readonly documentId: string;
  readonly title: string | null;
  /** False where a person has put a version of his own over ours. */
  readonly isOurs: boolean;
}

/** An item whose picture was looked at. */
export interface ItemPicture extends Candidate {
  readonly look: PictureLook;
  readonly files: PictureFiles;
}

/** What the plan has to know of both systems besides the records. */
export interface PictureFacts {
  /** The division of Exact that the flow works in. */
  readonly division: number;
  readonly language: Language;
  /** Fields of a file that the integration user may write, with what they take. */
  readonly fileFields: ReadonlyMap<string, TargetLimits>;
  /** False where the org gives no right to write `DisplayUrl`: pictures come without it. */
  readonly mayWriteAddress: boolean;
}

/** One batch of the pictures flow. */
export interface PicturesInput {
  readonly facts: PictureFacts;
  readonly items: readonly ItemPicture[];
}
