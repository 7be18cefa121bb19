import { TandemError } from '../../errors/index.ts';
import { isGuid, ITEM_ASSORTMENT_PROPERTIES, ITEM_ASSORTMENTS, ITEM_GROUPS } from '../../exact/index.ts';
import { soqlForValues, soqlText } from '../../salesforce/index.ts';
import { describeFed } from '../fed-objects.ts';
import type { FlowBatch, FlowContext, ReadRequest } from '../flow.ts';
import { writableFields } from '../writable-fields.ts';
import { CATALOGS_QUERY, chosenCatalog } from './catalogs.ts';
import { categoryRowKey } from './category-role.ts';
import { isMember } from './membership-plan.ts';
import { dueMembers, namedMembers } from './members.ts';
import { isWantedCategory } from './plan.ts';
import { CATEGORY_OBJECT, CATEGORY_SETTINGS, type CategoriesConfiguration } from './settings.ts';
import { CATALOG, FED_OBJECTS, MEMBER, MEMBERSHIP, STANDARD_OBJECT } from './standard-objects.ts';
import type { CategoriesInput, CategoryFacts, CategoryRow, ExactCategory } from './types.ts';

/** Fields of a row that the plan compares besides those of the rules. */
const STATE_FIELDS = ['Id', 'Key__c', 'Name', 'Code__c', 'Exact_Id__c', 'Is_Active__c', 'Parent__c', 'Product_Category_Id__c'];

/** Reads the categories of Exact Online and the rows of Salesforce. There are few, and no stream of changes: each look compares all. */
export async function* readCategories(context: FlowContext, request: ReadRequest): AsyncGenerator<FlowBatch<CategoriesInput>> {
  const settings = CATEGORY_SETTINGS.of(context.configuration);
  const isOfMembers = request.kind === 'records' && request.ids.every(isMember);
  const categories = isOfMembers ? [] : await categoriesOf(context, settings.from);
  const facts = await readFacts(context, settings);
  const batch = (part: Partial<CategoriesInput>, recordIds: readonly string[]) => ({
    input: { facts, categories: [], gone: [], members: [], ...part },
    cursors: {},
    followUps: [],
    recordIds,
  });
  const known = new Set(categories.map((category) => categoryRowKey(facts.division, category)));
  const gone = [...facts.rows].filter(([key]) => !known.has(key)).map(([, row]) => row);
  if (request.kind === 'sample') yield batch({ categories: categories.slice(0, request.count) }, []);
  else if (request.kind === 'changes') {
    const ids = categories.map(({ id }) => id);
    yield batch({ categories, gone }, ids);
    for await (const some of dueMembers(context, facts, shownAfter(categories, facts.division, settings)))
      yield batch(
        { members: some },
        some.map(({ product }) => product.Id),
      );
  } else {
    const [productIds, named] = [request.ids.filter(isMember), request.ids.filter((id) => !isMember(id))];
    const asked = askedFor(named, facts.rows);
    const ofNamed = {
      categories: categories.filter(({ id }) => asked.has(id)),
      gone: gone.filter(({ Exact_Id__c }) => asked.has((Exact_Id__c ?? '').toLowerCase())),
    };
    if (named.length > 0) yield batch(ofNamed, named);
    if (productIds.length > 0) yield batch({ members: await namedMembers(context, facts, productIds) }, productIds);
  }
}

/** Whether a row is active once its category is planned. Where nobody can tell, it stays as it is. */
function shownAfter(
  categories: readonly ExactCategory[],
  division: number,
  settings: CategoriesConfiguration,
): (row: CategoryRow) => boolean {
  const wanted = new Map(
    categories.map((category) => [categoryRowKey(division, category), isWantedCategory(category, settings)] as const),
  );
  return ({ Key__c: key, Is_Active__c: isActive }) => {
    const answer = wanted.get(key) ?? false;
    return answer instanceof TandemError ? isActive : answer;
  };
}

/** Ids in Exact, in lower case, of what ids of both systems name. */
function askedFor(ids: readonly string[], rows: CategoryFacts['rows']): ReadonlySet<string> {
  const exactIds = new Map([...rows.values()].map(({ Id, Exact_Id__c }) => [Id, Exact_Id__c ?? '']));
  return new Set(ids.map((id) => (isGuid(id) ? id : (exactIds.get(id) ?? '')).toLowerCase()));
}

async function categoriesOf({ exact }: FlowContext, from: CategoriesConfiguration['from']): Promise<ExactCategory[]> {
  if (from === 'itemGroups') {
    const groups = await exact.find(ITEM_GROUPS, {});
    return groups.map((row) => toCategory('ItemGroups', row));
  }
  const assortments = (await exact.find(ITEM_ASSORTMENTS, {})).map((row) => toCategory('ItemAssortment', row));
  const byCode = new Map(assortments.map((assortment) => [assortment.code, assortment]));
  const properties = await exact.find(ITEM_ASSORTMENT_PROPERTIES, {});
  return [
    ...assortments,
    ...properties.map((row) => ({ ...toCategory('ItemAssortmentProperty', row), parent: byCode.get(row.ItemAssortmentCode) })),
  ];
}

function toCategory(
  entity: ExactCategory['entity'],
  { ID, Code, Description }: { readonly ID: string; readonly Code: string; readonly Description: string | null },
): ExactCategory {
  return { entity, id: ID.toLowerCase(), code: Code, description: Description, parent: undefined };
}

async function readFacts(context: FlowContext, settings: CategoriesConfiguration): Promise<CategoryFacts> {
  const { salesforce, division } = context;
  const rowFields = writableFields(await salesforce.describe(CATEGORY_OBJECT));
  const ruled = settings.rules.map(({ field }) => field).filter((field) => rowFields.has(field));
  const selected = [...new Set([...STATE_FIELDS, ...ruled])].join(', ');
  const ofDivision = `SELECT ${selected} FROM ${CATEGORY_OBJECT} WHERE Division__c = ${soqlText(String(division))}`;
  const described = settings.standard ? await describeFed(salesforce, [CATALOG, ...FED_OBJECTS]) : undefined;
  const standardFields = described?.get(STANDARD_OBJECT);
  const [found = [], catalogs = []] = standardFields
    ? await salesforce.queryMany([ofDivision, CATALOGS_QUERY])
    : [await salesforce.query(ofDivision)];
  const rows = new Map((found as CategoryRow[]).map((row) => [row.Key__c, row]));
  const catalogId = chosenCatalog(catalogs, settings.catalog);
  if (settings.standard && catalogId === undefined)
    context.log.warn({ division }, 'no standard categories are made: the org lacks what the settings ask for');
  if (standardFields === undefined || catalogId === undefined) return { division, rowFields, rows, standard: undefined };
  const fields = writableFields(standardFields);
  const ids = [...rows.values()].flatMap(({ Product_Category_Id__c: id }) => id ?? []);
  const queries = soqlForValues(
    'Id',
    ids,
    (condition) => `SELECT ${['Id', ...fields.keys()].join(', ')} FROM ${STANDARD_OBJECT} WHERE ${condition}`,
  );
  const standing = (await salesforce.queryMany(queries)).flat();
  const takesProducts = (await describeFed(salesforce, [MEMBERSHIP, MEMBER])) !== undefined;
  if (!takesProducts) context.log.warn({ division }, 'no products are put in standard categories: the org lacks a right on it');
  return {
    ...{ division, rowFields, rows },
    standard: { catalogId, fields, takesProducts, standing: new Map(standing.map((row) => [String(row.Id), row])) },
  };
}
