/** What a field of Exact Online takes. */
export interface TargetField {
  readonly kind: 'text' | 'amount' | 'date' | 'flag' | 'guid' | 'integer';
  /** Characters; absent for kinds without a length and for long texts. */
  readonly length?: number;
  /** Decides money, or who is written to: filled when the record is made, and from then on Exact's own unless a rule says otherwise. */
  readonly isWrittenOnce?: true;
}

const text = (length?: number): TargetField => (length === undefined ? { kind: 'text' } : { kind: 'text', length });
const guid: TargetField = { kind: 'guid' };
const date: TargetField = { kind: 'date' };
const amount: TargetField = { kind: 'amount' };

const addressFields = {
  AddressLine1: text(100),
  AddressLine2: text(100),
  AddressLine3: text(100),
  Postcode: text(10),
  City: text(100),
  State: text(),
  Country: text(2),
} as const;

/**
 * Writable fields of Exact Online that Tandem may fill, with the lengths of its screens: the reference pages give no
 * lengths, and a longer text is refused with a business-rule error.
 */
export const EXACT_TARGETS = {
  Account: {
    Name: text(50),
    Status: text(1),
    Email: { ...text(255), isWrittenOnce: true },
    Phone: text(25),
    Website: text(100),
    ...addressFields,
    VATNumber: text(20),
    ChamberOfCommerce: text(20),
    SearchCode: text(60),
    Language: text(2),
    SalesVATCode: { ...text(3), isWrittenOnce: true },
    SalesCurrency: { ...text(3), isWrittenOnce: true },
    PaymentConditionSales: { ...text(20), isWrittenOnce: true },
    Remarks: text(32_000),
    MainContact: guid,
  },
  Contact: {
    Account: guid,
    FirstName: text(30),
    LastName: text(70),
    Email: text(255),
    Phone: text(25),
    Mobile: text(25),
    JobTitleDescription: text(50),
    Language: text(2),
  },
  Address: { Account: guid, Type: { kind: 'integer' }, ...addressFields },
  SalesOrder: {
    OrderedBy: guid,
    DeliveryAddress: guid,
    OrderedByContactPerson: guid,
    YourRef: text(30),
    Description: text(60),
    Remarks: text(32_000),
    OrderDate: date,
    DeliveryDate: date,
    Currency: text(3),
    PaymentCondition: text(20),
    PaymentReference: text(20),
    ShippingMethod: guid,
  },
  Line: {
    Item: guid,
    Quantity: amount,
    NetPrice: amount,
    VATCode: text(3),
    Description: text(100),
    Notes: text(32_000),
    DeliveryDate: date,
    CostCenter: text(10),
    CostUnit: text(10),
    UnitCode: text(8),
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, TargetField>>>>;

export type ExactTarget = keyof typeof EXACT_TARGETS;

/** The field's facts, or undefined for one that Exact does not have or Tandem must not write. */
export function exactTargetField(object: ExactTarget, field: string): TargetField | undefined {
  const fields: Readonly<Record<string, TargetField>> = EXACT_TARGETS[object];
  return Object.hasOwn(fields, field) ? fields[field] : undefined;
}
