import { describeFlow, nounFor } from 'c/flowUtils';
import { flowCatalogue } from 'test/flows';

describe('c-flow-utils', () => {
  it('says of a flow what the service tells of it', () => {
    expect(describeFlow(flowCatalogue('en'), 'products')).toMatchObject({
      label: 'Products',
      description: 'Items of Exact Online become products in Salesforce',
      icon: 'standard:product',
    });
  });

  it('keeps the name of a flow that the service does not tell of', () => {
    expect(describeFlow(flowCatalogue('en'), 'stock')).toMatchObject({ label: 'stock', icon: 'standard:flow' });
    expect(nounFor(describeFlow(undefined, 'stock'), 2)).toBe('records');
  });

  it('calls one record otherwise than several', () => {
    const text = describeFlow(flowCatalogue('en'), 'products');
    expect([nounFor(text, 0), nounFor(text, 1), nounFor(text, 2)]).toEqual(['items', 'item', 'items']);
  });
});
