import { describeFlow, flowNames } from 'c/flowUtils';

describe('c-flow-utils', () => {
  it('names every flow in words', () => {
    expect(flowNames().map((name) => describeFlow(name).label)).toEqual(['Products', 'Orders']);
  });

  it('keeps the name of a flow it does not know', () => {
    expect(describeFlow('stock')).toMatchObject({ label: 'stock', records: 'records' });
  });
});
