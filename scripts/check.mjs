// Everything that can be checked without running the product; one line a step, the last line says how many passed and failed.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { runCommand } from './run-command.mjs';
import { ensureReleaseTools } from './release-tools.mjs';
import { ensureInstalled, pinnedNode, root } from './setup.mjs';

const bin = (name) => path.join(root, 'node_modules/.bin', name);
const script = (name, ...args) => [path.join(root, 'scripts', name), ...args];
const flowTest = (file) => [
  path.join(root, 'node_modules/jest/bin/jest.js'),
  ...['--rootDir', path.join(root, 'service'), '--config', path.join(root, 'service/jest.config.mjs'), file],
];

/** Jest loads modules as they are written only when Node is told so. */
const ES_MODULES = { NODE_OPTIONS: '--experimental-vm-modules --no-warnings' };

/** What each step runs. The long ones come first, so that two side by side end at the same time. */
const STEPS = [
  { name: 'lint', args: [bin('eslint'), '--max-warnings=0', '.'] },
  { name: 'Apex', args: script('check-apex.mjs') },
  { name: 'types', args: [bin('tsc'), '--build'] },
  { name: 'format', args: [bin('prettier'), '--check', '--log-level=warn', '.'] },
  { name: 'source, by the Salesforce CLI', args: script('check-source.mjs') },
  { name: 'files and exports that nothing uses', args: [bin('knip'), '--no-progress'] },
  { name: 'metadata', args: script('check-metadata.mjs') },
  { name: 'permissions', args: script('check-permissions.mjs') },
  { name: 'labels and their translations', args: script('check-labels.mjs') },
  { name: 'translations of objects and tabs', args: script('check-translations.mjs') },
  { name: 'rules of the Apex', args: script('check-apex-rules.mjs') },
  { name: 'queries in Apex', args: script('check-soql.mjs') },
  { name: 'arrows between folders', args: script('check-arrows.mjs') },
  { name: 'every flow has all its parts', args: flowTest('src/flows/complete.test.ts'), env: ES_MODULES },
  { name: 'deployment files and runbook', args: script('check-deploy.mjs') },
  { name: 'docs/errors.md', args: script('write-error-docs.mjs', '--check') },
  { name: 'answers of the service, as the pages know them', args: script('write-middleware-types.mjs', '--check') },
];

ensureInstalled();
// Before the steps, two of which would install them at the same time. Each of them says by itself what it lacks.
ensureReleaseTools();
const waiting = [...STEPS];
const failures = [];
const startedAt = Date.now();
await Promise.all([worker(), worker()]);

for (const { name, output } of failures) console.log(`\n== ${name}\n${output.trimEnd()}`);
const passed = STEPS.length - failures.length;
console.log(`\n${passed} passed, ${failures.length} failed (${Math.round((Date.now() - startedAt) / 1000)} s)`);
process.exitCode = failures.length === 0 ? 0 : 1;

async function worker() {
  for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
    const result = await run(step);
    console.log(`${result.code === 0 ? 'ok  ' : 'FAIL'} ${step.name} (${result.seconds} s)`);
    if (result.code !== 0) failures.push({ name: step.name, output: result.output });
  }
}

async function run({ args, env }) {
  if (!existsSync(args[0])) return { code: 1, output: `${path.relative(root, args[0])} is missing`, seconds: 0 };
  return runCommand(pinnedNode, args, { env });
}
