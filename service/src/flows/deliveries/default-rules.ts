import type { FieldRuleDocument } from '../../mapping/index.ts';

/** How a goods delivery and its lines appear in Salesforce, unless the settings say otherwise. */
export const DELIVERY_RULES: readonly FieldRuleDocument[] = [
  { to: 'Exact_Number__c', from: 'delivery.DeliveryNumber', policy: 'always', tooLong: 'truncate' },
  { to: 'Delivery_Date__c', from: 'delivery.DeliveryDate', policy: 'always', tooLong: 'issue' },
  {
    to: 'Carrier__c',
    from: 'coalesce(delivery.ShippingMethodDescription, delivery.ShippingMethodCode)',
    policy: 'always',
    tooLong: 'truncate',
  },
  { to: 'ExactDeliveryLine__c.Product_Code__c', from: 'deliveryLine.ItemCode', policy: 'always', tooLong: 'truncate' },
  {
    to: 'ExactDeliveryLine__c.Description__c',
    from: 'coalesce(deliveryLine.Description, deliveryLine.ItemDescription)',
    policy: 'always',
    tooLong: 'truncate',
  },
  { to: 'ExactDeliveryLine__c.Exact_Unit__c', from: 'deliveryLine.Unitcode', policy: 'always', tooLong: 'truncate' },
];

/** How they appear as a shipment and its items, where the settings ask for that too. */
export const SHIPMENT_RULES: readonly FieldRuleDocument[] = [
  {
    to: 'Shipment.ShipToName',
    from: 'coalesce(delivery.DeliveryAccountName, delivery.DeliveryAccountCode, delivery.DeliveryNumber)',
    policy: 'always',
    tooLong: 'truncate',
  },
  {
    to: 'ShipmentItem.Description',
    from: 'coalesce(deliveryLine.Description, deliveryLine.ItemDescription, deliveryLine.ItemCode)',
    policy: 'always',
    tooLong: 'truncate',
  },
];
