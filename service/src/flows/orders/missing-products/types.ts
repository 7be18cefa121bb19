import type { ItemFacts } from '../../flow.ts';

/** What is known when order products have no item. */
export interface MissingFacts {
  /** Items of Exact by their codes in lower case. */
  readonly items: ReadonlyMap<string, ItemFacts>;
  /** Ids of the products that these items are known as, by id of the item. */
  readonly productOf: ReadonlyMap<string, string>;
  /** Products whose items nobody else is making at this moment. */
  readonly claimed: ReadonlySet<string>;
  /** True in a further company: what is made there is no item of the product itself. */
  readonly isFurther: boolean;
}
