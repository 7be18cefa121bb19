/** Errors of what waits for a second person, and what is told of it. `{record}` is what people call the record. */
export const APPROVAL_ERRORS = {
  approval_not_needed: {
    title: 'Nothing waits for approval here',
    status: 409,
    message: 'Nothing of this record waits for the approval of a second person at this moment.',
    action: 'Look at the record again. Send it once more to see what holds it up.',
    handling: 'person',
  },
  approval_user_unknown: {
    title: 'Nobody knows who this is',
    status: 400,
    message: 'The request does not say which user of Salesforce asks or decides. Nothing was changed.',
    action: 'Use the pages of Tandem in Salesforce; an administrator installs their newest version.',
    handling: 'person',
  },
  approval_ask_not_permitted: {
    title: 'You may not ask for approval',
    status: 403,
    message: 'Nothing was changed: {who} lacks the permission to ask for approval.',
    action: 'Ask an administrator for the custom permission "Tandem Ask Approval".',
    handling: 'person',
  },
  approval_decide_not_permitted: {
    title: 'You may not approve or refuse',
    status: 403,
    message: 'Nothing was changed: {who} lacks the permission to approve or refuse.',
    action: 'Let somebody decide who has the custom permission "Tandem Decide Approval".',
    handling: 'person',
  },
  approval_own: {
    title: 'Somebody else has to decide',
    status: 409,
    message: 'You asked for the approval of {record} yourself, so you cannot decide it.',
    action: 'Let a second person decide who has the custom permission "Tandem Decide Approval".',
    handling: 'person',
  },
  approval_decided: {
    title: 'It is decided already',
    status: 409,
    message: 'Somebody has decided about {record} already: {who}.',
    action: 'Look at the record again. What was refused can be asked for once more.',
    handling: 'person',
  },
  approval_expired: {
    title: 'The question is too old',
    status: 409,
    message: 'Nobody decided about {record} within a week after it was asked for.',
    action: 'Ask for approval again.',
    handling: 'person',
  },
  approval_outdated: {
    title: 'What was asked has changed',
    status: 409,
    message: 'The figures of {record} are no longer those for which approval was asked. Nothing was approved.',
    action: 'Look at the record as it stands now, and ask for approval again.',
    handling: 'person',
  },
  approval_asked: {
    title: 'Approval was asked for',
    status: 409,
    message: 'Approval of {record} was asked for by {who}, with the reason "{reason}".',
    action: 'Let a second person decide who has the custom permission "Tandem Decide Approval".',
    handling: 'person',
  },
  approval_given: {
    title: 'Approved by a second person',
    status: 409,
    message:
      'Approval of {record} was given by {who}, with the reason "{reason}". It had been asked for by {asker}, with the reason "{asked}".',
    action: 'Nothing: the record goes on by itself.',
    handling: 'person',
  },
  approval_refused: {
    title: 'Refused by a second person',
    status: 409,
    message:
      'Approval of {record} was refused by {who}, with the reason "{reason}". It had been asked for by {asker}, with the reason "{asked}".',
    action: 'Change the record, or ask for approval again with a better reason.',
    handling: 'person',
  },
} as const;
