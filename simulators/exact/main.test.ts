import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';
import { APP } from './testing/client.ts';

it('starts from a configuration file, says where it listens and ends on a signal', async () => {
  const config = join(mkdtempSync(join(tmpdir(), 'exact-')), 'config.json');
  writeFileSync(
    config,
    JSON.stringify({ app: APP, divisions: [{ code: 1, name: 'A', currency: 'EUR', country: 'NL', isMain: true }] }),
  );
  const child = spawn(process.execPath, [fileURLToPath(new URL('main.ts', import.meta.url)), '--port', '0', '--config', config]);
  const line = await new Promise<string>((resolve) =>
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString('utf8'))),
  );
  const url = /^listening on (http:\/\/\S+)\n$/.exec(line)?.[1] ?? '';
  expect((await fetch(`${url}/_control/health`)).status).toBe(200);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
});
