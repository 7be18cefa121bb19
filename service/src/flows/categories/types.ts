import type { TargetLimits } from '../../mapping/index.ts';
import type { SalesforceRow } from '../../salesforce/index.ts';

/** What may be a category, as the key of its row names it. */
export type CategoryEntity = 'ItemGroups' | 'ItemAssortment' | 'ItemAssortmentProperty';

/** A category as Exact Online has it. */
export interface ExactCategory {
  readonly entity: CategoryEntity;
  /** Lower case. */
  readonly id: string;
  readonly code: string;
  readonly description: string | null;
  readonly parent: ExactCategory | undefined;
}

/** What Salesforce has of a category, with the fields that rules fill. */
export interface CategoryRow extends SalesforceRow {
  readonly Id: string;
  /** `division-entity-guid`. */
  readonly Key__c: string;
  readonly Name: string;
  readonly Code__c: string | null;
  readonly Exact_Id__c: string | null;
  readonly Is_Active__c: boolean;
  readonly Parent__c: string | null;
  readonly Product_Category_Id__c: string | null;
}

/** What the plan has to know of the standard categories. */
export interface StandardFacts {
  readonly catalogId: string;
  readonly fields: ReadonlyMap<string, TargetLimits>;
  /** Those that rows know, by id. */
  readonly standing: ReadonlyMap<string, SalesforceRow>;
}

/** What the plan has to know of both systems besides the records. */
export interface CategoryFacts {
  /** The division of Exact that the flow works in. */
  readonly division: number;
  /** Fields of a row that the integration user may write, with what they take. */
  readonly rowFields: ReadonlyMap<string, TargetLimits>;
  /** Every row of the division, by its key. */
  readonly rows: ReadonlyMap<string, CategoryRow>;
  /** Undefined where none are made. */
  readonly standard: StandardFacts | undefined;
}

/** One batch of the categories flow. */
export interface CategoriesInput {
  readonly facts: CategoryFacts;
  readonly categories: readonly ExactCategory[];
  /** Rows whose category is gone from Exact, or is of a kind that the settings do not choose. */
  readonly gone: readonly CategoryRow[];
}
