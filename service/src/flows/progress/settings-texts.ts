import type { ShownSetting } from '../texts.ts';

/** The settings of order progress that pages show. */
export const SHOWN_PROGRESS_SETTINGS: readonly ShownSetting[] = [
  {
    pointer: '/bornInExact',
    texts: {
      en: {
        title: 'Show orders that were entered in Exact Online',
        help: 'They appear on the account of their debtor, as Exact Orders that nobody changes in Salesforce. Orders that were over before this was switched on are left out.',
      },
      nl: {
        title: 'Toon orders die in Exact Online zijn ingevoerd',
        help: 'Ze verschijnen op het account van hun debiteur, als Exact-orders die niemand in Salesforce wijzigt. Orders die al klaar waren voordat dit werd aangezet, blijven weg.',
      },
    },
  },
];
