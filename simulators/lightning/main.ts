import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startLightningPage, type LightningPageOptions } from './index.ts';

const { values } = parseArgs({ options: { port: { type: 'string' }, config: { type: 'string' } } });
if (values.config === undefined) {
  console.error('usage: node simulators/lightning/main.ts --config <file.json> [--port <number>]');
  process.exit(2);
}
const options = JSON.parse(readFileSync(values.config, 'utf8')) as LightningPageOptions;
const page = await startLightningPage({ ...options, ...(values.port === undefined ? {} : { port: Number(values.port) }) });
console.log(`listening on ${page.url}`);
/** Whichever signals arrive together: closed once. A second one of a kind ends the process at once. */
let closing: Promise<void> | undefined;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void (closing ??= page.close()));
}
