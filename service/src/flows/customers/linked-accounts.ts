import { LINK_STAMP, linkRowsByKey, linkRowsQuery, stampedLink, type LinkRow, type StampedLink } from '../../links/index.ts';
import { isFurtherDivision, yieldsToDefault } from '../../mapping/index.ts';
import { soqlForValues, soqlText, type SalesforceRow } from '../../salesforce/index.ts';
import type { FlowContext } from '../flow.ts';
import { LINKS } from './keys.ts';
import { ACCOUNT_ROLE } from './roles.ts';

/** An account of Salesforce, with the fields that whoever reads it asked for. */
export interface LinkedAccount extends SalesforceRow {
  readonly Id: string;
  readonly Name: string;
  /** Of its debtor in the division of the flow. */
  readonly Exact_Id__c: string | null;
  /** The default division knows it too, and says what stands on it: to the flow of a further one its fields are closed. */
  readonly isLed?: boolean;
  /** Its row in a further division. */
  readonly linkRow?: StampedLink;
}

interface AccountLinkRow extends LinkRow {
  readonly Account__r?: LinkedAccount | null;
}

const ANY_DEBTOR = `Role__c = ${soqlText(LINKS.account)}`;

/**
 * Which account is which debtor, as the division of the flow sees it: in the default division an account bears the id of its debtor,
 * in any other a row does, unless a version before rows wrote it on the account. Guids of two divisions never meet.
 */
export class LinkedAccounts<Account extends LinkedAccount = LinkedAccount> {
  readonly #context: Pick<FlowContext, 'division' | 'salesforce'>;
  readonly #isFurther: boolean;
  readonly #fields: readonly string[];
  /** True where the flow leaves the fields of accounts that the default division knows to that one. */
  readonly #yields: boolean;

  /**
   * @param fields those of every account that is answered
   * @param flow name of the flow that writes on accounts; absent where nothing is written on them
   */
  constructor(context: FlowContext, fields: readonly string[], flow?: string) {
    const { configuration, division } = context;
    this.#context = context;
    this.#isFurther = isFurtherDivision(configuration, division);
    this.#yields = flow !== undefined && yieldsToDefault(configuration, flow, division);
    this.#fields = [...new Set(['Id', 'Name', 'Exact_Id__c', ...fields])];
  }

  /** By the id on the account, and in a further division by its row beside: `byDebtor` reads the answers. */
  queries(debtorIds: readonly string[]): string[] {
    const byField = soqlForValues('Exact_Id__c', debtorIds, (condition) => this.#accounts(condition));
    if (!this.#isFurther) return byField;
    const byRow = linkRowsByKey(this.#context.division, ACCOUNT_ROLE.entity, debtorIds, (condition) => this.#rows(condition));
    return [...byField, ...byRow];
  }

  /** What the answers to `queries` say, by lower-case id of the debtor. What a row says goes before what an account says. */
  byDebtor(answers: readonly (readonly SalesforceRow[])[]): Map<string, Account> {
    const rows = answers.flat();
    const isRow = (row: SalesforceRow): boolean => 'Account__c' in row;
    const byField = rows.filter((row) => !isRow(row)) as Account[];
    return new Map([...byField, ...this.#ofRows(rows.filter(isRow))].map((account) => [debtorIdOf(account), account]));
  }

  /** Ids, in lower case, of the debtors of these accounts. */
  async debtorsOf(accountIds: readonly string[]): Promise<string[]> {
    const queries = this.#isFurther
      ? soqlForValues('Account__c', accountIds, (condition) => this.#rows(`${ANY_DEBTOR} AND ${condition}`))
      : soqlForValues('Id', accountIds, (condition) => this.#accounts(`Exact_Id__c != null AND ${condition}`));
    if (queries.length === 0) return [];
    const rows = (await this.#context.salesforce.queryMany<LinkedAccount>(queries)).flat();
    return rows.map(debtorIdOf);
  }

  /** Accounts of debtors of this division page by page; `where` gets what leads to a field of the account, and to its id. */
  async *pages(where: (path: string, id: string) => string): AsyncIterable<Account[]> {
    const { salesforce } = this.#context;
    if (this.#isFurther) {
      for await (const rows of salesforce.pages(this.#rows(`${ANY_DEBTOR} AND ${where('Account__r.', 'Account__c')}`)))
        yield this.#ofRows(rows);
      return;
    }
    yield* salesforce.pages<Account>(this.#accounts(`Exact_Id__c != null AND ${where('', 'Id')}`));
  }

  /** Condition for accounts of which nothing was read yet, as their stamp says: where the default division leads one, its row says it. */
  unread(path: string, stamp: string): string {
    if (!this.#yields) return `${path}${stamp} = null`;
    return `((${path}Exact_Id__c = null AND ${path}${stamp} = null) OR (${path}Exact_Id__c != null AND ${LINK_STAMP} = null))`;
  }

  /** Condition, with its AND, for accounts whose fields this division fills; `path` as for `unread`. Empty where it fills those of all. */
  ownOnly(path: string): string {
    return this.#yields ? `${path}Exact_Id__c = null AND ` : '';
  }

  #ofRows(rows: readonly SalesforceRow[]): Account[] {
    return (rows as readonly AccountLinkRow[]).flatMap((row) => {
      const { Account__r: account, Exact_Id__c } = row;
      if (account == null) return [];
      const isLed = this.#yields && ![null, Exact_Id__c.toLowerCase()].includes(account.Exact_Id__c?.toLowerCase() ?? null);
      return [{ ...(account as Account), Exact_Id__c, isLed, linkRow: stampedLink(row) }];
    });
  }

  #accounts(condition: string): string {
    return `SELECT ${this.#fields.join(', ')} FROM ${ACCOUNT_ROLE.object} WHERE ${condition}`;
  }

  #rows(condition: string): string {
    return linkRowsQuery(
      this.#context.division,
      ['Account__c', ...(this.#yields ? [LINK_STAMP] : []), ...this.#fields.map((field) => `Account__r.${field}`)],
      condition,
    );
  }
}

/** Id of its debtor, in lower case; empty where it has none. */
export function debtorIdOf({ Exact_Id__c: id }: Pick<LinkedAccount, 'Exact_Id__c'>): string {
  return (id ?? '').toLowerCase();
}
