import { z } from 'zod';

/**
 * What a customer is made of on both sides: fields of the account in Exact Online, and those of the account in Salesforce that say the
 * same. What belongs together, such as an address, has one owner.
 */
export const TOPIC_FIELDS = {
  name: { exact: ['Name'], salesforce: ['Name'] },
  address: {
    exact: ['AddressLine1', 'AddressLine2', 'AddressLine3', 'Postcode', 'City', 'State', 'Country'],
    salesforce: [
      ...['BillingStreet', 'BillingPostalCode', 'BillingCity', 'BillingState', 'BillingStateCode'],
      ...['BillingCountry', 'BillingCountryCode'],
    ],
  },
  phone: { exact: ['Phone'], salesforce: ['Phone'] },
  website: { exact: ['Website'], salesforce: ['Website'] },
  email: { exact: ['Email'], salesforce: [] },
  vatNumber: { exact: ['VATNumber'], salesforce: ['Vat_Number__c'] },
  chamberNumber: { exact: ['ChamberOfCommerce'], salesforce: ['Chamber_Of_Commerce__c'] },
  paymentCondition: { exact: ['PaymentConditionSales'], salesforce: ['Payment_Condition__c'] },
  vatCode: { exact: ['SalesVATCode'], salesforce: [] },
  currency: { exact: ['SalesCurrency'], salesforce: ['CurrencyIsoCode'] },
} as const;

export type Topic = keyof typeof TOPIC_FIELDS;

export const TOPICS = Object.keys(TOPIC_FIELDS) as readonly Topic[];

/** Whose word counts: see `OWNERS`. */
const OWNER = z.enum(['exact', 'salesforce', 'both', 'ifEmpty']);
export type Owner = z.output<typeof OWNER>;
export type Owners = Readonly<Record<Topic, Owner>>;

/** Side whose value stays where both were changed. */
export const WINNER = z.enum(['salesforce', 'exact']).default('salesforce');
export type Winner = z.output<typeof WINNER>;

/**
 * The owner of each field. `exact` and `salesforce`: the other side is never written once it is there. `both`: a change on either side
 * goes across. `ifEmpty`: filled once, on the side where nothing stands.
 */
export const OWNERS = z
  .strictObject({
    name: OWNER.default('both'),
    address: OWNER.default('both'),
    phone: OWNER.default('both'),
    website: OWNER.default('both'),
    email: OWNER.default('exact'),
    vatNumber: OWNER.default('both'),
    chamberNumber: OWNER.default('both'),
    paymentCondition: OWNER.default('exact'),
    vatCode: OWNER.default('exact'),
    currency: OWNER.default('exact'),
  })
  .prefault({});

/** What a field of the account in Exact Online, or of the one in Salesforce, belongs to; undefined where it has no owner. */
export function topicOf(system: 'exact' | 'salesforce', field: string): Topic | undefined {
  return TOPICS.find((topic) => (TOPIC_FIELDS[topic][system] as readonly string[]).includes(field));
}
