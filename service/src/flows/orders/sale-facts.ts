import type { ExactAccount } from '../../exact/index.ts';
import type { ValueTables } from '../../mapping/index.ts';
import { readDebtors, type CustomerInput } from '../customers/index.ts';
import type { FlowContext } from '../flow.ts';
import { ORDER_SETTINGS } from './settings.ts';

/** What choosing the VAT codes of sales needs besides; read only where the settings ask for it. */
export interface SaleVatFacts {
  /** ISO code of the country of the company; empty where Exact does not tell. */
  readonly seller: string;
  readonly tables: ValueTables;
  /** Debtors that nobody looked at for their customer, by lower-case id. */
  readonly debtors: ReadonlyMap<string, ExactAccount>;
}

/**
 * Reads what VAT codes are chosen by: the company, and the debtors that nobody looked at for their customer. One call a batch, and one for
 * the company that is kept for a while; none where the settings leave VAT codes to Exact.
 */
export async function readSaleFacts(context: FlowContext, open: readonly CustomerInput[]): Promise<SaleVatFacts | undefined> {
  const { configuration, references } = context;
  if (open.length === 0 || ORDER_SETTINGS.of(configuration).vat.chosenBy === 'exact') return undefined;
  const unlooked = open.flatMap(({ debtor }) =>
    debtor?.kind === 'unchanged' || debtor?.kind === 'default' ? [debtor.exactId.toLowerCase()] : [],
  );
  const company = await references.company();
  return {
    seller: (company?.Country ?? '').trim().toUpperCase(),
    tables: configuration.tables,
    debtors: await readDebtors(context, unlooked),
  };
}
