import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';
import { APP, PACKAGE_DIRECTORY } from './org-client.ts';

it('runs from the command line, prints where it listens and stops on a signal', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'simulator-'));
  const config = join(directory, 'config.json');
  writeFileSync(config, JSON.stringify({ packageDirectory: PACKAGE_DIRECTORY, app: APP, organizationName: 'From a file' }));
  const main = fileURLToPath(new URL('../main.ts', import.meta.url));
  const program = spawn(process.execPath, [main, '--port', '0', '--config', config], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(program, 'exit');
  const [line] = (await once(createInterface(program.stdout), 'line')) as [string];
  expect(line).toMatch(/^listening on http:\/\/127\.0\.0\.1:\d+$/);
  const health = await fetch(`${line.replace('listening on ', '')}/_control/health`);
  expect(await health.json()).toMatchObject({ status: 'ok' });
  program.kill('SIGTERM');
  expect(await exited).toEqual([0, null]);
  rmSync(directory, { recursive: true });
});
