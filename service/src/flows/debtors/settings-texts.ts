import type { ShownSetting } from '../texts.ts';

const NAMES = {
  name: ['the name', 'de naam'],
  address: ['the address', 'het adres'],
  phone: ['the phone number', 'het telefoonnummer'],
  website: ['the website', 'de website'],
  email: ["the debtor's e-mail address", 'het e-mailadres van de debiteur'],
  vatNumber: ['the VAT number', 'het btw-nummer'],
  chamberNumber: ['the chamber of commerce number', 'het KvK-nummer'],
  paymentCondition: ['the payment condition', 'de betalingsconditie'],
  vatCode: ['the VAT code', 'de btw-code'],
  currency: ['the currency', 'de valuta'],
} as const;

/** The settings of the flow that pages show: whose word counts, field by field. */
export const SHOWN_DEBTOR_SETTINGS: readonly ShownSetting[] = [
  ...Object.entries(NAMES).map(([topic, [english, dutch]]) => ownerOf(topic, english, dutch)),
  {
    pointer: '/wins',
    texts: {
      en: {
        title: 'Where both were changed, what stays',
        help: 'A person is told with both values.',
        choices: { salesforce: { title: 'What Salesforce says' }, exact: { title: 'What Exact Online says' } },
      },
      nl: {
        title: 'Wat blijft als beide gewijzigd zijn',
        help: 'Dit wordt gemeld, met beide waarden.',
        choices: { salesforce: { title: 'Wat Salesforce zegt' }, exact: { title: 'Wat Exact Online zegt' } },
      },
    },
  },
  {
    pointer: '/contacts',
    texts: {
      en: {
        title: 'Contacts that reach Exact Online',
        choices: { main: { title: 'The main contact' }, withEmail: { title: 'All that have an e-mail address' } },
      },
      nl: {
        title: 'Contactpersonen die naar Exact Online gaan',
        choices: { main: { title: 'De hoofdcontactpersoon' }, withEmail: { title: 'Alle met een e-mailadres' } },
      },
    },
  },
  {
    pointer: '/upgrade',
    texts: {
      en: {
        title: 'Linked relations that become customers',
        choices: {
          none: { title: 'None' },
          prospects: { title: 'Prospects and suspects' },
          all: { title: 'All, suppliers too' },
        },
      },
      nl: {
        title: 'Gekoppelde relaties die klant worden',
        choices: {
          none: { title: 'Geen' },
          prospects: { title: 'Prospects en suspects' },
          all: { title: 'Alle, ook leveranciers' },
        },
      },
    },
  },
];

function ownerOf(topic: string, english: string, dutch: string): ShownSetting {
  return {
    pointer: `/owners/${topic}`,
    texts: {
      en: {
        title: `Whose word counts: ${english}`,
        choices: {
          exact: { title: 'Exact Online' },
          salesforce: { title: 'Salesforce' },
          both: { title: 'Whoever changed it last', help: 'With the flow from Exact Online on, else Salesforce.' },
          ifEmpty: { title: 'Filled once where it is empty' },
        },
      },
      nl: {
        title: `Wiens woord telt: ${dutch}`,
        choices: {
          exact: { title: 'Exact Online' },
          salesforce: { title: 'Salesforce' },
          both: { title: 'Wie het het laatst wijzigde', help: 'Als de stroom vanuit Exact Online aan staat, anders Salesforce.' },
          ifEmpty: { title: 'Eenmaal gevuld waar het leeg is' },
        },
      },
    },
  };
}
