import { divisionsOfFlow } from '../../mapping/index.ts';
import { LONGEST_QUERY_URI, soqlForValues, soqlText } from '../../salesforce/index.ts';
import type { FlowContext } from '../flow.ts';
import { CATEGORY_SETTINGS } from './settings.ts';
import { MEMBERSHIP_FIELD, MEMBERSHIP_OBJECT, SEEN_TO_FIELD } from './standard-objects.ts';
import { standardReference } from './standard-plan.ts';
import type { CategoryFacts, CategoryRow, Home, MemberInput, MemberRow, MembershipRow } from './types.ts';

/** Eight calls of composite graphs. */
const PRODUCTS_A_BATCH = 600;
const SELECTED = `SELECT Id, Name, ProductCode, Exact_Category__c, ${SEEN_TO_FIELD}, ${MEMBERSHIP_FIELD} FROM Product2 WHERE`;
const OR = ' OR ';
/** The namespace of a managed package before both fields of a condition. */
const PREFIXES_LENGTH = 36;

/** The standard category of each row of the division, by the id of the row; undefined where products belong in none. */
type Homes = ReadonlyMap<string, Home | undefined>;

/**
 * Products that are not in the standard category they belong in, some at a time. What was seen to stands on them, so that one query tells
 * of all, however many there are, and what was done comes up no more. A product whose category is of another division is of that one.
 *
 * @param isShown whether a row is active, or will be
 */
export async function* dueMembers(
  context: FlowContext,
  facts: CategoryFacts,
  isShown: (row: CategoryRow) => boolean,
): AsyncGenerator<MemberInput[]> {
  if (facts.standard?.takesProducts !== true) return;
  const homes = homesOf(facts, isShown);
  const former = [...facts.rows.values()].flatMap(({ Product_Category_Id__c: id }) => id ?? []);
  const queries = queriesFor([...homes].map(belongsElsewhere).concat(belongsNowhere(context, former)));
  for (const soql of await withRows(context, queries))
    for await (const page of context.salesforce.pages<MemberRow>(soql))
      for (let start = 0; start < page.length; start += PRODUCTS_A_BATCH)
        yield await inputsOf(context, homes, page.slice(start, start + PRODUCTS_A_BATCH));
}

/** Those of these products whose category is of this division, or that have none. */
export async function namedMembers(
  context: FlowContext,
  facts: CategoryFacts,
  productIds: readonly string[],
): Promise<MemberInput[]> {
  if (facts.standard?.takesProducts !== true) return [];
  const homes = homesOf(facts, (row) => row.Is_Active__c);
  const queries = soqlForValues('Id', productIds, (condition) => `${SELECTED} ${condition}`);
  const found = (await context.salesforce.queryMany<MemberRow>(queries)).flat();
  const own = found.filter(({ Exact_Category__c: row }) => row === null || homes.has(row));
  return own.length === 0 ? [] : inputsOf(context, homes, own);
}

function homesOf({ rows, standard }: CategoryFacts, isShown: (row: CategoryRow) => boolean): Homes {
  return new Map(
    [...rows].map(([key, row]) => {
      const id = row.Product_Category_Id__c;
      // One that a person deleted is not made again; one that is yet to be made is known by its row.
      const home = id === null ? standardReference(key) : standard?.standing.has(id) === true ? id : undefined;
      return [row.Id, isShown(row) ? home : undefined];
    }),
  );
}

function belongsElsewhere([rowId, home]: readonly [string, Home | undefined]): string {
  const ofRow = `Exact_Category__c = ${soqlText(rowId)}`;
  if (typeof home === 'object') return `(${ofRow})`;
  return `(${ofRow} AND ${SEEN_TO_FIELD} != ${home === undefined ? 'null' : soqlText(home)})`;
}

/** Without a category, only what it was in tells of which division a product was. */
function belongsNowhere({ configuration, division }: FlowContext, former: readonly string[]): string[] {
  const divisions = divisionsOfFlow(configuration, CATEGORY_SETTINGS.flow);
  if (divisions.every((each) => each === division)) return [`(Exact_Category__c = null AND ${SEEN_TO_FIELD} != null)`];
  return former.map((id) => `(Exact_Category__c = null AND ${SEEN_TO_FIELD} = ${soqlText(id)})`);
}

/** Products for which one of these is true, in as few queries as fit a URI. */
function queriesFor(conditions: readonly string[]): string[] {
  const room = LONGEST_QUERY_URI - encodeURIComponent(SELECTED).length;
  const chunks: string[][] = [];
  let used = room;
  for (const condition of conditions) {
    const size = encodeURIComponent(condition + OR).length + PREFIXES_LENGTH;
    if (used + size > room) {
      chunks.push([]);
      used = 0;
    }
    chunks.at(-1)?.push(condition);
    used += size;
  }
  return chunks.map((chunk) => `${SELECTED} ${chunk.join(OR)}`);
}

/** Of several queries, those that answer anything: five are asked in one call. */
async function withRows({ salesforce }: FlowContext, queries: readonly string[]): Promise<readonly string[]> {
  if (queries.length < 2) return queries;
  const first = await salesforce.queryMany(queries.map((soql) => `${soql} LIMIT 1`));
  return queries.filter((_, index) => (first[index] ?? []).length > 0);
}

async function inputsOf({ salesforce }: FlowContext, homes: Homes, products: readonly MemberRow[]): Promise<MemberInput[]> {
  const ids = products.map(({ Id }) => Id);
  const queries = soqlForValues(
    'ProductId',
    ids,
    (condition) => `SELECT Id, ProductId, ProductCategoryId FROM ${MEMBERSHIP_OBJECT} WHERE ${condition}`,
  );
  const rows = (await salesforce.queryMany<MembershipRow>(queries)).flat();
  const ofProduct = Map.groupBy(rows, ({ ProductId }) => ProductId);
  return products.map((product) => ({
    product,
    home: homes.get(product.Exact_Category__c ?? ''),
    memberships: ofProduct.get(product.Id) ?? [],
  }));
}
