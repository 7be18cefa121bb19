import { TandemError } from '../../../errors/index.ts';
import {
  ACCOUNTS,
  ADDRESSES,
  CONTACTS,
  guidEquals,
  type ExactAccount,
  type ExactBody,
  type ExactContact,
} from '../../../exact/index.ts';
import { plainText } from '../../../mapping/index.ts';
import type { FlowContext, Operation } from '../../flow.ts';
import { debtorFingerprint, LINKS } from '../keys.ts';

/** Posts, and looks instead of posting again where the answer was lost. */
export type PostOrFind = <Row>(post: () => Promise<Row>, look: () => Promise<Row | undefined>) => Promise<Row>;

/** Writes customers in Exact, and remembers what they were made of. Ids of what was made go into `made`, by key. */
export class CustomerSender {
  readonly #context: FlowContext;
  readonly #made: Map<string, string>;
  readonly #postOrFind: PostOrFind;
  readonly #accounts = new Map<string, ExactAccount>();

  constructor(context: FlowContext, made: Map<string, string>, postOrFind: PostOrFind) {
    this.#context = context;
    this.#made = made;
    this.#postOrFind = postOrFind;
  }

  /** The account that an operation made; undefined where it was there before. */
  accountOf(key: string): ExactAccount | undefined {
    return this.#accounts.get(key);
  }

  /** Sends an operation on an account, a contact or an address. `target`: the account that an update is of. */
  async send(operation: Operation, body: ExactBody, target: string | undefined): Promise<void> {
    if (operation.object === 'Account') await this.#sendAccount(operation, body, target);
    else if (operation.object === 'Contact') await this.#sendContact(operation, body);
    else await this.#sendAddress(operation, body);
  }

  /** What stands in Exact as Salesforce has it needs no look the next time. */
  async remember(operation: Operation, exactId: string, debtorId: string | undefined): Promise<void> {
    if (operation.restsOn === undefined) return;
    if (operation.object === 'Account') {
      const salesforceId = operation.key.split('/')[2] ?? '';
      const link = { salesforceId, exactId: exactId.toLowerCase(), fingerprint: operation.restsOn };
      await this.#context.links.remember(LINKS.account, [link]);
      return;
    }
    const [salesforceId = '', fingerprint = '', known = ''] = operation.restsOn.split('/');
    const entity = operation.object === 'Contact' ? LINKS.contact : LINKS.deliveryAddress;
    const link = { salesforceId, exactId: exactId.toLowerCase(), fingerprint: debtorFingerprint(debtorId ?? known, fingerprint) };
    await this.#context.links.remember(entity, [link]);
  }

  async #sendAccount(operation: Operation, body: ExactBody, target: string | undefined): Promise<void> {
    const { exact, links } = this.#context;
    if (operation.action === 'update') {
      if (target === undefined) throw new TandemError('internal_error', {}, { cause: `nothing to update for ${operation.key}` });
      await exact.update(ACCOUNTS, target, body);
      await this.remember(operation, target, undefined);
      return;
    }
    const account = await this.#postOrFind(
      () => exact.create(ACCOUNTS, body),
      async () => {
        const found = await exact.findAny(ACCOUNTS, 'SearchCode', 'text', [String(body['SearchCode'])]);
        return found[0];
      },
    );
    this.#accounts.set(operation.key, account);
    this.#made.set(operation.key, account.ID);
    await this.remember(operation, account.ID, undefined);
    await links.forget(LINKS.ownDebtor, [String(body['SearchCode'])]);
  }

  async #sendContact(operation: Operation, body: ExactBody): Promise<void> {
    const { exact } = this.#context;
    if (operation.targetId !== undefined) {
      await exact.update(CONTACTS, operation.targetId, body);
      await this.remember(operation, operation.targetId, undefined);
      return;
    }
    const debtorId = String(body['Account']);
    const contact = await this.#postOrFind(
      () => exact.create(CONTACTS, body),
      async () => {
        const ofAccount = await exact.find(CONTACTS, { filter: guidEquals('Account', debtorId) });
        return ofAccount.find((candidate) => isSamePerson(candidate, body));
      },
    );
    this.#made.set(operation.key, contact.ID);
    await this.remember(operation, contact.ID, debtorId);
  }

  /** Exact looks for an identical address first and answers it, so the same POST again makes nothing new. */
  async #sendAddress(operation: Operation, body: ExactBody): Promise<void> {
    const { exact } = this.#context;
    const post = () => exact.create(ADDRESSES, body);
    const address = await this.#postOrFind(post, post);
    this.#made.set(operation.key, address.ID);
    await this.remember(operation, address.ID, String(body['Account']));
  }
}

function isSamePerson(contact: ExactContact, body: ExactBody): boolean {
  const isSame = (value: string | null, wanted: unknown): boolean =>
    (value ?? '').toLowerCase() === plainText(wanted).toLowerCase();
  return (
    isSame(contact.LastName, body['LastName']) &&
    isSame(contact.FirstName, body['FirstName']) &&
    isSame(contact.Email, body['Email'])
  );
}
