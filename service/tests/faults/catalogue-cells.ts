import { setTimeout as delay } from 'node:timers/promises';
import type { Catalogue } from './catalogue.ts';
import { hasStruck, type Mishap, type Step, type Verdict } from './cells.ts';
import type { FaultWorld } from './fault-world.ts';
import type { Passage } from './gate.ts';
import { ask, openIssues, type OpenIssue } from './settling.ts';

const CALM_MS = 60_000;
const LOOK_MS = 100;

/** One cell: what the flow brings changes, a run meets the fault at the step, then everything is looked through. */
export async function liveCatalogueCell(
  faults: FaultWorld,
  catalogue: Catalogue,
  step: Step,
  mishap: Mishap,
  name: string,
): Promise<Verdict> {
  await catalogue.change(name);
  const since = faults.gates[step.system].passages.length;
  await faults.setFaults({ [step.system]: mishap.rules?.(step) ?? [] });
  try {
    await startRun(faults, catalogue);
    await hasStruck(faults, step, mishap, since);
    return await settleCatalogue(faults, catalogue);
  } finally {
    await faults.clearFaults();
  }
}

export async function startRun({ world }: FaultWorld, { flow, isWhole, historyYears }: Catalogue): Promise<void> {
  await ask(world, 'POST', '/v1/runs', { flow, mode: 'apply', full: isWhole === true, historyYears });
}

/**
 * Waits and retries until the catalogue is right, nothing waits any more and nobody is told of anything; a run that failed with its
 * reason is started again. Then everything is looked at once more.
 */
export async function settleCatalogue(faults: FaultWorld, catalogue: Catalogue): Promise<Verdict> {
  let by: Extract<Verdict, { kind: 'right' }>['by'] = 'itself';
  let last: readonly string[] = [];
  const restarted = new Set<string>();
  for (const endsAt = Date.now() + CALM_MS; Date.now() < endsAt; await delay(LOOK_MS)) {
    const issues = await readIssues(faults, catalogue);
    const { state, lastRun, history } = await flowOf(faults, catalogue.flow);
    const run = catalogue.historyYears === undefined ? lastRun : history;
    last = [...(await catalogue.faults()), ...issues.map(({ title, message }) => `an issue is open: ${title}, ${message}`)];
    const isOver = catalogue.historyYears === undefined || run?.state === 'succeeded';
    const isCalm = isOver && state === 'idle' && (await openIssues(faults, catalogue.flow, 'retrying')).length === 0;
    if (last.length === 0 && isCalm) return (await lookAgain(faults, catalogue)) ?? { kind: 'right', by };
    for (const issue of issues) {
      by = 'retry';
      await ask(faults.world, 'POST', `/v1/issues/${issue.id}/retry`);
    }
    // A history that was stopped rests, and goes on where it was.
    const isStopped = run !== null && ['failed', 'paused'].includes(run.state) && run.problem !== null;
    if (isStopped && !restarted.has(run.id)) {
      by = 'button';
      restarted.add(run.id);
      if (run.state === 'paused') await ask(faults.world, 'POST', `/v1/runs/${run.id}/resume`);
      else await startRun(faults, catalogue);
    }
  }
  return {
    kind: 'wrong',
    reason: `${last.join('; ')}; the service says ${JSON.stringify(await flowOf(faults, catalogue.flow))}`,
  };
}

/** What is open for a person; what only tells of a change that was made is taken note of. */
async function readIssues(faults: FaultWorld, { flow, tells = [] }: Catalogue): Promise<readonly OpenIssue[]> {
  const issues = await openIssues(faults, flow);
  const news = issues.filter(({ code }) => tells.includes(code));
  for (const issue of news) await ask(faults.world, 'POST', `/v1/issues/${issue.id}/ignore`);
  return issues.filter((issue) => !news.includes(issue));
}

/** Everything is compared without a fault: what is written then was not known to be there already. */
async function lookAgain(faults: FaultWorld, { flow, historyYears }: Catalogue): Promise<Verdict | undefined> {
  await faults.clearFaults();
  const since = faults.gates.salesforce.passages.length;
  const scope = historyYears === undefined ? { full: true } : { historyYears };
  const run = await faults.world.run({ flow, mode: 'apply', ...scope });
  const writes = faults.gates.salesforce.passages.slice(since).filter(isWrite);
  if (run['state'] === 'succeeded' && writes.length === 0) return undefined;
  const written = writes.map(({ method, url, sent }) => `${method} ${url} ${sent}`).join('; ');
  return { kind: 'wrong', reason: `the second look ended as ${JSON.stringify(run)} and wrote ${written}` };
}

/** Queries go in a composite request too, of which each part has its method. */
function isWrite({ method, url, sent }: Passage): boolean {
  if (method === 'GET' || url.startsWith('/services/oauth2/')) return false;
  return !url.endsWith('/composite') || /"method":"(?!GET)/.test(sent);
}

interface RunState {
  readonly id: string;
  readonly state: string;
  readonly problem: unknown;
}

interface FlowState {
  readonly name: string;
  readonly state: string;
  readonly lastRun: RunState | null;
  readonly history: RunState | null;
}

async function flowOf({ world }: FaultWorld, flow: string): Promise<FlowState> {
  const { body } = await ask(world, 'GET', '/v1/org');
  const found = (body['flows'] as readonly FlowState[]).find(({ name }) => name === flow);
  if (found === undefined) throw new Error(`there is no flow ${flow}`);
  return found;
}
