import type { ShownSetting } from '../../texts.ts';

/** What orders become, as pages show it. Rules stand in the settings as a whole. */
export const SHOWN_TARGET_SETTINGS: readonly ShownSetting[] = [
  {
    pointer: '/targets/usual',
    texts: {
      en: {
        title: 'An order becomes',
        help: 'What was sent stays what it is. Rules for single orders stand in the settings as a whole.',
        choices: {
          salesOrder: { title: 'A sales order' },
          salesInvoice: { title: 'A sales invoice', help: 'Open, not processed: a bookkeeper does that in Exact Online.' },
          directInvoice: { title: 'A direct invoice', help: 'Likewise; it takes its goods out of the warehouse at once.' },
          quotation: { title: 'A quotation', help: 'When the customer accepts it, Exact Online makes the order.' },
        },
      },
      nl: {
        title: 'Een order wordt',
        help: 'Wat verzonden is, blijft wat het is. Regels voor losse orders staan in de instellingen als geheel.',
        choices: {
          salesOrder: { title: 'Een verkooporder' },
          salesInvoice: {
            title: 'Een verkoopfactuur',
            help: 'Open, niet verwerkt: dat doet een boekhouder in Exact Online.',
          },
          directInvoice: { title: 'Een directe factuur', help: 'Net zo; die haalt de goederen meteen uit het magazijn.' },
          quotation: { title: 'Een offerte', help: 'Accepteert de klant die, dan maakt Exact Online de order.' },
        },
      },
    },
  },
  {
    pointer: '/targets/invoiceJournal',
    texts: {
      en: {
        title: 'Sales journal of invoices',
        help: 'Its code in Exact Online. Empty: the only sales journal that the company has.',
      },
      nl: {
        title: 'Verkoopdagboek van facturen',
        help: 'De code in Exact Online. Leeg: het enige verkoopdagboek van de administratie.',
      },
    },
  },
  {
    pointer: '/targets/warehouse',
    texts: {
      en: {
        title: 'Warehouse of direct invoices',
        help: 'Its code in Exact Online. Empty: the only warehouse that the company has.',
      },
      nl: {
        title: 'Magazijn van directe facturen',
        help: 'De code in Exact Online. Leeg: het enige magazijn van de administratie.',
      },
    },
  },
];
