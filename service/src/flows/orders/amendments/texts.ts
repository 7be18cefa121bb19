import type { ShownSetting } from '../../texts.ts';

/** The settings of amendments as pages show them. */
export const AMENDMENT_SETTING_TEXTS: readonly ShownSetting[] = [
  {
    pointer: '/amendments/changes',
    texts: {
      en: {
        title: 'Orders that were changed after sending',
        help: 'Sent line by line. What is delivered or invoiced stays, and what somebody changed in Exact Online is never overwritten.',
        choices: { tell: { title: 'Only tell me' }, send: { title: 'Send the changes' } },
      },
      nl: {
        title: 'Orders die na het versturen gewijzigd zijn',
        help: 'Regel voor regel. Wat geleverd of gefactureerd is, blijft staan, en wat iemand in Exact Online wijzigde, wordt nooit overschreven.',
        choices: { tell: { title: 'Alleen melden' }, send: { title: 'De wijzigingen versturen' } },
      },
    },
  },
  {
    pointer: '/amendments/cancelled',
    texts: {
      en: {
        title: 'Orders that were cancelled after sending',
        help: 'What is delivered stays and is invoiced.',
        choices: {
          tell: { title: 'Only tell me' },
          complete: { title: 'Close what is still open', help: 'Exact Online does not open it again.' },
          cancel: {
            title: 'Delete the sales order',
            help: 'Only while nothing of it is delivered or invoiced; else what is still open is closed.',
          },
        },
      },
      nl: {
        title: 'Orders die na het versturen geannuleerd zijn',
        help: 'Wat geleverd is, blijft staan en wordt gefactureerd.',
        choices: {
          tell: { title: 'Alleen melden' },
          complete: { title: 'Sluiten wat nog openstaat', help: 'Exact Online opent het niet opnieuw.' },
          cancel: {
            title: 'De verkooporder verwijderen',
            help: 'Alleen zolang er niets van geleverd of gefactureerd is; anders wordt gesloten wat nog openstaat.',
          },
        },
      },
    },
  },
];
