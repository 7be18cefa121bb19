import { flagEquals, integerEquals } from './filter.ts';
import {
  CURRENCIES,
  DIVISIONS,
  FINANCIAL_PERIODS,
  DOCUMENT_TYPES,
  GL_ACCOUNTS,
  ITEM_GROUPS,
  JOURNALS,
  PAYMENT_CONDITIONS,
  SHIPPING_METHODS,
  UNITS,
  VAT_CODES,
  WAREHOUSES,
  type ExactCurrency,
  type ExactDivisionInfo,
  type ExactFinancialPeriod,
  type ExactDocumentType,
  type ExactGlAccount,
  type ExactItemGroup,
  type ExactJournal,
  type ExactPaymentCondition,
  type ExactShippingMethod,
  type ExactUnit,
  type ExactVatCode,
  type ExactWarehouse,
} from './resources/index.ts';
import type { ExactDivision, ExactFilter, ExactResource } from './types.ts';

const LISTS = {
  vatCodes: VAT_CODES,
  paymentConditions: PAYMENT_CONDITIONS,
  shippingMethods: SHIPPING_METHODS,
  itemGroups: ITEM_GROUPS,
  units: UNITS,
  journals: JOURNALS,
  glAccounts: GL_ACCOUNTS,
  warehouses: WAREHOUSES,
  currencies: CURRENCIES,
} as const;

export type ReferenceListName = keyof typeof LISTS;
export const REFERENCE_LIST_NAMES = Object.keys(LISTS) as readonly ReferenceListName[];

/** What every row of a list has, for drop-downs. */
export interface ReferenceRow {
  readonly id: string;
  readonly code: string;
  readonly description: string | null;
}

/** What every list has under Exact's names; a currency has no id, its code is its key. */
interface ListedRow {
  readonly ID?: string;
  readonly Code: string;
  readonly Description: string | null;
}

/** The code lists of one division. They have no change stream: read once, kept for a while, shared by all who ask. */
export interface ReferenceLists {
  vatCodes(): Promise<readonly ExactVatCode[]>;
  paymentConditions(): Promise<readonly ExactPaymentCondition[]>;
  shippingMethods(): Promise<readonly ExactShippingMethod[]>;
  itemGroups(): Promise<readonly ExactItemGroup[]>;
  units(): Promise<readonly ExactUnit[]>;
  journals(): Promise<readonly ExactJournal[]>;
  glAccounts(): Promise<readonly ExactGlAccount[]>;
  warehouses(): Promise<readonly ExactWarehouse[]>;
  currencies(): Promise<readonly ExactCurrency[]>;
  /** What the company of the division is, such as its country; undefined where the user may not see it. */
  company(): Promise<ExactDivisionInfo | undefined>;
  /** Periods of its financial years. */
  financialPeriods(): Promise<readonly ExactFinancialPeriod[]>;
  documentTypes(): Promise<readonly ExactDocumentType[]>;
  /** Exact contradicted them: the next reader asks again. */
  forget(): void;
  /** The list of this name, for a drop-down; `isFresh` reads it anew for all. */
  list(name: ReferenceListName, options?: { readonly isFresh: boolean }): Promise<readonly ReferenceRow[]>;
}

/** Lists that were read, by division; one for all requests of a process. */
export class ReferenceCache {
  readonly #entries = new Map<string, { readonly rows: Promise<readonly unknown[]>; readonly readAt: number }>();
  readonly #timeToLiveMs: number;
  readonly #now: () => Date;

  constructor(options: { readonly timeToLiveMs: number; readonly now: () => Date }) {
    this.#timeToLiveMs = options.timeToLiveMs;
    this.#now = options.now;
  }

  /** The lists of a division, read through `division` (and counted there) when they are not at hand. */
  lists(owner: string, division: ExactDivision): ReferenceLists {
    const get = <Row>(resource: ExactResource<Row>) =>
      this.#get(`${owner}/${division.division}/${resource.path}`, division, resource);
    return {
      vatCodes: () => get(VAT_CODES),
      paymentConditions: () => get(PAYMENT_CONDITIONS),
      shippingMethods: () => get(SHIPPING_METHODS),
      itemGroups: () => get(ITEM_GROUPS),
      units: () => get(UNITS),
      journals: () => get(JOURNALS),
      glAccounts: () => get(GL_ACCOUNTS),
      warehouses: () => get(WAREHOUSES),
      currencies: () => get(CURRENCIES),
      company: async () => (await get(DIVISIONS)).find(({ Code: code }) => code === division.division),
      financialPeriods: () => get(FINANCIAL_PERIODS),
      documentTypes: () => get(DOCUMENT_TYPES),
      forget: () => this.forget(`${owner}/${division.division}`),
      list: async (name, options) => {
        if (options?.isFresh === true) this.#entries.delete(`${owner}/${division.division}/${LISTS[name].path}`);
        return (await get(LISTS[name] as ExactResource<ListedRow>)).map(toReferenceRow);
      },
    };
  }

  /** Drops what is known of an org or of one of its divisions (`org/division`): it connected again or asks for fresh lists. */
  forget(owner: string): void {
    for (const key of this.#entries.keys()) if (key.startsWith(`${owner}/`)) this.#entries.delete(key);
  }

  #get<Row>(key: string, division: ExactDivision, resource: ExactResource<Row>): Promise<readonly Row[]> {
    const known = this.#entries.get(key);
    const now = this.#now().getTime();
    if (known !== undefined && now - known.readAt < this.#timeToLiveMs) return known.rows as Promise<readonly Row[]>;
    const rows = division.find(resource, queryOf(resource, division.division));
    this.#entries.set(key, { rows, readAt: now });
    // A failed read must not be remembered: the next caller asks again.
    rows.catch(() => this.#entries.delete(key));
    return rows;
  }
}

function toReferenceRow({ ID: id, Code: code, Description: description }: ListedRow): ReferenceRow {
  return { id: id ?? code, code, description };
}

/** General ledger accounts have a sync twin, so Exact refuses to list them without a filter; an accountant sees hundreds of companies. */
function queryOf(resource: ExactResource<unknown>, division: number): ExactFilter {
  if (resource.path === DIVISIONS.path) return { filter: integerEquals('Code', String(division)) };
  return resource.path === GL_ACCOUNTS.path ? { filter: flagEquals('IsBlocked', false) } : {};
}
