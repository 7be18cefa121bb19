import { phrase, TandemError } from '../../errors/index.ts';
import { ITEM_PICTURES, type ExactItemPicture } from '../../exact/index.ts';
import { soqlDateTime, soqlText } from '../../salesforce/index.ts';
import { isWanted } from '../condition.ts';
import type { FlowBatch, FlowContext } from '../flow.ts';
import { itemIdOf, LinkedProducts } from '../items/index.ts';
import { writableFields } from '../writable-fields.ts';
import { addressChanges, fillsAddress } from './display-url.ts';
import { fetchPicture } from './fetch-picture.ts';
import { hold } from './held-picture.ts';
import { markOf } from './mark.ts';
import { filesOf } from './product-files.ts';
import { NO_PICTURE, seenAs } from './seen-as.ts';
import { FILE_OBJECT, PICTURE_SETTINGS, type PicturesConfiguration } from './settings.ts';
import type { Candidate, ItemPicture, PictureFacts, PictureFiles, PictureLook, PicturedProduct, PicturesInput } from './types.ts';

type Batches = AsyncGenerator<FlowBatch<PicturesInput>>;

const PRODUCT_FIELDS = [
  'ProductCode',
  'DisplayUrl',
  'Exact_Picture_Name__c',
  'Exact_Picture_Hash__c',
  'Exact_Picture_Seen__c',
  'Exact_Picture_Version__c',
  'Exact_Picture_Problem__c',
] as const;
/** Products whose files are asked for at once. */
const LOOKED_TOGETHER = 100;
/** Items without a picture to write that share a batch. */
const MOST_A_BATCH = 500;
const NO_FILES: PictureFiles = { file: undefined, versions: new Map() };

/** How items are looked at. */
interface Looking {
  /** Positions that may be stored once all of them are dealt with. */
  readonly cursors?: Readonly<Record<string, string>>;
  /** Fetched also where name and address are known. */
  readonly isForced?: boolean;
  /** A person named them: each is told what became of it. */
  readonly isAskedFor?: boolean;
}

/** Puts the Salesforce side next to items of Exact, and looks at their pictures one after the other. */
export class PictureReader {
  readonly context: FlowContext;
  readonly settings: PicturesConfiguration;
  readonly #facts: PictureFacts;
  readonly #products: LinkedProducts<PicturedProduct>;

  private constructor(context: FlowContext, facts: PictureFacts) {
    this.context = context;
    this.settings = PICTURE_SETTINGS.of(context.configuration);
    this.#facts = facts;
    this.#products = new LinkedProducts(context, PRODUCT_FIELDS, PICTURE_SETTINGS.flow);
  }

  static async open(context: FlowContext): Promise<PictureReader> {
    const { salesforce, division } = context;
    const { language } = await salesforce.features();
    // A version is made and never changed: what may be written is what may be given to a new one.
    const file = await salesforce.describe(FILE_OBJECT);
    const fields = new Map([...file.fields].map(([name, field]) => [name, { ...field, updateable: field.createable }]));
    const mayWriteAddress = writableFields(await salesforce.describe('Product2')).has('DisplayUrl');
    return new PictureReader(context, { division, language, fileFields: writableFields({ ...file, fields }), mayWriteAddress });
  }

  batch(items: readonly ItemPicture[], cursors: Readonly<Record<string, string>> = {}): FlowBatch<PicturesInput> {
    return { input: { facts: this.#facts, items }, cursors, followUps: [], recordIds: items.map(({ itemId }) => itemId) };
  }

  /** Items with their products; those that are none are none of ours, and neither are those that the default division knows too. */
  async ofItems(items: readonly ExactItemPicture[]): Promise<Candidate[]> {
    const products = await this.#products.ofItems(items.map(({ ID }) => ID.toLowerCase()));
    return items.flatMap((item) => {
      const itemId = item.ID.toLowerCase();
      const product = products.get(itemId);
      return product === undefined || product.isLed === true ? [] : [{ itemId, item, product }];
    });
  }

  /** The same by their ids, those that are gone from Exact or no product among them. */
  async named(itemIds: readonly string[]): Promise<Candidate[]> {
    if (itemIds.length === 0) return [];
    const items = await this.#items(itemIds);
    const products = await this.#products.ofItems(itemIds);
    return itemIds
      .map((itemId) => ({ itemId, item: items.get(itemId), product: products.get(itemId) }))
      .filter(({ product }) => product?.isLed !== true);
  }

  /** Items of products, as Exact has them now. */
  async ofProducts(products: readonly PicturedProduct[]): Promise<Candidate[]> {
    const items = await this.#items(products.map(itemIdOf));
    return products.map((product) => ({ itemId: itemIdOf(product), item: items.get(itemIdOf(product)), product }));
  }

  /** Ids, in lower case, of the items of these products. */
  itemsOf(productIds: readonly string[]): Promise<string[]> {
    return this.#products.itemsOf(productIds);
  }

  /** Products that nobody looked at and that were made or linked since then, page by page. */
  unseen(since: Date): AsyncIterable<PicturedProduct[]> {
    const touched = (path: string): string => `${path}LastModifiedDate >= ${soqlDateTime(since)}`;
    return this.#products.pages((path) =>
      [
        `${this.#products.ownOnly(path)}${path}Exact_Picture_Seen__c = null`,
        path === '' ? touched('') : `(${touched('')} OR ${touched(path)})`,
      ].join(' AND '),
    );
  }

  /** Products with a picture in the order of their ids, after one of them. */
  async withPicture(afterId: string, count: number): Promise<PicturedProduct[]> {
    const pages = this.#products.pages((path, id) => {
      const rest = afterId === '' ? '' : ` AND ${id} > ${soqlText(afterId)}`;
      return `${this.#products.ownOnly(path)}${path}Exact_Picture_Hash__c != null${rest} ORDER BY ${id} LIMIT ${count}`;
    });
    const products: PicturedProduct[] = [];
    for await (const page of pages) products.push(...page);
    return products;
  }

  /** Looks at the pictures of items. A picture that is to be written ends its batch, so that one is in memory. */
  async *looked(candidates: readonly Candidate[], { cursors = {}, isForced = false, isAskedFor = false }: Looking): Batches {
    let ready: ItemPicture[] = [];
    for (let start = 0; start < candidates.length; start += LOOKED_TOGETHER) {
      const together = candidates
        .slice(start, start + LOOKED_TOGETHER)
        .filter((each) => isAskedFor || this.#isDue(each, isForced));
      const files = await filesOf(this.context.salesforce, this.context.division, together.filter(hasPicture));
      for (const candidate of together) {
        const { look, isHeld } = await this.#look(candidate, files(candidate), isForced);
        ready.push({ ...candidate, look, files: hasPicture(candidate) ? files(candidate) : NO_FILES });
        if (!isHeld && ready.length < MOST_A_BATCH) continue;
        yield this.batch(ready);
        ready = [];
      }
    }
    if (ready.length > 0 || Object.keys(cursors).length > 0) yield this.batch(ready, cursors);
  }

  async #items(itemIds: readonly string[]): Promise<Map<string, ExactItemPicture>> {
    const found = await this.context.exact.findAny(ITEM_PICTURES, 'ID', 'guid', itemIds);
    return new Map(found.map((item) => [item.ID.toLowerCase(), item]));
  }

  /** False where there is nothing to fetch, and nothing to write without fetching: that says nothing, also not that all is well. */
  #isDue({ item, product }: Candidate, isForced: boolean): boolean {
    if (item === undefined || product === undefined) return false;
    if (isForced || product.Exact_Picture_Seen__c !== seenAs(item)) return this.#leftOut(item)?.isSkipped !== true;
    const isFine = (product.Exact_Picture_Problem__c ?? '') === '';
    return (
      isFine && addressChanges(product, product.Exact_Picture_Version__c, fillsAddress(this.settings, this.#facts)).length > 0
    );
  }

  async #look(
    { itemId, item, product }: Candidate,
    { versions }: PictureFiles,
    isForced: boolean,
  ): Promise<{ readonly look: PictureLook; readonly isHeld?: boolean }> {
    if (item === undefined || product === undefined) return { look: { kind: 'none' } };
    const leftOut = this.#leftOut(item);
    if (leftOut !== undefined) return { look: leftOut };
    const seen = seenAs(item);
    if (seen === NO_PICTURE) return { look: { kind: 'none' } };
    if (!isForced && seen === product.Exact_Picture_Seen__c) return { look: { kind: 'known' } };
    const { look, bytes } = await fetchPicture(this.context.exact, item);
    if (look.kind !== 'picture' || bytes === undefined) return { look };
    const stands = look.hash === product.Exact_Picture_Hash__c || versions.has(markOf(this.#facts.division, itemId, look));
    if (!stands) hold(this.context.exact, look.hash, bytes);
    return { look, isHeld: !stands };
  }

  #leftOut(item: ExactItemPicture): Extract<PictureLook, { kind: 'leftOut' }> | undefined {
    const label = item.Code;
    const wanted = isWanted({ when: this.settings.when, scope: { item }, record: phrase('record_picture', { item: label }) });
    if (wanted instanceof TandemError) return { kind: 'leftOut', reason: wanted, isSkipped: false };
    if (wanted) return undefined;
    return { kind: 'leftOut', reason: new TandemError('picture_not_selected', { item: label }), isSkipped: true };
  }
}

function hasPicture({ item, product }: Candidate): boolean {
  return product !== undefined && item !== undefined && seenAs(item) !== NO_PICTURE;
}
