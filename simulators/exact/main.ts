import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startExactSimulator, type ExactSimulatorOptions } from './index.ts';

const { values } = parseArgs({ options: { port: { type: 'string' }, host: { type: 'string' }, config: { type: 'string' } } });
if (values.config === undefined) throw new Error('Usage: node main.ts --config file.json [--port 9101] [--host 127.0.0.1]');

const config = JSON.parse(readFileSync(values.config, 'utf8')) as ExactSimulatorOptions;
const simulator = await startExactSimulator({
  ...config,
  ...(values.port === undefined ? {} : { port: Number(values.port) }),
  ...(values.host === undefined ? {} : { host: values.host }),
});
console.log(`listening on ${simulator.url}`);

/** Whichever signals arrive together: closed once. A second one of a kind ends the process at once. */
let closing: Promise<void> | undefined;
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void (closing ??= simulator.close()));
