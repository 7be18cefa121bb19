import { amendmentSettings } from './amendment-setting-answers.ts';
import {
  bookingSettings,
  creditSetting,
  missingProductsSetting,
  invoiceSetting,
  vatSettings,
  type Choice,
  type Say,
} from './order-setting-answers.ts';
import { targetSettings } from './target-setting-answers.ts';
import type { Flow, Flows, ValueTable } from 'tandem/middleware';

type Language = 'en' | 'nl';

/** What the service says of its flows and tables, as `GET /v1/flows` answers it to a reader of that language. */
export function flowCatalogue(language: Language): Flows {
  const say: Say = (en, nl) => (language === 'en' ? en : nl);
  const choice: Choice = (value, title, description) => ({
    const: value,
    title,
    ...(description === undefined ? {} : { description }),
  });
  const products: Flow = {
    name: 'products',
    label: say('Products', 'Producten'),
    description: say(
      'Items of Exact Online become products in Salesforce',
      'Artikelen van Exact Online worden producten in Salesforce',
    ),
    direction: 'toSalesforce',
    icon: 'standard:product',
    nouns: { one: say('item', 'artikel'), several: say('items', 'artikelen') },
    isEnabled: true,
    history: null,
    state: 'idle',
    settings: {
      'x-tandem': { shown: ['/prices/vat', '/prices/tooPrecise', '/family', '/furtherDivisions'] },
      properties: {
        furtherDivisions: {
          type: 'array',
          title: say('Further companies', 'Overige administraties'),
          default: [],
          'x-tandem': { divisions: true },
        },
        prices: {
          properties: {
            vat: {
              type: 'string',
              title: say('Prices in Salesforce', 'Prijzen in Salesforce'),
              default: 'asInExact',
              oneOf: [
                choice('asInExact', say('As in Exact Online', 'Zoals in Exact Online')),
                choice('excluding', say('Excluding VAT', 'Exclusief btw')),
                choice('including', say('Including VAT', 'Inclusief btw')),
              ],
            },
            tooPrecise: {
              type: 'string',
              title: say('Prices with more decimals than Salesforce keeps', 'Prijzen met meer decimalen dan Salesforce bewaart'),
              default: 'round',
              oneOf: [
                choice(
                  'round',
                  say('Round them', 'Afronden'),
                  say(
                    'Half a cent and more is rounded up, and the activity log tells both prices. A price that would become nothing is not taken over.',
                    'Een halve cent en meer wordt naar boven afgerond; de activiteiten vermelden beide prijzen. Een prijs die nul zou worden, wordt niet overgenomen.',
                  ),
                ),
                choice(
                  'block',
                  say('Do not take them over', 'Niet overnemen'),
                  say(
                    'The product comes without that price and says why, until the price in Exact Online has fewer decimals.',
                    'Het product komt zonder die prijs en vermeldt waarom, tot de prijs in Exact Online minder decimalen heeft.',
                  ),
                ),
                choice(
                  'perHundred',
                  say('Take them over as the price of 100 pieces', 'Overnemen als prijs van 100 stuks'),
                  say(
                    'Sellers enter the quantity of such a product in hundreds, 2.5 for 250 pieces; Exact Online gets pieces and the price of one. A product that has such a price keeps it, also when its price later has fewer decimals.',
                    'Verkopers voeren het aantal van zo’n product in honderdtallen in, 2,5 voor 250 stuks; Exact Online krijgt stuks en de prijs per stuk. Een product met zo’n prijs houdt die, ook als de prijs later minder decimalen heeft.',
                  ),
                ),
              ],
            },
          },
        },
        family: {
          type: 'string',
          title: say('Product family', 'Productfamilie'),
          default: 'fromItemGroup',
          oneOf: [
            choice('fromItemGroup', say('Item group of Exact Online', 'Artikelgroep van Exact Online')),
            choice('none', say('Leave as it is in Salesforce', 'Laten zoals in Salesforce')),
          ],
        },
      },
    },
  };
  const orders: Flow = {
    name: 'orders',
    label: 'Orders',
    description: say(
      'Orders of Salesforce become sales orders, or other documents, in Exact Online',
      'Orders van Salesforce worden verkooporders, of andere documenten, in Exact Online',
    ),
    direction: 'toExact',
    icon: 'standard:orders',
    nouns: { one: 'order', several: 'orders' },
    isEnabled: false,
    history: null,
    state: 'off',
    settings: {
      'x-tandem': {
        shown: [
          ...['/statuses', '/sendFrom', '/reference/field', '/targets/usual', '/targets/invoiceJournal', '/targets/warehouse'],
          ...['/debtor/use', '/debtor/defaultAccountCode'],
          ...['/vat/chosenBy', '/vat/privateGoods', '/vat/withoutStock', '/structuredInvoices', '/closedPeriods', '/costCentre'],
          ...['/credit/block', '/credit/daysOverdue', '/sets/send', '/amendments/changes', '/amendments/cancelled'],
          ...['/missingProducts/use', '/missingProducts/placeholderCode'],
        ],
      },
      properties: {
        statuses: {
          type: 'array',
          title: say('Send orders with status', 'Orders verzenden met status'),
          description: say(
            'Nothing chosen: every activated order is sent.',
            'Niets gekozen: elke geactiveerde order wordt verzonden.',
          ),
          'x-tandem': { picklist: { object: 'Order', field: 'Status' } },
        },
        sendFrom: {
          type: 'string',
          format: 'date-time',
          title: say('Send orders activated from', 'Orders verzenden die geactiveerd zijn vanaf'),
          description: say(
            'To the minute. Older orders go only by hand. An earlier moment asks you first how many that sends.',
            'Op de minuut. Oudere orders gaan alleen met de hand. Bij een eerder tijdstip vraagt Tandem eerst hoeveel orders dat zijn.',
          ),
          'x-tandem': {
            whenEmptied: say(
              'Give a day and a time. Without a start point no order would go by itself.',
              'Geef een dag en een tijd. Zonder startpunt gaat geen order vanzelf.',
            ),
          },
        },
        reference: {
          properties: {
            field: {
              type: 'string',
              title: say('Order number in Exact Online', 'Ordernummer in Exact Online'),
              description: say(
                'An order is found again by it. The other of the two fields takes the PO number of the customer.',
                'Daaraan wordt een order teruggevonden. Het andere veld van de twee krijgt het inkoopnummer van de klant.',
              ),
              default: 'YourRef',
              oneOf: [
                choice('YourRef', say('In Your reference', 'In Uw referentie')),
                choice('Description', say('In Description', 'In Omschrijving')),
              ],
            },
          },
        },
        targets: targetSettings(say, choice),
        debtor: {
          properties: {
            use: {
              type: 'string',
              title: say('Debtor of an order', 'Debiteur van een order'),
              default: 'account',
              oneOf: [
                choice('account', say("The order's account", 'Het account van de order')),
                choice(
                  'defaultForPrivate',
                  say('One debtor for private buyers, else the account', 'Eén debiteur voor particulieren, anders het account'),
                ),
                choice('default', say('One debtor for all orders', 'Eén debiteur voor alle orders')),
              ],
            },
            defaultAccountCode: {
              type: 'string',
              maxLength: 18,
              title: say('Code of that debtor in Exact Online', 'Code van die debiteur in Exact Online'),
              'x-tandem': { shownWhen: { pointer: '/debtor/use', values: ['default', 'defaultForPrivate'] } },
            },
          },
        },
        credit: creditSetting(say, choice),
        amendments: amendmentSettings(say, choice),
        missingProducts: missingProductsSetting(say, choice),
        sets: {
          properties: {
            send: {
              type: 'string',
              title: say('Sets on an order', 'Samenstellingen op een order'),
              description: say(
                'Which products are sets is kept by the flow Sets. What was sent stays as it is.',
                'Welke producten samenstellingen zijn, houdt de stroom Samenstellingen bij. Wat verzonden is, blijft zoals het is.',
              ),
              default: 'whole',
              oneOf: [
                choice('whole', say('As one line', 'Als één regel')),
                choice(
                  'parts',
                  say('As a line a part', 'Als een regel per onderdeel'),
                  say(
                    'The amount of the set is shared over its parts by their standard sales prices, to the cent.',
                    'Het bedrag van de samenstelling wordt naar standaardverkoopprijs over de onderdelen verdeeld, op de cent.',
                  ),
                ),
              ],
            },
          },
        },
        vat: vatSettings(say, choice),
        structuredInvoices: invoiceSetting(say, choice),
        ...bookingSettings(say, choice),
      },
    },
  };
  const table = (name: string, list: string, label: string, explanation: string): ValueTable => ({
    name,
    list,
    label,
    explanation,
  });
  return {
    items: [products, orders],
    tables: [
      table(
        'vat',
        'vatCodes',
        say('VAT codes', 'Btw-codes'),
        say(
          'Which VAT code of Exact Online stands for the VAT code on an order product.',
          'Welke btw-code van Exact Online bij de btw-code van een orderproduct hoort.',
        ),
      ),
      table(
        'vatOfSales',
        'vatCodes',
        say('VAT by kind of sale', 'Btw per soort verkoop'),
        say(
          'Which VAT code a sale gets that is not domestic, where Tandem chooses by facts. On the left: EU goods, EU services, OSS DE (or another country), Export, Services outside EU, Private services EU, Private services outside EU. "OSS DE / 2" is for items with VAT code 2 only.',
          'Welke btw-code een verkoop krijgt die niet binnenlands is, als Tandem op feiten kiest. Links: EU goods (goederen EU), EU services (diensten EU), OSS DE (of een ander land), Export, Services outside EU (diensten buiten de EU), Private services EU, Private services outside EU (diensten voor particulieren). "OSS DE / 2" is alleen voor artikelen met btw-code 2.',
        ),
      ),
      table(
        'paymentConditions',
        'paymentConditions',
        say('Payment conditions', 'Betalingscondities'),
        say(
          'Which payment condition of Exact Online stands for the one on an order or account.',
          'Welke betalingsconditie van Exact Online bij die van een order of account hoort.',
        ),
      ),
      table(
        'shippingMethods',
        'shippingMethods',
        say('Shipping methods', 'Leveringswijzen'),
        say(
          'Which shipping method of Exact Online stands for the one on an order.',
          'Welke leveringswijze van Exact Online bij die van een order hoort.',
        ),
      ),
      table(
        'countries',
        'countries',
        say('Countries', 'Landen'),
        say(
          'Only for names Tandem does not know by itself: country names in thirteen languages and ISO codes need no row.',
          'Alleen voor namen die Tandem niet zelf kent: landnamen in dertien talen en ISO-codes hebben geen rij nodig.',
        ),
      ),
    ],
  };
}
