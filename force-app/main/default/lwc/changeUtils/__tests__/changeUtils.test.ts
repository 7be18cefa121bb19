import { describeOutcome, describePlace, describeValue, isSalesforceId } from 'c/changeUtils';

describe('c/changeUtils', () => {
  it.each([
    [null, '(empty)'],
    [undefined, '(empty)'],
    ['', '(empty)'],
    [true, 'Yes'],
    [false, 'No'],
    [0, '0'],
    ['Café', 'Café'],
    [{ ref: 'Account' }, '(made in the same run)'],
    [
      [
        { Item: 'Lamp', Quantity: '2' },
        { Item: { ref: 'x' }, Quantity: '1' },
      ],
      'Item: Lamp, Quantity: 2; Item: (made in the same run), Quantity: 1',
    ],
  ])('says %p as %p', (value, text) => {
    expect(describeValue(value)).toBe(text);
  });

  it('calls an object what people call it, and any other by its own name', () => {
    expect(describePlace('exact', 'SalesOrder')).toBe('Sales order in Exact Online');
    expect(describePlace('exact', 'DirectInvoice')).toBe('Direct invoice in Exact Online');
    expect(describePlace('salesforce', 'Shipment__c')).toBe('Shipment__c in Salesforce');
  });

  it('says how a record ended', () => {
    expect(describeOutcome('blocked')).toEqual({ icon: 'utility:warning', variant: 'warning', label: 'Needs you' });
  });

  it('knows the ids that Salesforce can open', () => {
    expect(isSalesforceId('801000000000001AAA')).toBe(true);
    expect(isSalesforceId('0f8fad5b-d9cb-469f-a165-70867728950e')).toBe(false);
  });
});
