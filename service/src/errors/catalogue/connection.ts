/** Errors of the connections to both systems, and of pairing. */
export const CONNECTION_ERRORS = {
  not_connected: {
    title: 'A connection is missing',
    status: 409,
    message: 'Tandem has no connection to {system} for this org.',
    action: 'Connect {system} on the Overview tab of Tandem Setup.',
    handling: 'stop',
  },
  connection_busy: {
    title: 'The connection is being renewed',
    status: 503,
    message: 'Another job is renewing the connection to {system} and takes unusually long.',
    action: 'Nothing: Tandem tries again by itself.',
    handling: 'retry',
  },
  pairing_code_invalid: {
    title: 'The pairing code is not valid',
    status: 400,
    message: 'The code is unknown, was used before, or is older than five minutes.',
    action: 'Press Connect in Tandem Setup again and use the new code at once.',
    handling: 'person',
  },
  login_expired: {
    title: 'The login took too long',
    status: 400,
    message: 'This login was not started here, was used before, or was started more than ten minutes ago.',
    action: 'Press Connect in Tandem Setup and log in again.',
    handling: 'person',
  },
  login_refused: {
    title: 'The login was not completed',
    status: 400,
    message: 'Tandem got no access to {system}: {reason}',
    action: 'Press Connect in Tandem Setup, log in as an administrator and allow the access that is asked for.',
    handling: 'person',
  },
  not_configured: {
    title: 'The service is not set up for this',
    status: 503,
    message: 'This service has no app registration for {system}.',
    action: 'The operator of the service sets {variable}; .env.example explains it.',
    handling: 'stop',
  },
  webhook_signature: {
    title: 'The signature is wrong',
    status: 401,
    message: 'The message was not signed with the webhook secret of this app registration.',
    action: 'Compare EXACT_WEBHOOK_SECRET with the webhook secret in the App Center of Exact Online.',
    handling: 'stop',
  },
} as const;
