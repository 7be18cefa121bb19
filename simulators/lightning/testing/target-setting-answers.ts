import type { Choice, Say } from './order-setting-answers.ts';

/** The settings that tell what orders become in Exact. */
export function targetSettings(say: Say, choice: Choice): object {
  const code = (title: string, description: string): object => ({ type: 'string', maxLength: 8, title, description });
  return {
    properties: {
      usual: {
        type: 'string',
        default: 'salesOrder',
        title: say('An order becomes', 'Een order wordt'),
        description: say(
          'What was sent stays what it is. Rules for single orders stand in the settings as a whole.',
          'Wat verzonden is, blijft wat het is. Regels voor losse orders staan in de instellingen als geheel.',
        ),
        oneOf: [
          choice('salesOrder', say('A sales order', 'Een verkooporder')),
          choice(
            'salesInvoice',
            say('A sales invoice', 'Een verkoopfactuur'),
            say(
              'Open, not processed: a bookkeeper does that in Exact Online.',
              'Open, niet verwerkt: dat doet een boekhouder in Exact Online.',
            ),
          ),
          choice(
            'directInvoice',
            say('A direct invoice', 'Een directe factuur'),
            say(
              'Likewise; it takes its goods out of the warehouse at once.',
              'Net zo; die haalt de goederen meteen uit het magazijn.',
            ),
          ),
          choice(
            'quotation',
            say('A quotation', 'Een offerte'),
            say(
              'When the customer accepts it, Exact Online makes the order.',
              'Accepteert de klant die, dan maakt Exact Online de order.',
            ),
          ),
        ],
      },
      invoiceJournal: code(
        say('Sales journal of invoices', 'Verkoopdagboek van facturen'),
        say(
          'Its code in Exact Online. Empty: the only sales journal that the company has.',
          'De code in Exact Online. Leeg: het enige verkoopdagboek van de administratie.',
        ),
      ),
      warehouse: code(
        say('Warehouse of direct invoices', 'Magazijn van directe facturen'),
        say(
          'Its code in Exact Online. Empty: the only warehouse that the company has.',
          'De code in Exact Online. Leeg: het enige magazijn van de administratie.',
        ),
      ),
    },
  };
}
