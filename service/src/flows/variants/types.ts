import type { ExactVariantItem } from '../../exact/index.ts';
import type { TargetLimits } from '../../mapping/index.ts';
import type { SalesforceRow } from '../../salesforce/index.ts';
import type { LinkedProduct } from '../items/index.ts';

/** A product that is an item, as far as its family goes, with the fields that rules fill. */
export interface VariantProduct extends LinkedProduct {
  readonly Name: string;
  readonly ProductCode: string | null;
  readonly IsActive: boolean;
  readonly Exact_Variant_Of__c: string | null;
  readonly Exact_Family__c: string | null;
  readonly Exact_Attributes__c: string | null;
  /** ISO instant; null for a product whose family nobody looked at yet. */
  readonly Exact_Variants_Synced_At__c: string | null;
}

/** A product that stands for a family, with the fields that rules fill. */
export interface ParentRow extends SalesforceRow {
  readonly Id: string;
  readonly Exact_Family_Key__c: string;
  readonly Exact_Family__c: string | null;
  /** Names of the parts in which its variants differ, with commas between them. */
  readonly Exact_Attributes__c: string | null;
  readonly IsActive: boolean;
}

/** A product that is a variant of a family now. */
export interface Member extends SalesforceRow {
  readonly Id: string;
  readonly Name: string;
  readonly IsActive: boolean;
  readonly Exact_Variant_Of__c: string;
}

/** What Salesforce has of a part of a variant. */
export interface AttributeRow extends SalesforceRow {
  readonly Id: string;
  readonly Key__c: string;
  readonly Product__c: string | null;
  readonly Attribute__c: string | null;
  readonly Value__c: string | null;
  readonly Order__c: number | null;
}

/** An item whose family is looked at. */
export interface GroupedItem {
  /** Lower case. */
  readonly itemId: string;
  /** Undefined: it is gone from Exact. */
  readonly item: ExactVariantItem | undefined;
  /** Undefined: it is no product. */
  readonly product: VariantProduct | undefined;
  /** All that Salesforce has of its parts in this division. */
  readonly rows: readonly AttributeRow[];
  /** True for an item that a person named: that it is no product, or of no family, is told. */
  readonly isAskedFor: boolean;
}

/** What the plan has to know of both systems besides the records. */
export interface VariantFacts {
  readonly division: number;
  /** Fields of a product that the integration user may write, with what they take. */
  readonly productFields: ReadonlyMap<string, TargetLimits>;
}

/** What was read of a batch. */
export interface VariantsPart {
  readonly items: readonly GroupedItem[];
  /** Families that these items are of, or will be. */
  readonly parents: readonly ParentRow[];
  /** All variants of those families. */
  readonly members: readonly Member[];
  /** Codes, in lower case, that are those of products which stand for no family. */
  readonly takenCodes: readonly string[];
  /** Items whose family is looked at although they stay what they are, by the id of its product. */
  readonly followed: Readonly<Record<string, string>>;
}

/** One batch of the variants flow. */
export interface VariantsInput extends VariantsPart {
  readonly facts: VariantFacts;
}
