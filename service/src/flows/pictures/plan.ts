import { phrase, TandemError } from '../../errors/index.ts';
import { applyRules, plannedChanges } from '../../mapping/index.ts';
import type { PlanMoment } from '../flow.ts';
import { itemRef } from '../items/index.ts';
import type { FieldChange, Operation } from '../operation.ts';
import { changesTo, noteChanges } from '../record-changes.ts';
import { addressChanges, DISPLAY_PATH, fillsAddress, ownAddress } from './display-url.ts';
import { markOf } from './mark.ts';
import { NO_PICTURE, seenAs } from './seen-as.ts';
import { FILE_OBJECT, PICTURE_SETTINGS, type PicturesConfiguration } from './settings.ts';
import type { ItemPicture, PictureFacts, PictureLook, PicturedProduct, PicturesInput } from './types.ts';

const NAME_LENGTH = 255;

type Picture = Extract<PictureLook, { kind: 'picture' }>;

/** From pictures of Exact to files of products in Salesforce. Pure. */
export function planPictures({ facts, items }: PicturesInput, { configuration }: PlanMoment): readonly Operation[] {
  const settings = PICTURE_SETTINGS.of(configuration);
  return items.flatMap((item) => planItem(item, settings, facts));
}

function planItem(input: ItemPicture, settings: PicturesConfiguration, facts: PictureFacts): Operation[] {
  const { product, look } = input;
  if (product === undefined) return [withoutProduct(input)];
  if (look.kind === 'leftOut')
    return [{ ...ofProduct(input, product), action: look.isSkipped ? 'skip' : 'block', reason: look.reason }];
  if (look.kind === 'problem') return withProblem(input, product, look.problem, facts);
  if (look.kind === 'picture') return planPicture(input, product, look, settings, facts);
  const changes =
    look.kind === 'none'
      ? withoutPicture(product, facts)
      : addressChanges(product, product.Exact_Picture_Version__c, fillsAddress(settings, facts));
  return [updated(input, product, changes)];
}

/** Uploads what is new, and notes it on the product; what stands already, though nobody noted it, is only noted. */
function planPicture(
  input: ItemPicture,
  product: PicturedProduct,
  picture: Picture,
  settings: PicturesConfiguration,
  facts: PictureFacts,
): Operation[] {
  const version = product.Exact_Picture_Version__c;
  const isFilled = fillsAddress(settings, facts);
  if (picture.hash === product.Exact_Picture_Hash__c && version !== null) {
    return [updated(input, product, [...looked(input, product), ...addressChanges(product, version, isFilled)])];
  }
  const made = input.files.versions.get(markOf(facts.division, input.itemId, picture));
  const taken = changesTo(product, { Exact_Picture_Hash__c: picture.hash });
  if (made !== undefined) {
    const noted = changesTo(product, { Exact_Picture_Version__c: made });
    return [updated(input, product, [...looked(input, product), ...taken, ...noted, ...addressChanges(product, made, isFilled)])];
  }
  const upload = uploadOf(input, product, picture, settings, facts);
  if (upload.reason !== undefined) return [upload];
  const id = { ref: upload.key };
  const fields: FieldChange[] = [
    ...looked(input, product),
    ...taken,
    { field: 'Exact_Picture_Version__c', from: version, to: id, policy: 'always' },
    ...addressChanges(product, { ...id, prefix: DISPLAY_PATH }, isFilled),
  ];
  return [upload, { ...ofProduct(input, product), action: 'update', after: upload.key, fields, isMain: false }];
}

/** The first version of a file of the product, or a further one of the file that is ours. */
function uploadOf(
  { itemId, item, files: { file } }: ItemPicture,
  product: PicturedProduct,
  picture: Picture,
  settings: PicturesConfiguration,
  facts: PictureFacts,
): Operation {
  const label = product.ProductCode ?? item?.Code ?? itemId;
  const base = { key: `salesforce/${FILE_OBJECT}/${itemId}`, recordId: itemId, label, isMain: true } as const;
  const standing = file?.isOurs === true ? file : undefined;
  const names = { record: phrase('record_picture', { item: label }), system: 'Salesforce' };
  const mapped = applyRules(settings.rules, { item }, (field) => facts.fileFields.get(field), names);
  const [problem] = mapped.problems;
  const ruled = plannedChanges(mapped.fields, standing === undefined ? undefined : { Title: standing.title }, {
    keepsEmpty: false,
  });
  const hasTitle = ruled.some(({ field }) => field === 'Title');
  const place = standing === undefined ? { FirstPublishLocationId: product.Id } : { ContentDocumentId: standing.documentId };
  const own = {
    ...(hasTitle ? {} : { Title: standing?.title ?? label }),
    PathOnClient: markOf(facts.division, itemId, picture),
    ...place,
  };
  return {
    ...{ ...base, system: 'salesforce', object: FILE_OBJECT },
    action: problem === undefined ? 'create' : 'block',
    fields: [...ruled.map((change) => ({ ...change, from: null })), ...changesTo(undefined, own)],
    blob: {
      ...{ field: 'VersionData', name: item?.PictureName ?? label, size: picture.size },
      ...{ source: picture.address, hash: picture.hash },
    },
    ...(problem === undefined ? {} : { reason: problem }),
  };
}

/** The file stays, and so does what the product says of it: only why there is no newer one is told. */
function withProblem(input: ItemPicture, product: PicturedProduct, problem: TandemError, facts: PictureFacts): Operation[] {
  const base = ofProduct(input, product);
  const note = { field: 'Exact_Picture_Problem__c', problem, isOver: true, language: facts.language };
  const fields = [...lookedAt(input, product), ...noteChanges(product, note)];
  const told: Operation = { ...base, key: `${base.key}/problem`, action: 'update', fields, isMain: false, isNote: true };
  return [{ ...base, action: 'block', reason: problem }, ...(fields.length === 0 ? [] : [told])];
}

/** Exact shows none any more, or never did. The file stays, for nothing is deleted; what is not of Exact any more is not said. */
function withoutPicture(product: PicturedProduct, { mayWriteAddress }: PictureFacts): FieldChange[] {
  const isOwn = mayWriteAddress && product.DisplayUrl !== null && product.DisplayUrl === ownAddress(product);
  return changesTo(product, {
    Exact_Picture_Name__c: null,
    Exact_Picture_Hash__c: null,
    Exact_Picture_Version__c: null,
    Exact_Picture_Problem__c: null,
    Exact_Picture_Seen__c: NO_PICTURE,
    ...(isOwn ? { DisplayUrl: null } : {}),
  });
}

/** What was looked at, and that nothing is wrong with it. */
function looked(input: ItemPicture, product: PicturedProduct): FieldChange[] {
  return [...lookedAt(input, product), ...changesTo(product, { Exact_Picture_Problem__c: null })];
}

function lookedAt({ item }: ItemPicture, product: PicturedProduct): FieldChange[] {
  if (item === undefined) return [];
  const name = item.PictureName?.slice(0, NAME_LENGTH) ?? null;
  return changesTo(product, { Exact_Picture_Name__c: name, Exact_Picture_Seen__c: seenAs(item) });
}

function updated(input: ItemPicture, product: PicturedProduct, fields: readonly FieldChange[]): Operation {
  return { ...ofProduct(input, product), action: fields.length === 0 ? 'unchanged' : 'update', fields };
}

function ofProduct({ itemId, item }: ItemPicture, product: PicturedProduct): Omit<Operation, 'action'> {
  return {
    key: `salesforce/Product2/${itemId}/picture`,
    recordId: itemId,
    label: product.ProductCode ?? item?.Code ?? itemId,
    system: 'salesforce',
    object: 'Product2',
    source: itemRef(itemId),
    targetId: product.Id,
    fields: [],
    isMain: true,
  };
}

function withoutProduct({ itemId, item }: ItemPicture): Operation {
  const label = item?.Code ?? itemId;
  return {
    ...{ key: `salesforce/Product2/${itemId}/picture`, recordId: itemId, label, system: 'salesforce', object: 'Product2' },
    ...{ source: itemRef(itemId), action: 'skip', fields: [], isMain: true },
    reason: new TandemError('picture_without_product', { item: label }, { recordId: itemId }),
  };
}
