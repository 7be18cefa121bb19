import { actionFor, isSolvedByApproval, readProblem, reduceErrors } from 'c/errorUtils';
import { apexError } from 'test/component';

describe('c-error-utils', () => {
  it('reads the problem that Apex puts into the message', () => {
    const problem = { title: 'No VAT code', detail: 'Row 2 has none.', action: 'Add it.', code: 'vat_missing' };
    expect(readProblem(apexError(problem))).toEqual(problem);
    expect(reduceErrors(apexError(problem))).toEqual(['No VAT code', 'Row 2 has none.', 'Add it.']);
  });

  it('leaves a problem as it is', () => {
    expect(reduceErrors({ title: 'Stopped', action: 'Connect again.' })).toEqual(['Stopped', 'Connect again.']);
  });

  it.each([
    ['a text', 'No network'],
    ['a JavaScript error', new Error('No network')],
    ['an Apex exception of another package', { body: { message: 'No network' } }],
    ['a list of Lightning Data Service', { body: [{ message: 'No network' }] }],
    [
      'a page error of a record form',
      { body: { output: { errors: [{ message: 'No network' }], fieldErrors: {} }, message: 'general' } },
    ],
    ['a field error of a record form', { body: { output: { errors: [], fieldErrors: { Name: [{ message: 'No network' }] } } } }],
    ['an HTTP answer', { statusText: 'No network' }],
    ['a list', [{ message: 'No network' }]],
  ])('shows the text of %s', (_shape, error) => {
    expect(reduceErrors(error)[1]).toBe('No network');
  });

  it('says nothing when there is no error', () => {
    expect(reduceErrors(undefined)).toEqual([]);
  });

  it('always says what to do, even about something unknown', () => {
    expect(reduceErrors({})).toHaveLength(2);
    expect(readProblem({ body: { message: '{"a":1}' } }).action).toContain('Try again');
  });
});

describe('what a reader can do', () => {
  const ACTION = 'Add XX to the VAT codes on the Settings tab of Tandem Setup.';

  it('is theirs when they set Tandem up, or when anybody can do it', () => {
    expect(actionFor(ACTION, true)).toBe(ACTION);
    expect(actionFor('Choose an account.', false)).toBe('Choose an account.');
    expect(actionFor(undefined, false)).toBeUndefined();
  });

  it('is to ask who does, with what to ask for, when it needs a page they lack', () => {
    expect(actionFor(ACTION, false)).toBe(`Ask your Tandem administrator, who can do this: ${ACTION}`);
    expect(actionFor('Assign the permission set Tandem Integration.', false)).toContain('Ask your Tandem administrator');
  });
});

describe('what a second person may let through', () => {
  it('is an order that is held for what its customer owes, and a return; nothing else', () => {
    expect(isSolvedByApproval('order_credit_blocked')).toBe(true);
    expect(isSolvedByApproval('return_needs_approval')).toBe(true);
    expect(isSolvedByApproval('return_beyond_invoiced')).toBe(false);
    expect(isSolvedByApproval(undefined)).toBe(false);
  });
});
