import os from 'node:os';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { FULL, QUICK, type Measurement } from './measurement.ts';
import { instances } from './measurements/instances.ts';
import { memory } from './measurements/memory.ts';
import { memoryOfFlows } from './measurements/memory-of-flows.ts';
import { obviousScript } from './measurements/obvious-script.ts';
import { orderCalls } from './measurements/order-calls.ts';
import { orderRate } from './measurements/order-rate.ts';
import { productCalls } from './measurements/product-calls.ts';
import { pushLatency } from './measurements/push-latency.ts';
import { speed } from './measurements/speed.ts';
import { startUp } from './measurements/start-up.ts';
import { whale } from './measurements/whale.ts';
import { ensureDatabase } from './scene/database.ts';
import { toMarkdown, toTable, type Chapter } from './report.ts';

const MEASUREMENTS: readonly Measurement[] = [
  { name: 'start-up', measure: startUp },
  { name: 'calls of products', measure: productCalls },
  { name: 'calls of orders', measure: orderCalls },
  { name: 'speed', measure: speed },
  { name: 'the obvious script', measure: obviousScript },
  { name: 'push latency', measure: pushLatency },
  { name: 'orders under the limit', measure: orderRate },
  { name: 'instances', measure: instances },
  { name: 'whale', measure: whale },
  { name: 'memory of all flows', measure: memoryOfFlows },
  { name: 'memory', measure: memory },
];

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } } });
const sizes = values.quick ? QUICK : FULL;
const chosen = MEASUREMENTS.filter(({ name }) => values.only === undefined || name === values.only);
if (chosen.length === 0) throw new RangeError(`--only takes one of: ${MEASUREMENTS.map(({ name }) => name).join(', ')}`);

const database = await ensureDatabase();
const chapters: Chapter[] = [];
for (const { name, measure } of chosen) {
  const from = performance.now();
  process.stderr.write(`${name} ...`);
  try {
    chapters.push({ name, figures: await measure(sizes) });
  } catch (error) {
    process.stderr.write(` failed: ${String(error)}\n`);
    chapters.push({ name, figures: [{ what: name, value: 'not measured', isKept: false }] });
  }
  process.stderr.write(` ${Math.round((performance.now() - from) / 1000)} s\n`);
}
await database.stop();

const [cpu] = os.cpus();
const setting = [
  new Date().toISOString().slice(0, 16).replace('T', ' '),
  `Node ${process.version}`,
  database.version,
  `${os.availableParallelism()} x ${cpu?.model ?? 'unknown'}`,
  `load ${os
    .loadavg()
    .map((load) => load.toFixed(1))
    .join(' ')} at the end`,
  values.quick ? 'quick: sizes are small and figures rough' : 'full sizes',
].join(', ');
process.stdout.write(`${setting}\n\n${toTable(chapters)}\n`);
// A part of the run must not take the place of a whole one.
if (values.only === undefined) await writeFile(path.join(import.meta.dirname, 'results.md'), toMarkdown(setting, chapters));
process.exit(chapters.every(({ figures }) => figures.every(({ isKept }) => isKept !== false)) ? 0 : 1);
