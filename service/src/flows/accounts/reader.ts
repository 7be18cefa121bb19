import { ACCOUNTS, CONTACTS, type ExactAccount } from '../../exact/index.ts';
import {
  ACCOUNT,
  ACCOUNT_ROLE,
  accountFields,
  LinkedAccounts,
  LINKS,
  mergedDebtors,
  type MergedDebtors,
} from '../customers/index.ts';
import { soqlForValues } from '../../salesforce/index.ts';
import type { FlowBatch, FlowContext, RememberedLink } from '../flow.ts';
import { writableFields } from '../writable-fields.ts';
import { rulesTowardsExact } from './compared.ts';
import { contactsBrought, readContacts, type ContactsLook } from './contacts/read.ts';
import { mergedInto } from './merged.ts';
import { readNewcomers } from './newcomers.ts';
import { ACCOUNT_SETTINGS } from './settings.ts';
import type { AccountInput, AccountsInput } from './types.ts';

type Facts = Omit<AccountsInput, 'accounts' | 'newcomers' | 'contacts'>;

/** What of Exact is looked at together. */
export interface Look extends ContactsLook {
  readonly debtors: readonly ExactAccount[];
  /** Ids, in lower case, that Exact says were deleted. */
  readonly gone: readonly string[];
}

/** Nothing at all. */
export const NO_LOOK: Look = { debtors: [], gone: [], contacts: [], goneContacts: [] };

interface BatchOptions {
  readonly cursors?: Readonly<Record<string, string>>;
  readonly recordIds?: readonly string[];
}

/** Puts accounts of Salesforce next to those of Exact, a batch at a time. */
export class AccountReader {
  readonly context: FlowContext;
  readonly accounts: LinkedAccounts<AccountInput['account']>;
  readonly #fields: readonly string[];
  readonly #facts: Facts;

  private constructor(context: FlowContext, fields: readonly string[], facts: Facts) {
    this.context = context;
    this.accounts = new LinkedAccounts(context, fields);
    this.#fields = [...new Set(['Id', 'Name', 'Exact_Id__c', ...fields])];
    this.#facts = facts;
  }

  static async open(context: FlowContext): Promise<AccountReader> {
    const features = await context.salesforce.features();
    const limits = new Map(writableFields(await context.salesforce.describe('Account')));
    // Where the org has codes of countries, their names follow from them.
    if (features.hasStateCountryPicklists) for (const field of ['BillingCountry', 'BillingState']) limits.delete(field);
    const { rules } = ACCOUNT_SETTINGS.of(context.configuration);
    const written = rules.map(({ field }) => field).filter((field) => limits.has(field));
    const named = rulesTowardsExact(context.configuration)
      .flatMap(({ formula }) => formula.references)
      .filter(({ variable }) => variable === ACCOUNT.name)
      .map(({ field }) => field);
    const fields = [...accountFields(named, features), ...written, ...ACCOUNT_ROLE.ofDefaultDivision];
    return new AccountReader(context, fields, { limits, language: features.language, host: context.exact.host });
  }

  /** A batch of those that an account of Salesforce is linked to. */
  async batch(
    { debtors, gone, ...news }: Look,
    { cursors = {}, recordIds }: BatchOptions = {},
  ): Promise<FlowBatch<AccountsInput>> {
    const read = new Map(debtors.map((debtor) => [debtor.ID.toLowerCase(), debtor]));
    const linked = await this.#linkedTo([...new Set([...read.keys(), ...gone])]);
    const deleted = await this.#deleted(gone.filter((id) => linked.has(id)));
    const winners = await mergedInto(
      this.context,
      [...linked].flatMap(([id, account]) => (deleted.has(id) ? [account] : [])),
    );
    const agreed = await this.#agreements([...linked.values()].map(({ Id: id }) => id));
    const known = [...linked].flatMap(([debtorId, account]): AccountInput[] => {
      const debtor = read.get(debtorId);
      if (deleted.has(debtorId)) return [heir(account, winners.get(account.Id)) ?? { ...NO_DEBTOR, debtorId, account }];
      return debtor === undefined ? [] : [{ debtorId, account, debtor, agreed: agreed.get(account.Id)?.fingerprint }];
    });
    const settled = new Set([...linked.keys(), ...[...winners.values()].map(({ ID: id }) => id.toLowerCase())]);
    const unknown = [...read].flatMap(([id, debtor]) => (settled.has(id) ? [] : [debtor]));
    const merged = await mergedDebtors(
      this.context,
      unknown.map(({ ID: id }) => id),
    );
    const accounts = [...known, ...(await this.#inherited(merged, read))];
    const strangers = unknown.filter(({ ID: id }) => !merged.all.has(id.toLowerCase()));
    const newcomers = await readNewcomers(this.context, strangers, this.#fields);
    const contacts = await readContacts(this.context, news, (ids) => this.#linkedTo(ids));
    return {
      input: { ...this.#facts, accounts, newcomers, contacts },
      cursors,
      followUps: [],
      recordIds: recordIds ?? [
        ...[...accounts, ...newcomers].map(({ debtorId }) => debtorId),
        ...contacts.map(({ contactId }) => contactId),
      ],
    };
  }

  /** Debtors as they are now. */
  async debtors(ids: readonly string[]): Promise<Look> {
    const debtors = ids.length === 0 ? [] : await this.context.exact.findAny(ACCOUNTS, 'ID', 'guid', ids);
    // An issue of a contact is asked for by the id of the contact.
    const found = new Set(debtors.map(({ ID: id }) => id.toLowerCase()));
    const others = contactsBrought(this.context) === 'none' ? [] : ids.filter((id) => !found.has(id));
    const contacts = others.length === 0 ? [] : await this.context.exact.findAny(CONTACTS, 'ID', 'guid', others);
    return { ...NO_LOOK, debtors, contacts };
  }

  async #linkedTo(debtorIds: readonly string[]): Promise<ReadonlyMap<string, AccountInput['account']>> {
    const queries = this.accounts.queries(debtorIds);
    return queries.length === 0 ? new Map() : this.accounts.byDebtor(await this.context.salesforce.queryMany(queries));
  }

  /** Accounts without a debtor that others were merged into, with the debtor that those had. */
  async #inherited({ heirs }: MergedDebtors, read: ReadonlyMap<string, ExactAccount>): Promise<readonly AccountInput[]> {
    const queries = soqlForValues(
      'Id',
      [...heirs.values()],
      (condition) => `SELECT ${this.#fields.join(', ')} FROM Account WHERE Exact_Id__c = null AND ${condition}`,
    );
    if (queries.length === 0) return [];
    const rows = (await this.context.salesforce.queryMany<AccountInput['account']>(queries)).flat();
    const accountOf = new Map(rows.map((account) => [account.Id, account]));
    return [...heirs].flatMap(([debtorId, id]) => {
      const account = accountOf.get(id);
      return account === undefined ? [] : (heir(account, read.get(debtorId)) ?? []);
    });
  }

  /** A link is taken off only where Exact itself does not have the debtor any more. */
  async #deleted(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const debtors = ids.length === 0 ? [] : await this.context.exact.findAny(ACCOUNTS, 'ID', 'guid', ids);
    const standing = new Set(debtors.map(({ ID: id }) => id.toLowerCase()));
    return new Set(ids.filter((id) => !standing.has(id)));
  }

  async #agreements(accountIds: readonly string[]): Promise<ReadonlyMap<string, RememberedLink>> {
    const { shared } = ACCOUNT_SETTINGS.of(this.context.configuration).ownership;
    return shared.size === 0 || accountIds.length === 0 ? new Map() : this.context.links.find(LINKS.agreed, accountIds);
  }
}

const NO_DEBTOR = { debtor: undefined, agreed: undefined } as const;

function heir(account: AccountInput['account'], debtor: ExactAccount | undefined): AccountInput | undefined {
  if (debtor === undefined) return undefined;
  return { debtorId: debtor.ID.toLowerCase(), account, debtor, agreed: undefined, isInherited: true };
}
