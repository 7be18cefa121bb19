import { badRequest } from '../failure.ts';

export interface Token {
  readonly kind: 'name' | 'text' | 'guid' | 'datetime' | 'number' | 'symbol';
  readonly text: string;
  readonly position: number;
}

const PATTERN = new RegExp(
  [
    String.raw`(?<space>\s+)`,
    String.raw`guid'(?<guid>[^']*)'`,
    String.raw`datetime'(?<datetime>[^']*)'`,
    String.raw`'(?<text>(?:[^']|'')*)'`,
    String.raw`(?<number>-?\d+(?:\.\d+)?)(?:L|M|D|F|m|d|f)?\b`,
    String.raw`(?<name>[A-Za-z_][A-Za-z0-9_]*)`,
    String.raw`(?<symbol>[(),])`,
  ].join('|'),
  'y',
);

/** Splits a filter or a key into tokens; anything the dialect does not know is a 400. */
export const tokenize = (source: string): Token[] => {
  const tokens: Token[] = [];
  PATTERN.lastIndex = 0;
  while (PATTERN.lastIndex < source.length) {
    const position = PATTERN.lastIndex;
    const groups = PATTERN.exec(source)?.groups;
    if (!groups) throw badRequest(`Syntax error at position ${position} in '${source}'.`);
    for (const kind of ['name', 'text', 'guid', 'datetime', 'number', 'symbol'] as const) {
      const text = groups[kind];
      if (text !== undefined) tokens.push({ kind, text: kind === 'text' ? text.replaceAll("''", "'") : text, position });
    }
  }
  return tokens;
};
