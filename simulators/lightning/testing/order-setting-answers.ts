/** What may be said in two languages, and a choice of a setting. */
export type Say = (en: string, nl: string) => string;
export type Choice = (value: string, title: string, description?: string) => object;

/** The settings that tell who chooses the VAT code of an order line. */
export function vatSettings(say: Say, choice: Choice): object {
  const ask = choice('ask', say('Stop and ask', 'Stoppen en vragen'));
  const byFacts = { shownWhen: { pointer: '/vat/chosenBy', values: ['facts'] } };
  return {
    type: 'object',
    properties: {
      chosenBy: {
        type: 'string',
        enum: ['exact', 'facts'],
        default: 'exact',
        title: say('VAT code of an order line', 'Btw-code van een orderregel'),
        description: say('A VAT Code on the order product always counts.', 'Een btw-code op het orderproduct geldt altijd.'),
        oneOf: [
          choice(
            'exact',
            say('As Exact Online takes it', 'Zoals Exact Online die neemt'),
            say('The code of the customer, else the code of the item.', 'De code van de klant, anders de code van het artikel.'),
          ),
          choice(
            'facts',
            say('By facts, with the reason', 'Op feiten, met de reden'),
            say(
              'Country, buyer, VAT number and item decide. Where they do not tell, the order stops and a person is asked.',
              'Land, koper, btw-nummer en artikel beslissen. Waar die het niet zeggen, stopt de order en wordt het aan iemand gevraagd.',
            ),
          ),
        ],
      },
      privateGoods: {
        type: 'string',
        enum: ['ask', 'own', 'destination'],
        default: 'ask',
        title: say('Goods for private buyers in the EU', 'Goederen voor particulieren in de EU'),
        description: say(
          'Up to 10,000 euros a year the VAT of your own country may be used. Ask your accountant.',
          'Tot 10.000 euro per jaar mag de btw van het eigen land. Vraag het uw accountant.',
        ),
        oneOf: [
          ask,
          choice('own', say('VAT of the own country', 'Btw van het eigen land')),
          choice(
            'destination',
            say('VAT of the country of the buyer (One Stop Shop)', 'Btw van het land van de koper (éénloketsysteem)'),
          ),
        ],
        'x-tandem': byFacts,
      },
      withoutStock: {
        type: 'string',
        enum: ['ask', 'service'],
        default: 'ask',
        title: say('Items without stock', 'Artikelen zonder voorraad'),
        description: say(
          'Only matters where goods and services have different VAT.',
          'Maakt alleen uit waar goederen en diensten verschillende btw hebben.',
        ),
        oneOf: [ask, choice('service', say('Are services', 'Zijn diensten'))],
        'x-tandem': byFacts,
      },
    },
  };
}

/** The setting that tells whether structured invoices are looked at beforehand. */
export function invoiceSetting(say: Say, choice: Choice): object {
  return {
    type: 'string',
    enum: ['ignore', 'check'],
    default: 'ignore',
    title: say('Structured invoices in Belgium', 'Gestructureerde facturen in België'),
    description: say(
      'Businesses in Belgium get their invoices by Peppol.',
      'Bedrijven in België krijgen hun facturen via Peppol.',
    ),
    oneOf: [
      choice('ignore', say('Do not look', 'Niet kijken')),
      choice(
        'check',
        say('Look beforehand', 'Vooraf kijken'),
        say(
          'An order with a negative price stops. Check both systems lists the debtors that are not ready.',
          'Een order met een negatieve prijs stopt. De controle van beide systemen noemt de debiteuren die niet klaar zijn.',
        ),
      ),
    ],
  };
}

/** The settings that tell what the books want of an order. */
export function bookingSettings(say: Say, choice: Choice): Readonly<Record<string, object>> {
  return {
    closedPeriods: {
      type: 'string',
      enum: ['ignore', 'stop', 'nextOpen'],
      default: 'ignore',
      title: say('Orders dated in a closed period', 'Orders in een gesloten periode'),
      description: say(
        'A period is closed once every sales journal in Exact Online is.',
        'Een periode is gesloten als elk verkoopdagboek in Exact Online dat is.',
      ),
      oneOf: [
        choice('ignore', say('Send them as they are', 'Verzenden zoals ze zijn')),
        choice('stop', say('Stop and tell', 'Stoppen en melden')),
        choice(
          'nextOpen',
          say('Date them on the first open day', 'Op de eerste open dag zetten'),
          say('The preview says from which day an order was moved.', 'Het voorbeeld zegt van welke dag een order is verzet.'),
        ),
      ],
    },
    costCentre: {
      type: 'string',
      enum: ['optional', 'needed'],
      default: 'optional',
      title: say('Cost centre of an order line', 'Kostenplaats van een orderregel'),
      oneOf: [
        choice('optional', say('May be left empty', 'Mag leeg blijven')),
        choice(
          'needed',
          say('Every line needs one', 'Elke regel heeft er een nodig'),
          say('An order with a line without cost centre stops.', 'Een order met een regel zonder kostenplaats stopt.'),
        ),
      ],
    },
  };
}

/** The setting that holds orders of customers who owe too much. */
export function creditSetting(say: Say, choice: Choice): object {
  return {
    properties: {
      block: {
        type: 'string',
        title: say('Hold orders of customers who owe too much', 'Orders tegenhouden van klanten die te veel open hebben staan'),
        description: say(
          'Nothing is sent until the customer is fine again, or a second person approves it with a reason.',
          'Er gaat niets weg tot het weer goed is, of tot een tweede persoon het met een reden goedkeurt.',
        ),
        default: 'none',
        oneOf: [
          choice('none', say('Never', 'Nooit')),
          choice('availableCredit', say('Beyond the available credit', 'Boven het beschikbare krediet')),
          choice('daysOverdue', say('Too long overdue', 'Te lang over de vervaldatum')),
          choice('both', say('Either of them', 'Een van beide')),
        ],
      },
      daysOverdue: {
        type: 'integer',
        title: say('Days that something may be overdue', 'Dagen dat iets over de vervaldatum mag zijn'),
        default: 30,
        minimum: 0,
        maximum: 730,
        'x-tandem': { shownWhen: { pointer: '/credit/block', values: ['daysOverdue', 'both'] } },
      },
    },
  };
}

/** The settings that tell what becomes of a product without item. */
export function missingProductsSetting(say: Say, choice: Choice): object {
  return {
    properties: {
      use: {
        type: 'string',
        default: 'stop',
        title: say('Products without an item in Exact Online', 'Producten zonder artikel in Exact Online'),
        description: say(
          'An order that stops goes by itself once the item is there.',
          'Een order die stopt, gaat vanzelf zodra het artikel er is.',
        ),
        oneOf: [
          choice('stop', say('Stop the order', 'De order stoppen')),
          choice(
            'create',
            say('Make the item', 'Het artikel maken'),
            say(
              'With the code and the name of the product, and what the rules say.',
              'Met de code en de naam van het product, en wat de regels zeggen.',
            ),
          ),
          choice(
            'placeholder',
            say('Send the line on a placeholder item', 'De regel op een vervangend artikel sturen'),
            say(
              'Code and name of the product stand in the description of the line.',
              'Code en naam van het product staan in de omschrijving van de regel.',
            ),
          ),
        ],
      },
      placeholderCode: {
        type: 'string',
        maxLength: 30,
        title: say('Code of the placeholder item in Exact Online', 'Code van het vervangende artikel in Exact Online'),
        'x-tandem': { shownWhen: { pointer: '/missingProducts/use', values: ['placeholder'] } },
      },
    },
  };
}
