import { DIVISION, type Stage, type Walked } from '../../testing/stage.ts';
import { PICTURES } from '../index.ts';

type Row = Readonly<Record<string, unknown>>;

export const ITEMS = `${DIVISION}/logistics/Items`;
/** The whole stream. */
export const ALL = { kind: 'changes', cursors: {}, full: false } as const;

/** Settings under which pictures are read, and none is compared that kept its name. */
export function settings(pictures: object = {}): object {
  return {
    version: 1,
    divisions: [{ code: DIVISION, default: true }],
    flows: { pictures: { enabled: true, auditPerDay: 0, ...pictures } },
  };
}

/** What tests of pictures do and look at on the stage of the moment. */
export function actsOn(stage: () => Stage) {
  return {
    walk: (cursors: Readonly<Record<string, string>> = {}, pictures: object = {}): Promise<Walked> =>
      stage().walk(PICTURES, settings(pictures), { ...ALL, cursors }),
    retry: (ids: readonly string[]): Promise<Walked> =>
      stage().walk(PICTURES, settings(), { kind: 'records', ids, explicit: true }),
    product: async (code: string): Promise<Row> => {
      const found = (await stage().salesforce.rows('Product2')).find(({ ProductCode }) => ProductCode === code);
      if (found === undefined) throw new Error(`no product ${code}`);
      return found;
    },
    versions: (): Promise<Row[]> => stage().salesforce.rows('ContentVersion'),
    documents: async (): Promise<Row[]> =>
      (await stage().salesforce.rows('ContentDocument')).filter((row) => row['IsDeleted'] !== true),
    /** Downloads since the last look. */
    downloads: async (): Promise<number> => {
      const { calls } = (await stage().exact.control('GET', 'journal')) as {
        readonly calls: readonly { readonly path: string }[];
      };
      await stage().exact.control('POST', 'journal/clear', {});
      return calls.filter(({ path }) => path.startsWith('/docs/')).length;
    },
    trouble: (item: string, kind?: string, to?: string): Promise<unknown> =>
      stage().exact.control('POST', 'pictures', { division: DIVISION, item, kind, to }),
    /** Another picture under the same name. */
    enterBytes: (itemId: string, bytes: Buffer): Promise<unknown> =>
      stage().exact.control('PATCH', `rows/${ITEMS}/${itemId}`, { Picture: bytes.toString('base64') }),
  };
}
