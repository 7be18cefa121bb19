import { json, startScriptedServer, type ScriptedAnswer, type SeenRequest } from '../../../wire/testing/scripted-server.ts';
import { createTestClients } from '../../testing.ts';
import type { ExactDivision } from '../../types.ts';

export const ITEM_STREAM = 'sync/Logistics/Items';
export const PRICE_STREAM = 'sync/Logistics/SalesItemPrices';
export const DELETED_STREAM = 'sync/Deleted';

interface StreamRow {
  readonly key: string;
  readonly version: number;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Sync streams over HTTP as a division might answer them: pages of any size, rows that change while they are read. */
export interface StreamServer {
  readonly division: ExactDivision;
  pageSize: number;
  /** Rows at the end of a page that the next one begins with once more. */
  repeatedRows: number;
  /** Called before each page. */
  beforePage: (path: string) => void;
  /** Pages that are still answered; then each is refused. */
  pagesLeft: number;
  /** Paths that were asked for since the last look. */
  spent(): string[];
  /** Stamps these rows with one new row version; a new row is made. What is being read gets the new version at its end. */
  change(path: string, keys: readonly string[], fields?: Readonly<Record<string, unknown>>): void;
  /** The row version of a row. */
  versionOf(path: string, key: string): number | undefined;
  close(): Promise<void>;
}

export async function startStreamServer(): Promise<StreamServer> {
  const tables = new Map<string, Map<string, StreamRow>>();
  /** What is being read, by number: a walk along `__next` sees the rows as they were when it began. */
  const readings: { readonly path: string; readonly rows: StreamRow[] }[] = [];
  let paths: string[] = [];
  let version = 1_000;

  const server = await startScriptedServer(answer);
  const test = createTestClients(server.url);
  const stage: StreamServer = {
    division: await test.clients.division('org', 7, 'batch'),
    pageSize: 1_000,
    repeatedRows: 0,
    beforePage: () => undefined,
    pagesLeft: Infinity,
    spent: () => {
      const spent = paths;
      paths = [];
      return spent;
    },
    change: (path, keys, fields = {}) => {
      version += 1;
      const table = tables.get(path) ?? new Map<string, StreamRow>();
      tables.set(path, table);
      for (const key of keys) {
        const row = { key, version, fields };
        table.set(key, row);
        for (const reading of readings) if (reading.path === path) reading.rows.push(row);
      }
    },
    versionOf: (path, key) => tables.get(path)?.get(key)?.version,
    close: async () => {
      await test.clients.close();
      await server.close();
    },
  };

  function answer({ url, headers }: SeenRequest): ScriptedAnswer {
    const { pathname, searchParams } = new URL(url, 'http://x');
    const path = pathname.replace('/api/v1/7/', '');
    paths.push(path);
    if (stage.pagesLeft <= 0) return json({ error: { code: '', message: { value: 'Refused' } } }, 403);
    stage.pagesLeft -= 1;
    stage.beforePage(path);
    const [number, from] = readingAt(path, searchParams);
    const rows = readings[number]?.rows.slice(from, from + stage.pageSize) ?? [];
    const next = from + rows.length;
    const isLast = next >= (readings[number]?.rows.length ?? 0);
    const token = `${number}-${Math.max(from + 1, next - stage.repeatedRows)}`;
    const link = isLast ? {} : { __next: `http://${headers.host}${pathname}?$skiptoken=${token}` };
    return json({ d: { results: rows.map(toWire), ...link } });
  }

  function readingAt(path: string, parameters: URLSearchParams): readonly [number, number] {
    const token = parameters.get('$skiptoken');
    if (token !== null) {
      const [number = 0, from = 0] = token.split('-').map(Number);
      return [number, from];
    }
    const after = Number(/gt (\d+)L/.exec(parameters.get('$filter') ?? '')?.[1]);
    const rows = [...(tables.get(path)?.values() ?? [])].filter((row) => row.version > after);
    return [readings.push({ path, rows: rows.sort((one, other) => one.version - other.version) }) - 1, 0];
  }

  return stage;
}

function toWire({ key, version, fields }: StreamRow): object {
  return { ID: key, Timestamp: String(version), Code: String(version), EntityKey: key, ...fields };
}
