import { SET_PARTS, type ExactSetPart } from '../../exact/index.ts';
import { linkKey } from '../../links/index.ts';
import { soqlForValues, soqlText } from '../../salesforce/index.ts';
import type { FlowBatch, FlowContext } from '../flow.ts';
import { LinkedProducts } from '../items/index.ts';
import { writableFields } from '../writable-fields.ts';
import { PART_OBJECT, SET_SETTINGS } from './settings.ts';
import type { PartRow, ReadSet, SetFacts, SetProduct, SetsInput } from './types.ts';

const ROW_FIELDS = ['Id', 'Key__c', 'Exact_Item_Id__c', 'Part_Item_Id__c', 'Set__c', 'Part__c', 'Quantity__c', 'Unit__c'];
const NONE: ReadonlySet<string> = new Set();

/** Sets with the products of their parts. */
export type SetsPart = Omit<SetsInput, 'facts'>;

/** Puts the Salesforce side next to the bills of material that Exact sent. */
export class SetsReader {
  readonly context: FlowContext;
  readonly #facts: SetFacts;
  readonly #products: LinkedProducts<SetProduct>;
  readonly #query: (condition: string) => string;

  private constructor(context: FlowContext, facts: SetFacts) {
    const ruled = SET_SETTINGS.of(context.configuration).rules.map(({ field }) => field);
    const selected = [...new Set([...ROW_FIELDS, ...ruled.filter((field) => facts.rowFields.has(field))])].join(', ');
    const ofDivision = `Division__c = ${soqlText(String(context.division))}`;
    this.context = context;
    this.#facts = facts;
    this.#products = new LinkedProducts(context, ['ProductCode', 'Exact_Set__c', 'Exact_Unit__c'], SET_SETTINGS.flow);
    this.#query = (condition) => `SELECT ${selected} FROM ${PART_OBJECT} WHERE ${ofDivision} AND ${condition}`;
  }

  static async open(context: FlowContext): Promise<SetsReader> {
    const rowFields = writableFields(await context.salesforce.describe(PART_OBJECT));
    return new SetsReader(context, { division: context.division, rowFields });
  }

  batch({ sets, partProducts }: SetsPart, cursors: Readonly<Record<string, string>> = {}): FlowBatch<SetsInput> {
    const input = { facts: this.#facts, sets, partProducts };
    return { input, cursors, followUps: [], recordIds: sets.map(({ itemId }) => itemId) };
  }

  /** The sets of parts that were made or changed. */
  changed(parts: readonly ExactSetPart[]): Promise<SetsPart> {
    return this.#together(
      Map.groupBy(parts, ({ AssembledItem }) => AssembledItem.toLowerCase()),
      false,
    );
  }

  /** Sets with all their parts, as Exact has them now. `isAskedFor`: one that is no product is told. */
  async ofItems(itemIds: readonly string[], { isAskedFor }: { readonly isAskedFor: boolean }): Promise<SetsPart> {
    const bySet = new Map(itemIds.map((itemId): [string, ExactSetPart[]] => [itemId, []]));
    const found = itemIds.length === 0 ? [] : await this.context.exact.findAny(SET_PARTS, 'AssembledItem', 'guid', itemIds);
    for (const part of found) bySet.get(part.AssembledItem.toLowerCase())?.push(part);
    const { sets, partProducts } = await this.#together(bySet, isAskedFor);
    return { sets: sets.map((set) => ({ ...set, goneKeys: this.#keysBut(set) })), partProducts };
  }

  /** Page by page the sets of rows whose part is not among these keys, all that Exact has. */
  async *gone(known: ReadonlySet<string>): AsyncIterable<SetsPart> {
    for await (const page of this.context.salesforce.pages<PartRow>(this.#query('Quantity__c != null'))) {
      const gone = page.filter(({ Key__c: key }) => !known.has(key.toLowerCase()));
      const bySet = Map.groupBy(gone, (row) => (row.Exact_Item_Id__c ?? '').toLowerCase());
      if (gone.length === 0) continue;
      const { sets, partProducts } = await this.#together(new Map([...bySet.keys()].map((itemId) => [itemId, []])), false);
      const keys = new Set(gone.map(({ Key__c: key }) => key));
      yield { sets: sets.map((set) => ({ ...set, goneKeys: keys })), partProducts };
    }
  }

  /** Ids, in lower case, of the sets that wait for a part to become a product which is one now. */
  async arrived(): Promise<string[]> {
    const condition = 'Part__c = null AND Part_Item_Id__c != null AND Quantity__c != null ORDER BY Id LIMIT 2000';
    const rows = await this.context.salesforce.query<PartRow>(this.#query(condition));
    const products = rows.length === 0 ? new Map() : await this.#products.ofItems(idsIn(rows, 'Part_Item_Id__c'));
    return idsIn(
      rows.filter((row) => products.has((row.Part_Item_Id__c ?? '').toLowerCase())),
      'Exact_Item_Id__c',
    );
  }

  /** Which of these items are products. */
  async products(itemIds: readonly string[]): Promise<string[]> {
    return itemIds.length === 0 ? [] : [...(await this.#products.ofItems(itemIds)).keys()];
  }

  /** Ids, in lower case, of the items of these products. */
  itemsOf(productIds: readonly string[]): Promise<string[]> {
    return this.#products.itemsOf(productIds);
  }

  keyOf({ ID: exactId }: ExactSetPart): string {
    return partKey(this.context.division, exactId);
  }

  async #together(bySet: ReadonlyMap<string, readonly ExactSetPart[]>, isAskedFor: boolean): Promise<SetsPart> {
    const partIds = [...bySet.values()].flat().map(({ PartItem }) => PartItem.toLowerCase());
    if (bySet.size === 0) return { sets: [], partProducts: new Map() };
    const products = await this.#products.ofItems([...new Set([...bySet.keys(), ...partIds])]);
    const productIds = [...bySet.keys()].flatMap((itemId) => products.get(itemId)?.Id ?? []);
    const queries = soqlForValues('Set__c', productIds, (condition) => this.#query(condition));
    const rows = queries.length === 0 ? [] : (await this.context.salesforce.queryMany<PartRow>(queries)).flat();
    const byProduct = Map.groupBy(rows, (row) => row.Set__c ?? '');
    const sets = [...bySet].map(([itemId, parts]): ReadSet => {
      const product = products.get(itemId);
      return { itemId, product, parts, rows: byProduct.get(product?.Id ?? '') ?? [], goneKeys: NONE, isAskedFor };
    });
    return { sets, partProducts: products };
  }

  #keysBut({ parts, rows }: ReadSet): ReadonlySet<string> {
    const known = new Set(parts.map((part) => this.keyOf(part)));
    return new Set(rows.map((row) => row.Key__c).filter((key) => !known.has(key.toLowerCase())));
  }
}

/** Key of the row of a part, in lower case. */
export function partKey(division: number, exactId: string): string {
  return linkKey({ division, entity: 'AssemblyBillOfMaterialMaterials', exactId }).toLowerCase();
}

function idsIn(rows: readonly PartRow[], field: 'Exact_Item_Id__c' | 'Part_Item_Id__c'): string[] {
  return [...new Set(rows.map((row) => (row[field] ?? '').toLowerCase()).filter((id) => id !== ''))];
}
