import { TandemError } from '../../errors/index.ts';
import type { FieldChange, Operation, Reference } from '../operation.ts';
import { bookKey, bookOperationKey, bookReference } from './price-role.ts';
import type { ListInput, PricesFacts } from './types.ts';

/** The price book that a list has, or is to have; why it can have none. Pure. */
export function bookOf(input: ListInput, facts: PricesFacts): string | Reference | TandemError {
  const { list, listId, book, candidates, namesakes } = input;
  const name = nameOf(input);
  const currency = list?.Currency ?? facts.currencies[0] ?? '';
  if (!facts.currencies.includes(currency))
    return new TandemError('price_list_currency_missing', { list: name, currency }, { field: 'Currency', recordId: listId });
  if (book !== undefined) return book.Id;
  if (candidates.length > 1 || (candidates.length === 1 && namesakes > 1))
    return new TandemError(
      'price_book_ambiguous',
      { list: name, count: candidates.length, books: candidates.map(({ Id }) => Id).join(', ') },
      { field: 'Name', recordId: listId },
    );
  return candidates[0]?.Id ?? bookReference(facts.division, listId);
}

/** What becomes of the price book of a list: made, taken over by its name, or switched off with its list. */
export function planList(input: ListInput, facts: PricesFacts): Operation[] {
  const { list, listId, book, candidates } = input;
  const target = book ?? candidates[0];
  if (list === undefined) return book === undefined ? [] : [withdrawn(input)];
  const standing = bookOf(input, facts);
  if (standing instanceof TandemError) return [operation(input, { action: 'block', fields: [], reason: standing })];
  if (book !== undefined) return [operation(input, { action: 'unchanged', fields: [], targetId: book.Id })];
  const key: FieldChange = { field: 'Exact_Key__c', from: null, to: bookKey(facts.division, listId), policy: 'always' };
  if (target !== undefined) return [operation(input, { action: 'update', fields: [key], targetId: target.Id })];
  const fields: FieldChange[] = [
    { field: 'Name', from: null, to: nameOf(input), policy: 'create' },
    { field: 'IsActive', from: null, to: true, policy: 'create' },
    key,
  ];
  return [operation(input, { action: 'create', fields })];
}

/** A list that is gone leaves its book behind, switched off: orders may be made of it. */
function withdrawn(input: ListInput): Operation {
  const { book, listId } = input;
  if (book?.IsActive !== true) return operation(input, { action: 'unchanged', fields: [], targetId: book?.Id });
  return operation(input, {
    action: 'update',
    fields: [{ field: 'IsActive', from: true, to: false, policy: 'always' }],
    targetId: book.Id,
    reason: new TandemError('price_list_gone', { list: book.Name }, { recordId: listId }),
  });
}

function nameOf({ list, book, listId }: ListInput): string {
  return list?.Description ?? list?.Code ?? book?.Name ?? listId;
}

function operation(input: ListInput, what: Pick<Operation, 'action' | 'fields'> & Partial<Operation>): Operation {
  return {
    key: bookOperationKey(input.listId),
    recordId: input.listId,
    label: nameOf(input),
    system: 'salesforce',
    object: 'Pricebook2',
    isMain: true,
    ...what,
  };
}
