import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parseJson } from '../wire/index.ts';
import { unwrap } from './envelope.ts';
import { ACCOUNTS, ITEMS } from './resources/index.ts';
import type { ExactRow, ExactValue } from './types.ts';

/** Real answers of Exact Online, recorded by two public clients; they are not part of this repository. */
const FOLDER = join(import.meta.dirname, '../../../../shared/data/exact-wire');
const files = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith('.json')) : [];
const describeRecorded = files.length === 0 ? describe.skip : describe;
if (files.length === 0) console.warn(`skipped: no recorded answers of Exact Online in ${FOLDER}`);

const read = (name: string) => readFileSync(join(FOLDER, name), 'utf8');
const rowsOf = (name: string): ExactRow[] => {
  const answer = parseJson(read(name)) as ExactValue;
  return [...(unwrap(answer)?.rows ?? (Array.isArray(answer) ? answer : [answer as ExactRow]))];
};
/** The text without white space outside of strings, so that formatting does not count. */
const compact = (text: string) => text.replace(/^\ufeff/, '').replace(/("(?:[^"\\]|\\.)*")|\s+/g, '$1');

describeRecorded('recorded answers of Exact Online', () => {
  it.each(files)('%s loses nothing on the way through the client', (name) => {
    const original = JSON.parse(compact(read(name))) as unknown;

    expect(JSON.parse(JSON.stringify(parseJson(read(name))))).toEqual(original);
  });

  it.each(files.filter((name) => name.startsWith('item')))('%s gives items with trimmed codes and decimal amounts', (name) => {
    const rows = rowsOf(name);

    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      const item = ITEMS.parse(row);
      expect(item.Code).toBe(row['Code']);
      expect(item.Unit).toBe(typeof row['Unit'] === 'string' ? row['Unit'].trim() : null);
      expect(item.SalesVatCode).toBe(typeof row['SalesVatCode'] === 'string' ? row['SalesVatCode'].trim() : null);
    }
  });

  it('accounts lose the padding of code and country', () => {
    const [account] = rowsOf('Response_Json_Array_Account.json').map((row) => ACCOUNTS.parse(row));

    expect(account).toMatchObject({ Code: '8', Country: 'NL', City: 'Houten', AddressLine1: 'Voorveste 9' });
  });
});
