import type { ExactSetPart } from '../../exact/index.ts';
import type { TargetLimits } from '../../mapping/index.ts';
import type { SalesforceRow } from '../../salesforce/index.ts';
import type { LinkedProduct } from '../items/index.ts';

/** A product as far as sets go: as one, or as a part of one. */
export interface SetProduct extends LinkedProduct {
  readonly ProductCode: string | null;
  readonly Exact_Set__c: boolean | null;
  readonly Exact_Unit__c: string | null;
}

/** What Salesforce has of a part, with the fields that rules fill. */
export interface PartRow extends SalesforceRow {
  readonly Id: string;
  /** `division-AssemblyBillOfMaterialMaterials-guid`. */
  readonly Key__c: string;
  readonly Exact_Item_Id__c: string | null;
  readonly Part_Item_Id__c: string | null;
  readonly Set__c: string | null;
  readonly Part__c: string | null;
  /** Empty: the set has this part no more. */
  readonly Quantity__c: number | null;
  readonly Unit__c: string | null;
}

/** A set that is looked at. */
export interface ReadSet {
  /** Lower case. */
  readonly itemId: string;
  /** Undefined: the item is no product. */
  readonly product: SetProduct | undefined;
  /** Parts as Exact has them now; those that are not among them stand as `rows` says. */
  readonly parts: readonly ExactSetPart[];
  /** All that Salesforce has of the set in this division. */
  readonly rows: readonly PartRow[];
  /** Keys of the rows whose part is gone from Exact. */
  readonly goneKeys: ReadonlySet<string>;
  readonly isAskedFor: boolean;
}

/** What the plan has to know of both systems besides the records. */
export interface SetFacts {
  readonly division: number;
  /** Fields of a row that the integration user may write, with what they take. */
  readonly rowFields: ReadonlyMap<string, TargetLimits>;
}

/** One batch of the sets flow. */
export interface SetsInput {
  readonly facts: SetFacts;
  readonly sets: readonly ReadSet[];
  /** Products of the items that are parts, by lower-case id. */
  readonly partProducts: ReadonlyMap<string, SetProduct>;
}
