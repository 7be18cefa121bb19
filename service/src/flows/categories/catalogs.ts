import { isTandemError, listed, phrase, type Phrase } from '../../errors/index.ts';
import { toSalesforceId, type SalesforceOrg, type SalesforceRow } from '../../salesforce/index.ts';
import type { Configuration } from '../../mapping/index.ts';
import { checkFed, type FlowFinding } from '../fed-objects.ts';
import { CATEGORY_SETTINGS } from './settings.ts';
import { CATALOG_OBJECT, FED_OBJECTS, MEMBERSHIP } from './standard-objects.ts';

/** Catalogs that are looked at, and named at most where nobody said which. */
const MOST_LOOKED_AT = 200;
const MOST_NAMED = 8;

/** A catalog of products. */
interface CatalogRow extends SalesforceRow {
  readonly Id: string;
  readonly Name: string;
}

/** SOQL for the catalogs of an org. */
export const CATALOGS_QUERY = `SELECT Id, Name FROM ${CATALOG_OBJECT} ORDER BY Name, Id LIMIT ${MOST_LOOKED_AT}`;

/** The one catalog that is meant. Without a name it is the only one there is. Pure. */
export function chosenCatalog(rows: readonly SalesforceRow[], name: string | undefined): string | undefined {
  const meant = meantBy(rows as readonly CatalogRow[], name);
  return meant.length === 1 ? meant[0]?.Id : undefined;
}

/** What the check of the set-up says of the standard categories that the settings ask for: the object, and which catalog is meant. */
export async function standardFindings(salesforce: SalesforceOrg, configuration: Configuration): Promise<readonly FlowFinding[]> {
  const { standard, catalog } = CATEGORY_SETTINGS.of(configuration);
  return standard
    ? [...(await checkFed(salesforce, [...FED_OBJECTS, MEMBERSHIP])), await catalogFinding(salesforce, catalog)]
    : [];
}

async function catalogFinding(salesforce: SalesforceOrg, name: string | undefined): Promise<FlowFinding> {
  const check = { id: 'salesforce-catalog', title: phrase('check_catalog') };
  const problem = (detail: Phrase, action: Phrase): FlowFinding => ({ ...check, state: 'problem', detail, action });
  try {
    const rows = await salesforce.query<CatalogRow>(CATALOGS_QUERY);
    const meant = meantBy(rows, name);
    const [first] = meant;
    if (first !== undefined && meant.length === 1)
      return { ...check, state: 'ok', detail: phrase('check_catalog_found', { name: first.Name }), action: null };
    const names = listed((meant.length > 1 ? meant : rows).slice(0, MOST_NAMED).map((row) => `${row.Name} (${row.Id})`));
    if (rows.length === 0) return problem(phrase('check_catalog_none'), phrase('check_catalog_none_action'));
    const detail =
      meant.length === 0
        ? phrase('check_catalog_unknown', { name: name ?? '', names })
        : phrase('check_catalog_several', { names });
    return problem(detail, phrase('check_catalog_action'));
  } catch (error) {
    if (!isTandemError(error, 'salesforce_object_missing')) throw error;
    const object = CATALOG_OBJECT;
    return problem(phrase('check_fed_missing', { object }), phrase('check_catalog_hidden_action'));
  }
}

function meantBy(rows: readonly CatalogRow[], name: string | undefined): readonly CatalogRow[] {
  if (name === undefined) return rows;
  const id = toSalesforceId(name);
  return rows.filter((row) => row.Id === id || row.Name.trim().toLowerCase() === name.toLowerCase());
}
