import { RECEIVABLES_LIST, type ExactListedReceivable } from '../../exact/index.ts';
import { amountText, Decimal, toDecimal } from '../../money/index.ts';
import { soqlText, type SalesforceRow } from '../../salesforce/index.ts';
import { debtorIdOf } from '../customers/index.ts';
import { amountOf } from './amounts.ts';
import type { InvoiceReader } from './reader.ts';
import { RECEIVABLE_OBJECT } from './settings.ts';
import type { AuditedDebtor, Difference } from './types.ts';

/** Debtors that one night tells of: more of them have one cause. */
const MOST_TOLD = 200;
/** For that long an issue is looked for that is over now. */
const REMEMBERED_MS = 90 * 86_400_000;

interface OpenRow extends SalesforceRow {
  readonly Exact_Account_Id__c: string | null;
  readonly Currency_Code__c: string | null;
  readonly Amount__c: number | null;
  readonly Company_Amount__c: number | null;
}

/** What is open of each debtor, by currency. */
type Open = ReadonlyMap<string, ReadonlyMap<string, Decimal>>;

/** Receivables of Exact as its own list has them at a moment. */
export class ReceivablesAudit {
  readonly #reader: InvoiceReader;
  readonly #listed: Open;

  private constructor(reader: InvoiceReader, listed: Open) {
    this.#reader = reader;
    this.#listed = listed;
  }

  /** Reads the list, before whatever changed since is read: a call for 60 open items. */
  static async begin(reader: InvoiceReader): Promise<ReceivablesAudit> {
    return new ReceivablesAudit(reader, await openIn(reader.context.exact.pages(RECEIVABLES_LIST)));
  }

  /**
   * The debtors whose accounts or rows say something else, and those that did until now. Nothing is told of a debtor of whom something
   * was booked meanwhile.
   */
  async compare(): Promise<AuditedDebtor[]> {
    const standing = await this.#standing();
    const audited: AuditedDebtor[] = [];
    for await (const accounts of this.#reader.accounts.pages((path) => `${path}Exact_Balance_Synced_At__c != null`)) {
      const compared = accounts.map((account) => {
        const debtorId = debtorIdOf(account);
        const rows = standing.get(debtorId);
        const differences = [
          ...differencesOf(rows?.byCurrency, this.#listed.get(debtorId)),
          // What the default company says of an account is compared in that one.
          ...(account.isLed === true ? [] : onAccount(account.Exact_Open_Amount__c, rows?.total ?? new Decimal(0))),
        ];
        return { debtorId, name: account.Name, differences };
      });
      const wrong = await this.#unchanged(compared.filter(({ differences }) => differences.length > 0));
      audited.push(...wrong.slice(0, Math.max(0, MOST_TOLD - audited.length)));
      audited.push(...(await this.#over(compared.filter(({ differences }) => differences.length === 0))));
    }
    return audited;
  }

  /** Those of whom Exact still lists the same. */
  async #unchanged(suspects: readonly AuditedDebtor[]): Promise<AuditedDebtor[]> {
    const told = suspects.slice(0, MOST_TOLD);
    if (told.length === 0) return [];
    const ids = told.map(({ debtorId }) => debtorId);
    const listed = await openIn([await this.#reader.context.exact.findAny(RECEIVABLES_LIST, 'AccountId', 'guid', ids)]);
    return told.filter(({ debtorId }) => differencesOf(this.#listed.get(debtorId), listed.get(debtorId)).length === 0);
  }

  /** Those of whom an issue may stand. */
  async #over(equal: readonly AuditedDebtor[]): Promise<AuditedDebtor[]> {
    const { reportedSince, now } = this.#reader.context;
    const since = new Date(now().getTime() - REMEMBERED_MS);
    const reported = await reportedSince(
      equal.map(({ debtorId }) => debtorId),
      since,
    );
    return equal.filter(({ debtorId }) => reported.has(debtorId));
  }

  /** What is open by the rows of Salesforce: as they are, and in the currency of the company. */
  async #standing(): Promise<ReadonlyMap<string, { readonly byCurrency: Map<string, Decimal>; total: Decimal }>> {
    const { salesforce, division } = this.#reader.context;
    const byDebtor = new Map<string, { readonly byCurrency: Map<string, Decimal>; total: Decimal }>();
    const query = `SELECT Exact_Account_Id__c, Currency_Code__c, Amount__c, Company_Amount__c FROM ${RECEIVABLE_OBJECT} WHERE Division__c = ${soqlText(String(division))} AND Is_Open__c = true`;
    for await (const rows of salesforce.pages<OpenRow>(query)) {
      for (const row of rows) {
        const debtorId = (row.Exact_Account_Id__c ?? '').toLowerCase();
        const open = byDebtor.get(debtorId) ?? { byCurrency: new Map<string, Decimal>(), total: new Decimal(0) };
        add(open.byCurrency, row.Currency_Code__c ?? '', amountOf(row.Amount__c));
        open.total = open.total.plus(amountOf(row.Company_Amount__c));
        byDebtor.set(debtorId, open);
      }
    }
    return byDebtor;
  }
}

async function openIn(
  pages: AsyncIterable<readonly ExactListedReceivable[]> | Iterable<readonly ExactListedReceivable[]>,
): Promise<Open> {
  const open = new Map<string, Map<string, Decimal>>();
  for await (const rows of pages) {
    for (const { AccountId: debtor, CurrencyCode: currency, Amount: amount } of rows) {
      const debtorId = (debtor ?? '').toLowerCase();
      const ofDebtor = open.get(debtorId) ?? new Map<string, Decimal>();
      add(ofDebtor, currency ?? '', toDecimal(amount) ?? new Decimal(0));
      open.set(debtorId, ofDebtor);
    }
  }
  return open;
}

function add(sums: Map<string, Decimal>, currency: string, amount: Decimal): void {
  sums.set(currency, (sums.get(currency) ?? new Decimal(0)).plus(amount));
}

/** Currency by currency. Pure. */
function differencesOf(
  standing: ReadonlyMap<string, Decimal> | undefined,
  listed: ReadonlyMap<string, Decimal> | undefined,
): Difference[] {
  const currencies = new Set([...(standing?.keys() ?? []), ...(listed?.keys() ?? [])]);
  return [...currencies].flatMap((currency) => {
    const [here, there] = [standing?.get(currency) ?? new Decimal(0), listed?.get(currency) ?? new Decimal(0)];
    return here.eq(there) ? [] : [{ kind: 'receivables' as const, currency, here: amountText(here), there: amountText(there) }];
  });
}

function onAccount(stands: unknown, rows: Decimal): Difference[] {
  const here = amountOf(stands);
  return here.eq(rows) ? [] : [{ kind: 'account', here: amountText(here), there: amountText(rows) }];
}
