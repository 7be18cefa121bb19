// Shows everything on this machine: simulators of both systems with a made-up wholesaler, the service, the Lightning page.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { ensureInstalled, pinnedNode, root } from './setup.mjs';

const startedAt = Date.now();
// Where people develop, an installation without the packages of development would take them away.
ensureInstalled({ omitDev: !existsSync(path.join(root, 'node_modules/eslint')) });
// The parts are TypeScript, which the Node of the packages reads and the one that started this may not.
const demo = spawn(pinnedNode, ['--no-warnings', path.join(root, 'scripts/run-demo.mjs'), String(startedAt)], {
  cwd: root,
  stdio: 'inherit',
});
// The terminal sends Ctrl-C to both; this one only waits for the other to tidy up.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => demo.kill(signal));
demo.on('exit', (code) => process.exit(code ?? 1));
