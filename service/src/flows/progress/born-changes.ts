import { fromStartAgain, isWalking } from '../../exact/index.ts';
import type { FlowBatch, FlowContext } from '../flow.ts';
import type { Reader } from './reader.ts';
import { PROGRESS_SETTINGS } from './settings.ts';
import type { ProgressInput } from './types.ts';

type Cursors = Readonly<Record<string, string>>;

/** Since when the settings want orders that were born in Exact: ISO instant; empty where they do not. */
const BORN = 'bornSince';
/** Up to when accounts and orders that somebody linked were looked at: ISO instant. */
const LINKED = 'linkedUntil';
/** Debtors whose orders are read together. */
const DEBTORS_A_BATCH = 50;

/** Where a walk begins as far as orders that were born in Exact go. */
interface BornStart {
  readonly positions: Cursors;
  /** What was over before is left out. Undefined where the settings do not want them. */
  readonly since: Date | undefined;
  readonly linkedUntil: Date | undefined;
  /** True where the settings changed: what they say now is noted even if there is nothing new. */
  readonly isNoteDue: boolean;
}

/** The headers are read anew once the settings want what they did not want before. Not within a walk: then with the next one. */
export function startBorn({ configuration, now }: FlowContext, cursors: Cursors): BornStart {
  const { [BORN]: since = '', [LINKED]: linked = '' } = cursors;
  const { bornInExact } = PROGRESS_SETTINGS.of(configuration);
  if (!bornInExact) {
    const isNoteDue = since !== '';
    const positions = isNoteDue ? { ...cursors, [BORN]: '', [LINKED]: '' } : cursors;
    return { positions, since: undefined, linkedUntil: undefined, isNoteDue };
  }
  if (since !== '') {
    const linkedUntil = linked === '' ? undefined : new Date(linked);
    return { positions: cursors, since: new Date(since), linkedUntil, isNoteDue: linkedUntil === undefined };
  }
  const began = now();
  if (isWalking(cursors)) return { positions: cursors, since: began, linkedUntil: undefined, isNoteDue: false };
  const positions = { ...fromStartAgain(cursors, 'headers'), [BORN]: began.toISOString() };
  return { positions, since: began, linkedUntil: undefined, isNoteDue: true };
}

/** After the streams: orders of debtors whose accounts were linked since, and rows of orders that are orders of Salesforce by now. */
export async function* readBornFurther(
  reader: () => Promise<Reader>,
  start: BornStart,
  beganAt: string,
): AsyncGenerator<FlowBatch<ProgressInput>> {
  const { positions, linkedUntil, isNoteDue } = start;
  const noted = { [BORN]: positions[BORN] ?? '', [LINKED]: positions[BORN] === '' ? '' : beganAt };
  if (start.since === undefined || linkedUntil === undefined) {
    if (isNoteDue) yield (await reader()).batch([], noted);
    return;
  }
  const started = await reader();
  const { born } = started;
  if (born === undefined) return;
  const debtorIds = await born.linkedSince(linkedUntil);
  for (let from = 0; from < debtorIds.length; from += DEBTORS_A_BATCH)
    yield started.batch([await started.ofDebtors(born, debtorIds.slice(from, from + DEBTORS_A_BATCH))]);
  yield started.batch([await born.takenOverSince(linkedUntil)], noted);
}
