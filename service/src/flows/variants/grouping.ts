import type { ExactVariantItem } from '../../exact/index.ts';
import { CodePattern, parsePatterns, type CodePart } from './pattern.ts';
import type { VariantsDocument } from './settings.ts';

/** Longest code of a family: that of the longest field that may hold one. */
const LONGEST_CODE = 80;

/** Where an item belongs. */
export interface Place {
  /** Code of the family, as it is written. */
  readonly family: string;
  /** What tells the item from the others of its family. */
  readonly parts: readonly CodePart[];
}

/** Groups items as the settings say. Pure. */
export class Grouping {
  readonly #by: VariantsDocument['by'];
  readonly #number: string;
  readonly #patterns: readonly CodePattern[];

  constructor({ by, number, pattern }: Pick<VariantsDocument, 'by' | 'number' | 'pattern'>) {
    this.#by = by;
    this.#number = String(number).padStart(2, '0');
    this.#patterns = parsePatterns(pattern).filter((each) => each instanceof CodePattern);
  }

  /** Names of the parts that a family may have, by pattern. */
  get namesOfPatterns(): readonly (readonly string[])[] {
    return [...this.#patterns.map(({ names }) => names), ...(this.#by === 'code' ? [] : [[]])];
  }

  /** Undefined for an item that is of no family. */
  placeOf(item: ExactVariantItem): Place | undefined {
    const read = this.#patterns.map((pattern) => pattern.read(item.Code)).find((each) => each !== undefined);
    if (this.#by === 'code') return read;
    const field = `${this.#by === 'class' ? 'Class' : 'FreeTextField'}_${this.#number}`;
    const family = (item as unknown as Readonly<Record<string, string | null>>)[field]?.trim() ?? '';
    return family === '' ? undefined : { family: family.slice(0, LONGEST_CODE), parts: read?.parts ?? [] };
  }
}

/** The text by which a family is known, whatever its case. */
export function familyKey(division: number, family: string): string {
  return `${division}-families-${family.toLowerCase()}`;
}

/** How the parts of a variant read as one text. */
export function partsText(parts: readonly CodePart[]): string {
  return parts.map(({ name, value }) => `${name}: ${value}`).join(', ');
}

/** What the names of variants have in common at their beginning, in whole words; empty where that is nothing. */
export function commonName(names: readonly string[]): string {
  const [first = '', ...others] = names.map((name) => name.trim().split(/\s+/u).join(' '));
  const words = first.split(' ');
  const rest = others.map((name) => name.split(' '));
  const differs = words.findIndex((word, index) => rest.some((each) => each[index] !== word));
  return (differs === -1 ? words : words.slice(0, differs)).join(' ').replace(/[\s,;:.(/–-]+$/u, '');
}
