/** Value tables of a configuration: what a value of Salesforce is called in Exact Online. */
export const TABLE_NAMES = ['vat', 'paymentConditions', 'shippingMethods', 'countries'] as const;

export type TableName = (typeof TABLE_NAMES)[number];

/** How people read of a table. */
interface TableTexts {
  readonly title: string;
  /** What stands in it, in one sentence. */
  readonly explanation: string;
}

/** What pages show of each table, in their order: the list of codes its right side is chosen from, and its texts by language. */
export const TABLES: Readonly<
  Record<TableName, { readonly list: string; readonly texts: { readonly en: TableTexts; readonly nl: TableTexts } }>
> = {
  vat: {
    list: 'vatCodes',
    texts: {
      en: {
        title: 'VAT codes',
        explanation: 'Which VAT code of Exact Online stands for the VAT code on an order product.',
      },
      nl: {
        title: 'Btw-codes',
        explanation: 'Welke btw-code van Exact Online bij de btw-code van een orderproduct hoort.',
      },
    },
  },
  paymentConditions: {
    list: 'paymentConditions',
    texts: {
      en: {
        title: 'Payment conditions',
        explanation: 'Which payment condition of Exact Online stands for the one on an order or account.',
      },
      nl: {
        title: 'Betalingscondities',
        explanation: 'Welke betalingsconditie van Exact Online bij die van een order of account hoort.',
      },
    },
  },
  shippingMethods: {
    list: 'shippingMethods',
    texts: {
      en: {
        title: 'Shipping methods',
        explanation: 'Which shipping method of Exact Online stands for the one on an order.',
      },
      nl: {
        title: 'Leveringswijzen',
        explanation: 'Welke leveringswijze van Exact Online bij die van een order hoort.',
      },
    },
  },
  countries: {
    list: 'countries',
    texts: {
      en: {
        title: 'Countries',
        explanation:
          'Only for names Tandem does not know by itself: country names in thirteen languages and ISO codes need no row.',
      },
      nl: {
        title: 'Landen',
        explanation:
          'Alleen voor namen die Tandem niet zelf kent: landnamen in dertien talen en ISO-codes hebben geen regel nodig.',
      },
    },
  },
};

/** The tables as error texts call them. */
export const TABLE_TITLES: Readonly<Record<TableName, string>> = {
  vat: TABLES.vat.texts.en.title,
  paymentConditions: TABLES.paymentConditions.texts.en.title,
  shippingMethods: TABLES.shippingMethods.texts.en.title,
  countries: TABLES.countries.texts.en.title,
};

export interface TableRow {
  readonly salesforce: string;
  readonly exact: string;
}

export type ValueTables = Readonly<Record<TableName, readonly TableRow[]>>;

/** Rows by what they stand for; a table may have thousands, and each record looks several up. */
const indexes = new WeakMap<readonly TableRow[], ReadonlyMap<string, string>>();

/** The Exact value for a Salesforce value, compared without case and outer spaces; undefined when no row says it. */
export function lookUp(tables: ValueTables, table: TableName, value: string): string | undefined {
  const rows = tables[table];
  const index = indexes.get(rows) ?? indexed(rows);
  indexes.set(rows, index);
  return index.get(tableKey(value));
}

/** Of several rows for one value the first counts. */
function indexed(rows: readonly TableRow[]): ReadonlyMap<string, string> {
  return new Map(rows.toReversed().map(({ salesforce, exact }) => [tableKey(salesforce), exact]));
}

/** Two values of Salesforce with the same key are the same row. */
export function tableKey(value: string): string {
  return value.trim().toLowerCase();
}

export function isTableName(name: string): name is TableName {
  return (TABLE_NAMES as readonly string[]).includes(name);
}
