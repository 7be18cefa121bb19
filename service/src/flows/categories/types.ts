import type { TargetLimits } from '../../mapping/index.ts';
import type { SalesforceRow } from '../../salesforce/index.ts';
import type { Reference } from '../operation.ts';

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
  /** True where products are put in them. */
  readonly takesProducts: boolean;
}

/** A product with its category and what was seen to of it. */
export interface MemberRow extends SalesforceRow {
  readonly Id: string;
  readonly Name: string;
  readonly ProductCode: string | null;
  /** Id of the row of its category. */
  readonly Exact_Category__c: string | null;
  /** The standard category that was seen to last. */
  readonly Exact_Product_Category_Id__c: string | null;
  /** What Tandem made to put it there; none where a person had. */
  readonly Exact_Category_Product_Id__c: string | null;
}

/** That a product is in a standard category. */
export interface MembershipRow extends SalesforceRow {
  readonly Id: string;
  readonly ProductId: string;
  readonly ProductCategoryId: string;
}

/** A standard category: its id, or the row that will know it. */
export type Home = string | Reference;

/** A product beside the standard category it belongs in, and those it is in. */
export interface MemberInput {
  readonly product: MemberRow;
  /** None where its category has none. */
  readonly home: Home | undefined;
  readonly memberships: readonly MembershipRow[];
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
  /** Products that are not in the standard category they belong in, or that were asked for. */
  readonly members: readonly MemberInput[];
}
