// Compiles the Lightning components to the JavaScript that the platform takes. Runs on any Node from 18 on.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { ensureInstalled, pinnedNode, root } from './setup.mjs';

ensureInstalled();
// The compiler wants the Node of the packages, which is not always the one that started this.
const compiler = path.join(root, 'scripts/compile-lwc.mjs');
const { status } = spawnSync(pinnedNode, ['--no-warnings', compiler], { cwd: root, stdio: 'inherit' });
process.exit(status ?? 1);
