/** The pages on which a person connects the two systems. */
export const PAGE_PHRASES = {
  page_going: 'Going to {system}',
  page_going_help: 'If nothing happens, press the button.',
  page_go: 'Go to {system}',
  page_close: 'Close this window and go on in the Tandem setup page in Salesforce.',

  page_exact: 'Connect Exact Online',
  page_exact_org: 'Your Exact Online company will be connected to the Salesforce org {org} ({id}).',
  page_exact_who:
    'Go on only if this is your own org. Sign in with a user who may see and change items, accounts and sales orders.',
  page_exact_log_in: 'Log in to Exact Online {country}',
  page_exact_connected: 'Exact Online is connected',
  page_exact_companies: 'Tandem sees these companies: {companies}.',
  page_exact_next: 'Then connect Exact Online',

  page_salesforce: 'Connect Salesforce',
  page_salesforce_who:
    'Log in as an administrator of your Salesforce org: somebody who may customize the application and manage users.',
  page_salesforce_why: 'This proves that your company wants it. You choose afterwards under which user Tandem works.',
  page_log_in_production: 'Log in to production',
  page_log_in_sandbox: 'Log in to a sandbox',
  page_log_in_salesforce: 'Log in to Salesforce',
  page_again: 'Connect Salesforce again',
  page_again_org: 'The Salesforce org {org} ({id}) will be connected anew. Until the new sign-in is proven the old one stays.',
  page_how: 'How shall Tandem sign in to Salesforce? The first way is the one that lasts.',
  page_administrator: 'You are an administrator of {org}',
  page_connected: '{org} is connected',
  page_connected_again: '{org} is connected again',
  page_works_as: 'Tandem works as {user}. {ends}',
  page_pairing: 'Copy this code into the Tandem setup page in Salesforce. It works once and for five minutes.',
  page_connected_already: '{org} is connected already',
  page_nothing_changed:
    'Nothing was changed. To connect it under another user, press Connect again in the Tandem setup page in Salesforce.',
  page_pairing_anew:
    'If that page has lost its key, this code pairs it anew. It works once and for five minutes, and ends every other key.',

  // The ways to let Tandem in.
  way_run_as: 'As the user that the app runs as (recommended)',
  way_run_as_why: 'Nothing expires, and nothing stops when somebody leaves.',
  way_run_as_how:
    'In Salesforce Setup > External Client App Manager > Tandem > Policies, switch on the client credentials flow and choose as Run As a user of its own who has the permission set Tandem Integration. Then press:',
  way_run_as_press: 'Use the Run As user',
  way_person: 'As a person who signs in (the quickest way to begin)',
  way_person_why:
    'One click, nothing to prepare, and it can be changed later. Somebody has to sign in again when this person leaves or takes the access back, or when Tandem was not used for 30 days.',
  way_person_how: 'This person needs the permission set Tandem Integration too.',
  way_person_me: 'Use my sign-in, {user}',
  way_person_other: 'Sign in as another user',
  way_certificate: 'By certificate (where your org forbids the first)',
  way_certificate_how:
    'In Salesforce Setup > External Client App Manager > Tandem > Policies, let administrators approve users beforehand and add a permission set that the user has. The user needs the permission set Tandem Integration.',
  way_certificate_press: 'Use the certificate',
  way_certificate_user: 'Username in Salesforce',

  // What would end a sign-in.
  ends_run_as:
    'It signs in as the user that the app runs as. This ends only if an administrator switches the flow off, chooses another user or deactivates this one.',
  ends_person:
    'It uses the sign-in of this person. This ends if the person is deactivated or takes the access back, or if Tandem is not used for 30 days.',
  ends_certificate:
    'It signs in by certificate. This ends only if an administrator takes the approval of this user back, deactivates the user or removes the certificate.',
} as const;
