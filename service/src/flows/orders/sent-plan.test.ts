import { describe, expect, it } from '@jest/globals';
import { TandemError } from '../../errors/index.ts';
import { bodyOf, DEBTOR, existing, input, plan, shape } from './testing/inputs.ts';
import type { ExistingOrder } from './types.ts';

describe('an order in Exact under the same reference', () => {
  const changes: [string, ExistingOrder][] = [
    ['of another debtor', existing({ OrderedBy: 'cccccccc-0000-4000-8000-000000000001' })],
    ['with another quantity', existing({}, { Quantity: '2' })],
    ['with another price', existing({}, { NetPrice: '10.01' })],
    ['with another item', existing({}, { Item: 'aaaaaaaa-0000-4000-8000-000000000009' })],
    ['with a discount on the whole', existing({ AmountFCExclVat: '9' })],
    ['in another currency', existing({ Currency: 'USD' })],
  ];

  it('is ours with our debtor, lines and amount, and taken over', () => {
    expect(shape(plan([input({ existing: [existing()] })]))).toEqual(['unchanged exact SalesOrder', 'update salesforce Order']);
  });

  it.each(changes)('%s is for a person, and nothing is written but the problem', (_difference, stranger) => {
    const operations = plan([input({ existing: [stranger], debtor: { kind: 'unchanged', exactId: DEBTOR } })]);
    expect(operations[0]).toMatchObject({ action: 'block', reason: { code: 'order_reference_taken' } });
    expect(shape(operations)).toEqual(['block exact SalesOrder', 'update salesforce Order']);
    expect(operations[1]?.fields.map(({ field }) => field).sort()).toEqual([
      'Exact_Sync_Action__c',
      'Exact_Sync_Problem__c',
      'Exact_Sync_Status__c',
    ]);
  });

  it('is ours when it was posted before the order changed and the answer was lost, and a person is told how the two differ', () => {
    const intent = {
      recordId: 'x',
      division: 1,
      reference: '00000101',
      postedAt: new Date(0),
      content: 'other',
      isWriteBackPending: false,
    };
    const grown = existing({}, { Quantity: '2' });
    const operations = plan([input({ existing: [grown], intent, isChangedSincePost: true })]);
    expect(operations[0]).toMatchObject({ action: 'block', reason: { code: 'order_changed_after_sending' } });
    expect(operations[1]?.fields).toContainEqual(expect.objectContaining({ field: 'Exact_Id__c', to: grown.order.OrderID }));
    const stranger = existing({ OrderedBy: 'cccccccc-0000-4000-8000-000000000001' });
    expect(plan([input({ existing: [stranger], intent, isChangedSincePost: true })])[0]).toMatchObject({
      action: 'block',
      reason: { code: 'order_reference_taken' },
    });
  });

  it('is linked when a person says so, and left alone when another reference is chosen', () => {
    const stranger = existing({ OrderedBy: 'cccccccc-0000-4000-8000-000000000001' });
    expect(shape(plan([input({ existing: [stranger], choice: { linkTo: '7' } })]))).toContain('unchanged exact SalesOrder');
    expect(plan([input({ existing: [stranger], choice: { linkTo: '8' } })])[0]).toMatchObject({
      reason: { code: 'order_link_unknown' },
    });
    const other = input({ existing: [stranger], reference: '00000101-2', choice: { reference: '00000101-2' } });
    expect(bodyOf(plan([other]))).toMatchObject({ YourRef: '00000101-2' });
  });

  it('is not judged while somebody else is at work on the debtor', () => {
    const problem = new TandemError('record_busy', { record: 'jan@acme.example' });
    expect(plan([input({ existing: [existing()], debtor: { kind: 'problem', problem } })])[0]).toMatchObject({
      action: 'block',
      reason: { code: 'record_busy' },
    });
  });
});
