import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { FLOWS, type Flow, type Operation } from './index.ts';
import { ORDERS } from './orders/index.ts';
import { SOURCE_SUBJECTS } from './orders/testing/source-subjects.ts';
import { TARGET_SUBJECTS } from './orders/testing/target-subjects.ts';
import type { Walked } from './testing/stage.ts';
import { idOf, lasting, lookAtBoth, saying, type BothSystems, type Row } from './testing/both-systems.ts';
import { CutOff } from './testing/cut-off.ts';
import { functionsIn } from './testing/functions-in.ts';
import { COMPANIES, type Company, type FlowSubject, type OpenSubject } from './testing/subject.ts';

const MANY_STARTS_MS = 300_000;
const SYSTEMS = ['exact', 'salesforce'] as const;

let opened: OpenSubject | undefined;
afterEach(async () => {
  await opened?.stage.close();
  opened = undefined;
});

const PLACES = [
  ...FLOWS.map((flow) => ({ name: flow.name, flow })),
  ...Object.keys(SOURCE_SUBJECTS).map((source) => ({ name: `orders, of ${source}`, flow: ORDERS })),
  ...Object.keys(TARGET_SUBJECTS).map((target) => ({ name: `orders, as ${target}`, flow: ORDERS })),
].flatMap(({ name, flow }) => (Object.keys(COMPANIES) as Company[]).map((company) => [name, company, flow] as const));

/** What every flow keeps to, whatever it reads and writes. */
describe.each(PLACES)('the flow %s in %s', (name, company, flow) => {
  it('writes what its plan says, all of it and nothing else', async () => {
    const { subject, open } = await start(name, company);
    const planned = await walk(open, flow, 'plan');
    const before = await lookAtBoth(subject, open);

    const applied = await walk(open, flow, 'apply');

    expect(applied.operations.map(essence)).toEqual(planned.operations.map(essence));
    const after = await lookAtBoth(subject, open);
    const due = planned.operations.filter(({ action }) => action === 'create' || action === 'update');
    // A subject in which a flow has no work proves nothing.
    expect(due.map(({ action }) => action)).toEqual(
      expect.arrayContaining([...(subject.work ?? (['create', 'update'] as const))]),
    );
    expect(due.filter((operation) => !stands(operation, due, before, after))).toEqual([]);
    expect(madeIn(before, after)).toEqual(countOf(due.flatMap(rowsMadeBy)));
    const targets = due.flatMap(({ system, object, targetId }) =>
      targetId === undefined ? [] : [`${system}/${object}/${targetId}`],
    );
    expect(changedIn(before, after)).toEqual([...new Set(targets)].sort());
  });

  it('writes nothing the second time', async () => {
    const { subject, open } = await start(name, company);
    await walk(open, flow, 'apply');
    const before = saying(await lookAtBoth(subject, open));
    await open.stage.exact.spent();
    await open.stage.salesforce.spent();

    const { outcomes } = await walk(open, flow, 'apply');

    expect(outcomes.filter(({ status, error }) => status !== 'unchanged' || error !== undefined)).toEqual([]);
    expect([(await open.stage.exact.spent()).writes, (await open.stage.salesforce.spent()).writes]).toEqual([0, 0]);
    expect(saying(await lookAtBoth(subject, open))).toEqual(before);
  });

  it('reads data alone: settings that nobody has saved are planned in a thread of their own', async () => {
    const { open } = await start(name, company);
    const found: string[][] = [];
    const watched: Flow<unknown> = {
      ...flow,
      read: async function* (context, request) {
        for await (const batch of flow.read(context, request)) {
          found.push(functionsIn(batch.input));
          yield batch;
        }
      },
    };
    await walk(open, watched, 'plan');
    expect(found.length).toBeGreaterThan(0);
    expect([...new Set(found.flat())]).toEqual([]);
  });

  it('refuses a plan with an object that it does not know, before anything is written', async () => {
    const { subject, open } = await start(name, company);
    const before = saying(await lookAtBoth(subject, open));
    const strange: Flow<unknown> = {
      ...flow,
      apply: (context, operations) => {
        const [first, ...others] = operations.toReversed();
        return flow.apply(context, [...others.reverse(), { ...(first as Operation), action: 'create', object: 'Stranger' }]);
      },
    };

    await expect(walk(open, strange, 'apply')).rejects.toMatchObject({ code: 'internal_error' });

    expect(saying(await lookAtBoth(subject, open))).toEqual(before);
  });

  it(
    'cut off before any of its steps and run again ends as if nothing had happened',
    async () => {
      const undisturbed = await start(name, company);
      const whole = new CutOff();
      await walk(undisturbed.open, cutOff(flow, whole), 'apply');
      const wanted = saying(await lookAtBoth(undisturbed.subject, undisturbed.open));
      await undisturbed.open.stage.close();

      for (const [number, step] of whole.begun.entries()) {
        const { subject, open } = await start(name, company);
        const cut = new CutOff(number);
        await walk(open, cutOff(flow, cut), 'apply').catch(() => undefined);
        expect(cut.begun.at(-1)).toBe(step);

        const { outcomes } = await walk(open, flow, 'apply');

        const told = { cutOffBefore: `${step} (${number})`, failed: outcomes.filter(({ error }) => error !== undefined) };
        expect({ ...told, ...saying(await lookAtBoth(subject, open)) }).toEqual({ ...told, failed: [], ...wanted });
        await open.stage.close();
        opened = undefined;
      }
    },
    MANY_STARTS_MS,
  );

  it(
    'with the answer to any of its writes lost and run again ends as if nothing had happened',
    async () => {
      const undisturbed = await start(name, company);
      await forgetCalls(undisturbed.open);
      await walk(undisturbed.open, flow, 'apply');
      const wanted = saying(await lookAtBoth(undisturbed.subject, undisturbed.open));
      const writes = await writesIn(undisturbed.open);
      await undisturbed.open.stage.close();
      expect(writes).not.toEqual([]);

      for (const { system, ...write } of writes) {
        const { subject, open } = await start(name, company);
        await forgetCalls(open);
        await open.stage[system].control('POST', 'faults', { rules: [{ ...write, kind: 'resetAfter', times: 1 }] });
        await walk(open, flow, 'apply').catch(() => undefined);
        await open.stage[system].control('POST', 'faults', { rules: [] });
        expect((await callsTo(open, system)).filter(isLike(write)).length).toBeGreaterThan(write.skip);

        const { outcomes } = await walk(open, flow, 'apply');

        const told = { lost: { system, ...write }, failed: outcomes.filter(({ error }) => error !== undefined) };
        expect({ ...told, ...saying(await lookAtBoth(subject, open)) }).toEqual({ ...told, failed: [], ...wanted });
        await open.stage.close();
        opened = undefined;
      }
    },
    MANY_STARTS_MS,
  );
});

function fileOf(flow: string): string {
  return join(import.meta.dirname, flow, 'testing/subject.ts');
}

async function subjectOf(flow: string): Promise<FlowSubject> {
  return ((await import(fileOf(flow))) as { readonly SUBJECT: FlowSubject }).SUBJECT;
}

async function start(flow: string, company: Company): Promise<{ readonly subject: FlowSubject; readonly open: OpenSubject }> {
  const [, source] = flow.split(', of ');
  const [, target] = flow.split(', as ');
  const subject = SOURCE_SUBJECTS[source ?? ''] ?? TARGET_SUBJECTS[target ?? ''] ?? (await subjectOf(flow));
  const open = await subject.open(company);
  opened = open;
  return { subject, open };
}

function walk({ stage, document, request }: OpenSubject, flow: Flow<unknown>, mode: 'plan' | 'apply'): Promise<Walked> {
  return stage.walk(flow, document, request, mode);
}

/** A write to one of the systems, as a fault names it: `skip` calls like it come before. */
interface WriteCall {
  readonly system: 'exact' | 'salesforce';
  readonly method: string;
  readonly path: string;
  readonly skip: number;
}

async function forgetCalls({ stage }: OpenSubject): Promise<void> {
  for (const system of SYSTEMS) await stage[system].control('POST', 'journal/clear', {});
}

interface JournalledCall {
  readonly method: string;
  readonly path: string;
  readonly isWrite: boolean;
}

/** The calls that a fault at this one strikes, or skips. */
function isLike({ method, path }: Pick<JournalledCall, 'method' | 'path'>): (call: JournalledCall) => boolean {
  return (call) => call.method === method && call.path.startsWith(path);
}

async function callsTo({ stage }: OpenSubject, system: WriteCall['system']): Promise<readonly JournalledCall[]> {
  const { calls } = (await stage[system].control('GET', 'journal')) as { readonly calls: readonly JournalledCall[] };
  // The id of what is written is another one with each start.
  return calls.map(({ method, path, isWrite }) => ({ method, path: path.replace(/\(.*$/, ''), isWrite }));
}

/** The writes since then. */
async function writesIn(open: OpenSubject): Promise<readonly WriteCall[]> {
  const writes: WriteCall[] = [];
  for (const system of SYSTEMS) {
    const calls = await callsTo(open, system);
    for (const [index, call] of calls.entries()) {
      const { method, path } = call;
      if (call.isWrite) writes.push({ system, method, path, skip: calls.slice(0, index).filter(isLike(call)).length });
    }
  }
  return writes;
}

function cutOff(flow: Flow<unknown>, cut: CutOff): Flow<unknown> {
  return { ...flow, apply: (context, operations) => flow.apply(cut.context(context), operations) };
}

function essence({ key, recordId, action, object, targetId, fields }: Operation): object {
  return { key, recordId, action, object, targetId, fields };
}

/** True where a row says what the operation wants: the one it changes, or one that was not there before. What a later one writes over is its. */
function stands(operation: Operation, due: readonly Operation[], before: BothSystems, after: BothSystems): boolean {
  const { key, system, object, targetId } = operation;
  const isLater = (other: Operation): boolean =>
    other.targetMadeBy === key || (other.after !== undefined && other.targetId === targetId);
  const over = new Set(
    due.filter((other) => other !== operation && isLater(other)).flatMap(({ fields }) => fields.map(({ field }) => field)),
  );
  const fields = operation.fields.filter(({ field }) => !over.has(field));
  const known = new Set((before.get(`${system}/${object}`) ?? []).map(idOf));
  const rows = (after.get(`${system}/${object}`) ?? []).filter((row) =>
    targetId === undefined ? !known.has(idOf(row)) : idOf(row) === targetId,
  );
  return rows.some((row) =>
    fields.every(({ field, to }) => {
      if (!Array.isArray(to)) return isSame(row[field], to);
      const parts = after.get(`${system}/${field}`) ?? [];
      return (to as Row[]).every((part) =>
        parts.some((each) => Object.entries(part).every(([name, value]) => isSame(each[name], value))),
      );
    }),
  );
}

/** What is known only when it is made is anything. */
function isSame(standing: unknown, wanted: unknown): boolean {
  if (typeof wanted === 'object' && wanted !== null) return standing !== null && standing !== undefined;
  if (wanted === null || wanted === undefined) return standing === null || standing === undefined;
  if (typeof standing === 'number') return standing === Number(wanted);
  const text = String(standing).trim().toLowerCase();
  return text === String(wanted).trim().toLowerCase() || isSameDay(standing, wanted);
}

function isSameDay(standing: unknown, wanted: unknown): boolean {
  if (typeof standing !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(String(wanted))) return false;
  const [, time] = /Date\((\d+)\)/.exec(standing) ?? [];
  return (time === undefined ? standing : new Date(Number(time)).toISOString()).startsWith(String(wanted));
}

function rowsMadeBy({ system, object, action, fields }: Operation): string[] {
  const parts = fields.flatMap(({ field, to }) => (Array.isArray(to) ? to.map(() => `${system}/${field}`) : []));
  return action === 'create' ? [`${system}/${object}`, ...parts] : [];
}

function madeIn(before: BothSystems, after: BothSystems): Readonly<Record<string, number>> {
  return countOf(
    [...after].flatMap(([name, rows]) => {
      const known = new Set((before.get(name) ?? []).map(idOf));
      return rows.filter((row) => !known.has(idOf(row))).map(() => name);
    }),
  );
}

function changedIn(before: BothSystems, after: BothSystems): string[] {
  return [...after]
    .flatMap(([name, rows]) => {
      const known = new Map((before.get(name) ?? []).map((row) => [idOf(row), JSON.stringify(lasting(row))]));
      const changed = rows.filter((row) => known.has(idOf(row)) && known.get(idOf(row)) !== JSON.stringify(lasting(row)));
      return changed.map((row) => `${name}/${idOf(row)}`);
    })
    .sort();
}

function countOf(names: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
