/** The texts of a problem in one language, with `{name}` slots. */
export interface ProblemText {
  readonly title: string;
  readonly message: string;
  /** What a person can do, in the words of the product. */
  readonly action: string;
}

/** The texts of an area of the catalogue in another language: one for each of its codes, and no other. */
export type Translation<Area> = Readonly<Record<keyof Area, ProblemText>>;
