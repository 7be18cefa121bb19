import type { ErrorCode } from '../catalogue.ts';
import type { PhraseKey } from './phrases/index.ts';

/** The texts of a problem in one language, with `{name}` slots. */
export interface ProblemText {
  readonly title: string;
  readonly message: string;
  /** What a person can do, in the words of the product. */
  readonly action: string;
}

/** What Tandem says in one language, with `{name}` slots: each folder of a language exports one, with every text in it. */
export interface Texts {
  readonly problems: Readonly<Record<ErrorCode, ProblemText>>;
  readonly phrases: Readonly<Record<PhraseKey, string>>;
}

/** The texts of an area of the catalogue in another language: one for each of its codes, and no other. */
export type Translation<Area> = Readonly<Record<keyof Area, ProblemText>>;

/** The phrases of an area in another language: one for each of its keys, and no other. */
export type PhraseTranslation<Area> = Readonly<Record<keyof Area, string>>;
