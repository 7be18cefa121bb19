import record from '@salesforce/label/c.FlowUtils_Record';
import records from '@salesforce/label/c.FlowUtils_Records';
import type { Flow, Flows } from 'tandem/middleware';

const labels = {
  record,
  records,
};

/** How people read of a flow. */
export type FlowText = Pick<Flow, 'label' | 'description' | 'icon' | 'nouns' | 'history'>;

/** How a flow is called and what it does, of what the service says of its flows. A flow that it does not tell of keeps its own name. */
export function describeFlow(catalogue: Flows | undefined, name: string): FlowText {
  const told = catalogue?.items.find((flow) => flow.name === name);
  return (
    told ?? {
      label: name,
      description: '',
      icon: 'standard:flow',
      nouns: { one: labels.record, several: labels.records },
      history: null,
    }
  );
}

/** What that many records of a flow are called. */
export function nounFor({ nouns }: FlowText, count: number): string {
  return count === 1 ? nouns.one : nouns.several;
}
