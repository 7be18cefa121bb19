import { DIVISION, type Stage, type Walked } from '../../testing/stage.ts';
import { ACCOUNTS } from '../index.ts';

/** Settings under which the flow is on, with the owners of fields. */
export function settings(owners: object = {}, tables: object = {}): object {
  return {
    version: 1,
    divisions: [{ code: DIVISION, default: true }],
    flows: { accounts: { enabled: true, division: DIVISION }, debtors: { enabled: true, division: DIVISION, owners } },
    tables,
  };
}

/** Looks at what changed. */
export function look(
  stage: Stage,
  cursors: Readonly<Record<string, string>> = {},
  document: object = settings(),
): Promise<Walked> {
  return stage.walk(ACCOUNTS, document, { kind: 'changes', cursors, full: false });
}
