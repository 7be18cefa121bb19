/** Runs the simulator on its own: `node simulators/salesforce/main.ts --port 9102 --config file.json` (options of `index.ts` as JSON). */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startSalesforceSimulator, type SalesforceSimulatorOptions } from './index.ts';

const { values } = parseArgs({ options: { port: { type: 'string' }, host: { type: 'string' }, config: { type: 'string' } } });
if (values.config === undefined) throw new Error('Give --config <file.json> with at least packageDirectory and app');

const config = JSON.parse(readFileSync(values.config, 'utf8')) as SalesforceSimulatorOptions;
const simulator = await startSalesforceSimulator({
  ...config,
  packageDirectory: resolve(dirname(values.config), config.packageDirectory),
  ...(values.port === undefined ? {} : { port: Number(values.port) }),
  ...(values.host === undefined ? {} : { host: values.host }),
});
console.log(`listening on ${simulator.url}`);

/** Whichever signals arrive together: closed once. A second one of a kind ends the process at once. */
let closing: Promise<void> | undefined;
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void (closing ??= simulator.close().then(() => process.exit(0))));
