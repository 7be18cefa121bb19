import { Decimal } from 'decimal.js';
import type { Stage } from '../../testing/stage.ts';

type Row = Readonly<Record<string, unknown>>;

const APP = { client_id: 'client', client_secret: 'secret', redirect_uri: 'https://tandem.example/cb' };

/**
 * Compares what accounts and invoices of Salesforce say is open with the receivables list of Exact. It knows nothing of the flow: it
 * reads both systems by itself and adds up by itself.
 */
export class Auditor {
  readonly #stage: Stage;
  readonly #division: number;
  readonly #token: string;

  private constructor(stage: Stage, division: number, token: string) {
    this.#stage = stage;
    this.#division = division;
    this.#token = token;
  }

  static async open(stage: Stage, division: number): Promise<Auditor> {
    const { code } = (await stage.exact.control('POST', 'consent', { redirectUri: APP.redirect_uri })) as { code: string };
    const answer = await fetch(`${stage.exact.url}/api/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams({ ...APP, grant_type: 'authorization_code', code }),
    });
    const { access_token: token } = (await answer.json()) as { access_token: string };
    return new Auditor(stage, division, token);
  }

  /** One line for each amount that differs. `today` as `yyyy-mm-dd`: what was due before is overdue. */
  async differences(today: string): Promise<string[]> {
    const list = await this.#receivablesList();
    const accounts = (await this.#stage.salesforce.rows('Account')).filter((row) => typeof row['Exact_Id__c'] === 'string');
    const invoices = await this.#stage.salesforce.rows('ExactInvoice__c');
    const receivables = await this.#stage.salesforce.rows('ExactReceivable__c');
    const differences: string[] = [];
    const compare = (what: string, stands: Decimal, wanted: Decimal): void => {
      if (!stands.eq(wanted)) differences.push(`${what}: ${stands.toFixed(2)}, in Exact ${wanted.toFixed(2)}`);
    };
    for (const account of accounts) {
      const own = list.filter((row) => String(row['AccountId']).toLowerCase() === account['Exact_Id__c']);
      const name = String(account['Name']);
      for (const currency of new Set(own.map((row) => row['CurrencyCode']))) {
        const standing = receivables.filter(
          (row) => row['Account__c'] === account['Id'] && row['Is_Open__c'] === true && row['Currency_Code__c'] === currency,
        );
        const listed = own.filter((row) => row['CurrencyCode'] === currency);
        compare(`receivables of ${name} in ${String(currency)}`, sum(standing, 'Amount__c'), sum(listed, 'Amount'));
      }
      // The list has no amounts in the currency of the company.
      if (own.some((row) => row['CurrencyCode'] !== 'EUR')) continue;
      compare(`open of ${name}`, amount(account['Exact_Open_Amount__c']), sum(own, 'Amount'));
      const overdue = own.filter((row) => Number(row['Amount']) > 0 && dayOf(row['DueDate']) < today);
      compare(`overdue of ${name}`, amount(account['Exact_Overdue_Amount__c']), sum(overdue, 'Amount'));
    }
    for (const invoice of invoices) {
      const number = invoice['Invoice_Number__c'];
      const listed = typeof number === 'string' ? list.filter((row) => String(row['InvoiceNumber']) === number) : [];
      compare(`invoice ${String(number)}`, amount(invoice['Open_Amount__c']), sum(listed, 'Amount'));
    }
    return differences;
  }

  async #receivablesList(): Promise<Row[]> {
    const rows: Row[] = [];
    const select = 'AccountId,Amount,CurrencyCode,DueDate,InvoiceNumber';
    let url: string | undefined =
      `${this.#stage.exact.url}/api/v1/${this.#division}/read/financial/ReceivablesList?$select=${select}`;
    while (url !== undefined) {
      const answer: Response = await fetch(url, {
        headers: { authorization: `Bearer ${this.#token}`, accept: 'application/json' },
      });
      if (!answer.ok) throw new Error(await answer.text());
      const { d } = (await answer.json()) as { d: Row[] | { results: Row[]; __next?: string } };
      rows.push(...(Array.isArray(d) ? d : d.results));
      url = Array.isArray(d) ? undefined : d.__next;
    }
    return rows;
  }
}

function sum(rows: readonly Row[], field: string): Decimal {
  return rows.reduce((total, row) => total.plus(amount(row[field])), new Decimal(0));
}

function amount(value: unknown): Decimal {
  return new Decimal(typeof value === 'number' || typeof value === 'string' ? value : 0);
}

/** `/Date(ms)/` as a day. */
function dayOf(value: unknown): string {
  const [, time = '0'] = /Date\((\d+)\)/.exec(String(value)) ?? [];
  return new Date(Number(time)).toISOString().slice(0, 10);
}
