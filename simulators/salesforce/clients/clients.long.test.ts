import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { OrgClient } from '../tests/org-client.ts';

/** The Salesforce CLI, and a Python that has the packages of requirements.txt; `npm run test:long` gives both. */
const CLI = process.env['SF_CLI'];
const PYTHON = process.env['CLIENTS_PYTHON'];
const PATIENCE_MS = 120_000;
const run = promisify(execFile);

for (const [name, program] of [
  ['SF_CLI', CLI],
  ['CLIENTS_PYTHON', PYTHON],
])
  if (program === undefined) console.warn(`${name} is not set: the tests of that client are skipped.`);

let org: OrgClient;
beforeAll(async () => {
  org = await OrgClient.start();
});
afterAll(() => org.close());

(CLI === undefined ? describe.skip : describe)('the org seen by the Salesforce CLI', () => {
  let home: string;
  /** What it says in its JSON; it keeps everything it knows in a home of its own. */
  const sf = async (...args: string[]): Promise<Record<string, unknown>> => {
    const env = {
      PATH: process.env['PATH'],
      HOME: home,
      SF_ACCESS_TOKEN: org.token,
      SF_AUTOUPDATE_DISABLE: 'true',
      SF_DISABLE_TELEMETRY: 'true',
      SF_SKIP_NEW_VERSION_CHECK: 'true',
      SF_USE_GENERIC_UNIX_KEYCHAIN: 'true',
    };
    const { stdout } = await run(CLI ?? '', [...args, '--json'], { env, cwd: home });
    return (JSON.parse(stdout) as { result: Record<string, unknown> }).result;
  };

  beforeEach(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'tandem-sf-'));
    await sf('org', 'login', 'access-token', '--instance-url', org.url, '--no-prompt', '--alias', 'org');
  }, PATIENCE_MS);
  afterEach(() => rm(home, { recursive: true, force: true }));

  it(
    'signs in with a token and reads records',
    async () => {
      await org.control('POST', '/seed', { records: [{ object: 'Account', fields: { Name: 'Ümlaut BV' } }] });
      const found = await sf(
        'data',
        'query',
        '--query',
        "SELECT Name, Owner.Name FROM Account WHERE Name = 'Ümlaut BV'",
        '-o',
        'org',
      );
      expect(found).toMatchObject({ totalSize: 1, records: [{ Name: 'Ümlaut BV' }] });
    },
    PATIENCE_MS,
  );

  it(
    'upserts a file in bulk and exports it in bulk',
    async () => {
      const rows = Array.from({ length: 3_000 }, (_, index) => `Lamp ${index},cli-${index}`);
      await writeFile(path.join(home, 'in.csv'), `Name,Exact_Id__c\n${rows.join('\n')}\n`);
      const upsert = ['data', 'upsert', 'bulk', '--file', 'in.csv', '--sobject', 'Product2', '--external-id', 'Exact_Id__c'];
      const loaded = await sf(...upsert, '--wait', '5', '-o', 'org');
      expect(loaded).toMatchObject({ jobInfo: { state: 'JobComplete', numberRecordsProcessed: 3_000, numberRecordsFailed: 0 } });

      const query = "SELECT Name, Exact_Id__c FROM Product2 WHERE Exact_Id__c LIKE 'cli-%' ORDER BY Exact_Id__c";
      const target = ['--output-file', 'out.csv', '--result-format', 'csv', '--wait', '5', '-o', 'org'];
      await sf('data', 'export', 'bulk', '--query', query, ...target);
      const lines = (await readFile(path.join(home, 'out.csv'), 'utf8')).trimEnd().split('\n');
      expect([lines.length, lines[0], lines[1]]).toEqual([3_001, '"Name","Exact_Id__c"', '"Lamp 0","cli-0"']);
    },
    PATIENCE_MS,
  );
});

(PYTHON === undefined ? describe.skip : describe)('the org seen by simple-salesforce', () => {
  it(
    'is the one that its scripts know: rows, external ids, bulk load and bulk query, refusals',
    async () => {
      const script = path.join(import.meta.dirname, 'simple_salesforce_trial.py');
      const { stdout } = await run(PYTHON ?? '', [script, org.url, org.token]);
      expect(JSON.parse(stdout)).toEqual({
        account: ['Bakkerij Brood', '020-1234567'],
        product: ['Lampje'],
        all: 2_500,
        loaded: 2_500,
        pages: [1_000, 1_000, 500],
        isDescribed: true,
        refusal: 'INVALID_FIELD',
      });
    },
    PATIENCE_MS,
  );
});
