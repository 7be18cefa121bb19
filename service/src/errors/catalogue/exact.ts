/**
 * What Exact Online may answer or do. `{entity}` is the resource as Exact names it, `{text}` Exact's own words, which
 * follow the language of the connected user.
 */
export const EXACT_ERRORS = {
  exact_reconnect: {
    title: 'Exact Online must be connected again',
    status: 409,
    message: 'Exact Online no longer accepts the stored sign-in: {reason}.',
    action:
      'For an administrator: press Connect again at Exact Online in Tandem Setup and sign in. Nothing is lost: Tandem goes on where it stopped.',
    handling: 'stop',
  },
  exact_app_revoked: {
    title: 'Tandem was denied access to Exact Online',
    status: 409,
    message: 'The permission for Tandem was withdrawn in Exact Online ({text}).',
    action:
      'For an administrator: press Connect again at Exact Online in Tandem Setup. It may help to ask the user who withdrew the permission in My Exact Online > Security centre. Nothing is lost: Tandem goes on where it stopped.',
    handling: 'stop',
  },
  exact_app_registration: {
    title: 'The app registration at Exact Online is not accepted',
    status: 502,
    message: 'Exact Online does not accept the registration of this Tandem service ({text}).',
    action: 'Ask the operator of the service to check EXACT_CLIENT_ID and EXACT_CLIENT_SECRET for this country.',
    handling: 'stop',
  },
  exact_code_refused: {
    title: 'The sign-in at Exact Online was not completed',
    status: 400,
    message: 'Exact Online did not accept the sign-in code ({text}). A code can be used once and only for a few minutes.',
    action: 'For an administrator: press Connect at Exact Online in Tandem Setup and sign in again.',
    handling: 'person',
  },
  exact_token_held: {
    title: 'Exact Online does not give a new sign-in yet',
    status: 409,
    message: 'Exact Online gives a new sign-in at most every ten minutes, and the last one was given to somebody else.',
    action: 'Wait ten minutes, or let an administrator press Connect at Exact Online in Tandem Setup and sign in.',
    handling: 'wait',
  },
  exact_access_refused: {
    title: 'Exact Online refuses the current sign-in',
    status: 503,
    message: 'Exact Online refused {entity} in division {division} although the sign-in is still valid ({text}).',
    action:
      'Tandem tries again by itself with a new sign-in. If it stays, an administrator presses Connect again at Exact Online in Tandem Setup.',
    handling: 'wait',
  },
  exact_access_ended: {
    title: 'Exact Online refuses the current sign-in',
    status: 503,
    message: 'Exact Online refuses the sign-in before its time is up, and gives no new one before ten minutes are over.',
    action: 'Nothing: Tandem asks for a new one as soon as Exact Online allows it, and then sends what waits.',
    handling: 'wait',
  },
  exact_user_blocked: {
    title: 'The Exact Online user or licence is blocked',
    status: 409,
    message: 'Exact Online refuses division {division}: {text}.',
    action:
      'For an administrator: check user, licence and division in Exact Online, or press Connect again in Tandem Setup and sign in as another user.',
    handling: 'stop',
  },
  exact_wrong_division: {
    title: 'This division is not granted to Tandem',
    status: 422,
    message: 'Division {division} of Exact Online is not among those that Tandem may use. {granted}',
    action:
      'For an administrator: choose a granted division, or give access in Exact Online: My Exact Online > Security centre > app permissions > allow this administration.',
    handling: 'stop',
  },
  exact_scope_missing: {
    title: 'Tandem lacks a data scope in Exact Online',
    status: 403,
    message: 'Exact Online does not let Tandem use {entity} in division {division}: {text}',
    action:
      'For an administrator: ask the operator of the service to add this scope to the app registration in the Exact App Center, then press Connect again in Tandem Setup.',
    handling: 'stop',
  },
  exact_rights_missing: {
    title: 'The Exact Online user lacks a right',
    status: 403,
    message: 'Exact Online does not let the connected user read {entity} in division {division}: {text}',
    action:
      'For an administrator: give the connected user this right in Exact Online (user > roles), or press Connect again in Tandem Setup and sign in as a user who has it.',
    handling: 'stop',
  },
  exact_forbidden: {
    title: 'Exact Online does not allow this change',
    status: 422,
    message: 'Exact Online does not allow to write {entity} in division {division}: {text}',
    action:
      'Check the settings of the record in Exact Online; an administrator checks the rights of the connected user there. Then press Retry.',
    handling: 'person',
  },
  exact_minute_limit: {
    title: 'The calls of this minute are used up',
    status: 503,
    message: 'Exact Online allows a limited number of calls a minute for division {division}; they are used up.',
    action: 'Nothing: Tandem goes on in the next minute.',
    handling: 'wait',
  },
  exact_day_limit: {
    title: 'The calls of today are used up',
    status: 503,
    message: 'Exact Online allows a limited number of calls a day for division {division}; they are used up until midnight UTC.',
    action:
      'Nothing: Tandem goes on after midnight UTC. If it happens often, let flows run less often or ask Exact for a larger limit.',
    handling: 'wait',
  },
  exact_error_budget: {
    title: 'Too many refused calls in an hour',
    status: 503,
    message:
      'Exact Online refused several calls to {entity} in division {division} within an hour; Tandem pauses before Exact blocks the connection.',
    action:
      'For an administrator: solve the open issues on the Issues tab of Tandem Setup. Tandem goes on by itself within the hour.',
    handling: 'wait',
  },
  exact_bad_request: {
    title: 'Exact Online does not understand the request',
    status: 502,
    message: 'Exact Online does not accept this request ({entity}, division {division}): {text}',
    action:
      'For an administrator: check the field rules in the Tandem settings for fields that this division does not have. If it stays, send this text to support.',
    handling: 'person',
  },
  exact_validation: {
    title: 'Exact Online refuses the record',
    status: 422,
    message: 'Exact Online does not accept this record ({entity}, division {division}): {text}',
    action:
      'Correct what Exact Online names in the Salesforce record, or let an administrator correct it in the Tandem settings, then press Retry or Send to Exact Online.',
    handling: 'person',
  },
  exact_required_field: {
    title: 'Exact Online wants a field that is empty',
    status: 422,
    message: 'Exact Online does not accept this record ({entity}, division {division}) because {field} is empty: {text}',
    action:
      'Fill {field} in the Salesforce record, or let an administrator give it a value in the Tandem settings, then press Retry or Send to Exact Online.',
    handling: 'person',
  },
  exact_already_exists: {
    title: 'It exists already in Exact Online',
    status: 409,
    message: 'Exact Online has this record of {entity} in division {division} already: {text}',
    action:
      'Look it up in Exact Online, change the value that must be unique there or in Salesforce, then press Retry or Send to Exact Online.',
    handling: 'person',
  },
  exact_reference_invalid: {
    title: 'Exact Online does not know a value',
    status: 422,
    message: 'This record ({entity}, division {division}) refers to something that Exact Online does not have: {text}',
    action:
      'Check VAT code, payment condition, item and account in Exact Online; an administrator checks the tables on the Settings tab of Tandem Setup. Then press Retry or Send to Exact Online.',
    handling: 'person',
  },
  exact_not_found: {
    title: 'Not found in Exact Online',
    status: 404,
    message: 'Exact Online has no such record of {entity} in division {division}. It may have been deleted.',
    action: 'Look it up in Exact Online. Press Retry when it is there again, or Ignore.',
    handling: 'person',
  },
  exact_webhook_callback: {
    title: 'Exact Online cannot reach this service',
    status: 502,
    message: 'Exact Online could not confirm the webhook address: {text}',
    action:
      'Ask the operator to check that PUBLIC_URL is reachable by https from the internet and on the domain of the redirect URI.',
    handling: 'person',
  },
  exact_unavailable: {
    title: 'Exact Online does not answer',
    status: 503,
    message: 'Exact Online cannot be reached at the moment ({text}).',
    action: 'Nothing: Tandem tries again by itself. See https://status.exact.com if it lasts.',
    handling: 'retry',
  },
  exact_unreadable_answer: {
    title: 'Exact Online sent an answer that cannot be read',
    status: 502,
    message: 'The answer of Exact Online for {entity} cannot be read: {text}.',
    action: 'Nothing: Tandem tries again by itself. If it stays, send this text to support.',
    handling: 'retry',
  },
  exact_outcome_unknown: {
    title: 'It is not known whether Exact Online stored it',
    status: 503,
    message: 'The answer of Exact Online was lost while {entity} was written in division {division} ({text}).',
    action: 'Nothing: Tandem first looks in Exact Online whether it is there and only then tries again.',
    handling: 'retry',
  },
} as const;
