import type { Figure } from './measurement.ts';

/** The figures of one measurement. */
export interface Chapter {
  readonly name: string;
  readonly figures: readonly Figure[];
}

const HEAD = ['what', 'value', 'promised', 'kept'] as const;

/** One table for a terminal. */
export function toTable(chapters: readonly Chapter[]): string {
  return paddedRows(chapters)
    .map((row) => row.join('  ').trimEnd())
    .join('\n');
}

/** The same table as a document. */
export function toMarkdown(setting: string, chapters: readonly Chapter[]): string {
  const [head = [], ...rows] = paddedRows(chapters);
  return [
    '# What `npm run bench` measured',
    '',
    `${setting}.`,
    '',
    `| ${head.join(' | ')} |`,
    `| ${head.map((cell) => '-'.repeat(cell.length)).join(' | ')} |`,
    ...rows.map((row) => `| ${row.join(' | ')} |`),
    '',
    'Both systems are the simulators of this repository, each a process of its own; the database is a PostgreSQL server.',
    'CPU is user and system time of the service from `/proc`, less what it uses when idle. "Beyond both systems" is the time of an',
    'answer in which no call was with either system, measured by a stopwatch in front of each.',
    '',
  ].join('\n');
}

/** The head and every figure, each column as wide as its widest cell. */
function paddedRows(chapters: readonly Chapter[]): string[][] {
  const rows = [HEAD, ...chapters.flatMap(({ figures }) => figures.map(cellsOf))];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)));
}

function cellsOf({ what, value, promise, isKept }: Figure): readonly string[] {
  return [what, value, promise ?? '', isKept === undefined ? '' : isKept ? 'yes' : 'NO'];
}
