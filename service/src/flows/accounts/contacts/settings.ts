import { z } from 'zod';
import type { ShownSetting } from '../../texts.ts';

/** Which contacts of Exact Online become contacts of their accounts. */
export const CONTACTS_BROUGHT = {
  contacts: z
    .enum(['none', 'main', 'all'])
    .default('none')
    .describe('which contacts of a debtor become contacts of its account: none, the main one, or all'),
} as const;

export const SHOWN_CONTACTS_BROUGHT: ShownSetting = {
  pointer: '/contacts',
  texts: {
    en: {
      title: 'Contacts that come from Exact Online',
      choices: { none: { title: 'None' }, main: { title: 'The main contact' }, all: { title: 'All' } },
    },
    nl: {
      title: 'Contactpersonen die uit Exact Online komen',
      choices: { none: { title: 'Geen' }, main: { title: 'De hoofdcontactpersoon' }, all: { title: 'Alle' } },
    },
  },
};
