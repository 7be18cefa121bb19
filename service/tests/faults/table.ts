import type { Cell, Verdict } from './cells.ts';

const SIGNS = { itself: 'ok', button: 'again', retry: 'retry', reconnect: 'reconn' } as const;

/** The matrix as text: a row a step, a column a fault, and below it why a cell does not exist. */
export function tableOf(cells: readonly Cell[]): string {
  const columns = [...new Set(cells.map(({ column }) => column))];
  const rows = [...new Set(cells.map(({ row }) => row))];
  const first = Math.max(...rows.map((row) => row.length));
  const signs = new Map(cells.map((cell) => [`${cell.row}\n${cell.column}`, signOf(cell.verdict)]));
  const line = (head: string, texts: readonly string[]) =>
    [head.padEnd(first), ...texts.map((text, index) => text.padEnd(columns[index]?.length ?? 0))].join(' | ');
  return [
    line('', columns),
    ...rows.map((row) =>
      line(
        row,
        columns.map((column) => signs.get(`${row}\n${column}`) ?? ''),
      ),
    ),
    'ok: right by itself; again: the button was pressed a second time; retry: an issue with its reason, right after its retry;',
    'reconn: an issue asked for a new sign-in, right after it; empty: not drawn for this run.',
    ...reasonsOf(cells),
  ].join('\n');
}

function signOf(verdict: Verdict): string {
  if (verdict.kind === 'right') return SIGNS[verdict.by];
  return verdict.kind === 'impossible' ? '-' : 'WRONG';
}

/** Each reason once, with the cells it holds for. */
function reasonsOf(cells: readonly Cell[]): string[] {
  const groups = Map.groupBy(
    cells.filter(({ verdict }) => verdict.kind !== 'right'),
    ({ column, verdict }) => `${signOf(verdict)} ${column}: ${verdict.kind === 'right' ? '' : verdict.reason}`,
  );
  return [...groups].map(([reason, members]) => `${reason} (${members.map(({ row }) => row).join('; ')})`);
}
