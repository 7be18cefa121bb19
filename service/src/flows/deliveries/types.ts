import type { Language } from '../../errors/index.ts';
import type { ExactGoodsDelivery, ExactGoodsDeliveryLine } from '../../exact/index.ts';
import type { TargetLimits } from '../../mapping/index.ts';
import type { SalesforceRow } from '../../salesforce/index.ts';

/** A delivery as Salesforce has it. */
export interface DeliveryRow extends SalesforceRow {
  readonly Id: string;
  readonly Key__c: string;
  readonly SystemModstamp: string;
  readonly Account__c: string | null;
  readonly Shipping_Method__c: string | null;
  readonly Deleted_In_Exact__c: boolean;
  readonly Shipment_Id__c: string | null;
}

/** A line of a delivery as Salesforce has it. */
export interface DeliveryLineRow extends SalesforceRow {
  readonly Id: string;
  readonly Key__c: string;
  readonly Tracking_Number__c: string | null;
  readonly Product_Code__c: string | null;
  readonly Shipment_Item_Id__c: string | null;
  readonly Delivery__r?: DeliveryRow | null;
}

/** An order that Tandem sent, and the order product of a line where that is known. */
export interface Delivered {
  readonly orderId: string;
  readonly orderNumber: string;
  readonly accountId: string | null;
  readonly orderProductId: string | null;
  readonly productId: string | null;
}

/** A line of Exact that brings something of an order of Tandem's. */
export interface LineInput {
  readonly line: ExactGoodsDeliveryLine;
  readonly row: DeliveryLineRow | undefined;
  /** Undefined where nobody knows any more what its row was made for. */
  readonly delivered: Delivered | undefined;
}

/** What was read of one delivery. */
export interface DeliveryInput {
  /** Guid in lower case. */
  readonly entryId: string;
  readonly row: DeliveryRow | undefined;
  /** The account of whom it went to, where no order tells. */
  readonly accountId?: string | undefined;
  /** Undefined where only lines of it changed, or where it is gone. */
  readonly header: ExactGoodsDelivery | undefined;
  readonly isGone: boolean;
  readonly lines: readonly LineInput[];
  /** Rows of lines that Exact does not have any more. */
  readonly gone: readonly DeliveryLineRow[];
  /** Rows of lines with a code of their own, whose links follow another shipping method. */
  readonly relinked: readonly DeliveryLineRow[];
  /** True where the delivery and all its lines were read: what was noted earlier is over where nothing is found now. */
  readonly isWhole: boolean;
}

/** What the plan has to know of shipments. */
export interface ShipmentFacts {
  readonly fields: ReadonlyMap<string, TargetLimits>;
  readonly itemFields: ReadonlyMap<string, TargetLimits>;
  /** Shipments and items of the batch that are there, by id. */
  readonly standing: ReadonlyMap<string, SalesforceRow>;
}

/** What the plan has to know of both systems besides the deliveries. */
export interface DeliveryFacts {
  readonly division: number;
  /** Of what is written for everybody to read. */
  readonly language: Language;
  readonly deliveryFields: ReadonlyMap<string, TargetLimits>;
  readonly lineFields: ReadonlyMap<string, TargetLimits>;
  /** Addresses of the carriers' pages by code of the shipping method. */
  readonly trackingUrls: ReadonlyMap<string, string>;
  /** Undefined where no shipments are made. */
  readonly shipments: ShipmentFacts | undefined;
}

/** One batch of the deliveries flow. */
export interface DeliveriesInput {
  readonly facts: DeliveryFacts;
  readonly deliveries: readonly DeliveryInput[];
  /** Records that were asked for and that bring nothing of an order of Tandem's; `isExplicit`: by a person. */
  readonly unknown: readonly { readonly recordId: string; readonly isExplicit: boolean }[];
  /** Whom deliveries of the past went to and no account stands for: id in lower case, and what people call him. */
  readonly withoutAccount: readonly { readonly accountId: string; readonly label: string }[];
}
