import { flag, key, takesGuid, text } from './fields.ts';
import { resource } from './resource.ts';

const TAKEN = { kind: 'flag' } as const;

const FIELDS = {
  OrderID: key(takesGuid),
  CompleteDelivery: flag(TAKEN),
  CompleteInvoice: flag(TAKEN),
  ErrorMessage: text(),
  SuccessMessage: text(),
} as const;

/** Closes what is still open of a sales order, which nothing opens again. Answers 201 also where it did not: `ErrorMessage` says why. */
export const SALES_ORDER_COMPLETIONS = resource({ path: 'salesorder/CompleteSalesOrder', key: 'OrderID', fields: FIELDS });
