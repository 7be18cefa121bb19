import type { Choice, Say } from './order-setting-answers.ts';

/** The settings of orders that change after they were sent, as the service tells them. */
export function amendmentSettings(say: Say, choice: Choice): object {
  return {
    properties: {
      changes: {
        type: 'string',
        enum: ['tell', 'send'],
        default: 'tell',
        title: say('Orders that were changed after sending', 'Orders die na het versturen gewijzigd zijn'),
        description: say(
          'Sent line by line. What is delivered or invoiced stays, and what somebody changed in Exact Online is never overwritten.',
          'Regel voor regel. Wat geleverd of gefactureerd is, blijft staan, en wat iemand in Exact Online wijzigde, wordt nooit overschreven.',
        ),
        oneOf: [
          choice('tell', say('Only tell me', 'Alleen melden')),
          choice('send', say('Send the changes', 'De wijzigingen versturen')),
        ],
      },
      cancelled: {
        type: 'string',
        enum: ['tell', 'complete', 'cancel'],
        default: 'tell',
        title: say('Orders that were cancelled after sending', 'Orders die na het versturen geannuleerd zijn'),
        description: say('What is delivered stays and is invoiced.', 'Wat geleverd is, blijft staan en wordt gefactureerd.'),
        oneOf: [
          choice('tell', say('Only tell me', 'Alleen melden')),
          choice(
            'complete',
            say('Close what is still open', 'Sluiten wat nog openstaat'),
            say('Exact Online does not open it again.', 'Exact Online opent het niet opnieuw.'),
          ),
          choice(
            'cancel',
            say('Delete the sales order', 'De verkooporder verwijderen'),
            say(
              'Only while nothing of it is delivered or invoiced; else what is still open is closed.',
              'Alleen zolang er niets van geleverd of gefactureerd is; anders wordt gesloten wat nog openstaat.',
            ),
          ),
        ],
      },
    },
  };
}
