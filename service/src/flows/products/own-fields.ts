import {
  ITEM_EXTRA_FIELDS,
  itemsWith,
  OWN_ITEM_FIELDS,
  quoteGuid,
  type ExactDivision,
  type ExactItem,
} from '../../exact/index.ts';
import type { ProductsConfiguration } from './settings.ts';
import type { ItemInput } from './types.ts';
import { EXTRA, ITEM } from './variables.ts';

/** Items of a batch where each costs a call. */
const ITEMS_A_BATCH = 50;

/** What the settings read of the fields that a company gives its own meaning: nothing else of them is asked for. */
export class OwnFields {
  /** The ways of reading items. */
  readonly resources: ReturnType<typeof itemsWith>;
  /** True where extra fields are read: one call an item. */
  readonly hasExtra: boolean;

  constructor({ rules, when, features }: ProductsConfiguration) {
    const formulas = [...rules.map(({ formula }) => formula), ...(when === undefined ? [] : [when])];
    const named = formulas
      .flatMap(({ references }) => references)
      .filter(({ variable }) => variable === ITEM.name)
      .map(({ field }) => field);
    const shown = features.list.map(({ from }) => from);
    const fields = new Set([...named, ...shown].filter((field) => Object.hasOwn(OWN_ITEM_FIELDS, field)));
    this.resources = itemsWith([...fields].toSorted());
    this.hasExtra = named.includes(EXTRA) || shown.some((from) => from.startsWith(`${EXTRA}/`));
  }

  /** Most rows of a batch; undefined where reading them costs nothing more. */
  get rowsABatch(): number | undefined {
    return this.hasExtra ? ITEMS_A_BATCH : undefined;
  }

  /** Items with their extra fields, as far as those are read: none of an item that is and becomes no product. */
  async withExtra(exact: ExactDivision, inputs: readonly ItemInput[]): Promise<readonly ItemInput[]> {
    if (!this.hasExtra) return inputs;
    const read: ItemInput[] = [];
    for (const input of inputs) {
      const isNone = !input.item.IsSalesItem && input.product === undefined;
      read.push(isNone ? input : { ...input, item: { ...input.item, extra: await extraFieldsOf(exact, input.item) } });
    }
    return read;
  }
}

/** Values by name and by number; of two fields of one name that of the lower number. */
async function extraFieldsOf(exact: ExactDivision, { ID: id }: ExactItem): Promise<Readonly<Record<string, string>>> {
  const rows = await exact.find(ITEM_EXTRA_FIELDS, { parameters: { itemId: quoteGuid(id) } });
  const fields = rows.toSorted((left, right) => right.Number - left.Number);
  return Object.fromEntries([
    ...fields.map((row) => [String(row.Number), row.Value ?? '']),
    ...fields.map((row) => [row.Description ?? '', row.Value ?? '']),
  ]) as Readonly<Record<string, string>>;
}
