import { ruleFailure } from '../failure.ts';
import type { SetRules } from '../records/rules.ts';
import { USER } from '../records/user.ts';

const TOPICS = new Set(
  (
    'Items SalesOrders SalesInvoices SalesEntries GoodsDeliveries Quotations PurchaseOrders PurchaseEntries GeneralJournalEntries ' +
    'BankEntries CashEntries Subscriptions Accounts Contacts StockPositions FinancialTransactions Documents DocumentAttachments ' +
    'BankAccounts CostTransactions TimeTransactions Opportunities GLAccounts ProjectPlanning MailMessagesSent'
  ).split(' '),
);

/** webhooks/WebhookSubscriptions: one a topic and division; never updated in practice, only deleted and made again. */
export const WEBHOOK_SUBSCRIPTION_RULES: SetRules = {
  derive: { ClientID: (_, division) => division.clientId, UserID: () => USER.id, Description: (row) => row['Topic'] ?? null },
  beforeCreate: (draft, { division }) => {
    const topic = String(draft['Topic']);
    if (!TOPICS.has(topic)) throw ruleFailure(`Invalid: Topic - ${topic}`);
    if (draft['IsInstant'] === true && topic !== 'GoodsDeliveries')
      throw ruleFailure('Invalid: IsInstant - Only for GoodsDeliveries');
    if (division.table('WebhookSubscriptions').find('Topic', topic).length > 0) throw ruleFailure('Already exists');
  },
  beforeUpdate: () => {
    throw ruleFailure('Not allowed: Webhook subscriptions cannot be changed');
  },
};
