import { createHash, randomInt } from 'node:crypto';

/** A run lives one cell in so many. */
const ONE_IN = 6;

const isWhole = process.env['MATRIX'] === 'all';
const seed = process.env['MATRIX_SEED'] ?? String(randomInt(1_000_000));

const rows = process.env['MATRIX_ROWS']?.split(',');

/** Whether rows with this prefix are part of this run: all, unless it names some (MATRIX_ROWS=stock,invoices). */
export function isChosen(prefix: string): boolean {
  return rows === undefined || rows.includes(prefix);
}

/** What this run lives through, and how to have the same again; for the top of the table. */
export const DRAW = isWhole
  ? 'every cell'
  : `one cell in ${ONE_IN}, seed ${seed} (again: MATRIX_SEED=${seed}; every cell: npm run test:long -- --all long)`;

/** Whether a cell is part of this run. The whole matrix takes minutes, so each run draws its own part. */
export function isDrawn(row: string, column: string): boolean {
  if (isWhole) return true;
  const digest = createHash('sha256').update(`${seed}\n${row}\n${column}`).digest();
  return digest.readUInt32BE() % ONE_IN === 0;
}
