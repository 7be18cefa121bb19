import { z } from 'zod';

/** What becomes of a sales order in Exact whose order in Salesforce changed, or was cancelled, after it was sent. */
export const AMENDMENTS = z
  .strictObject({
    changes: z
      .enum(['tell', 'send'])
      .default('tell')
      .describe('what becomes of an order that was changed after sending: it is told, or the change is sent'),
    cancelled: z
      .enum(['tell', 'complete', 'cancel'])
      .default('tell')
      .describe('what becomes of an order that was cancelled after sending: it is told, its rest is closed, or it is deleted'),
  })
  .prefault({});
