import type { SalesforceSignIn } from '../store/index.ts';
import type { PageChoice } from './connect-page.ts';

const ACTION = '/connect/salesforce/user';
const POLICIES = 'In Salesforce Setup > External Client App Manager > Tandem > Policies';

/** What would end a sign-in, for the person who has just chosen it. */
export const ENDS_WHEN: Readonly<Record<SalesforceSignIn, string>> = {
  client_credentials:
    'It signs in as the user that the app runs as. This ends only if an administrator switches the flow off, chooses another user or deactivates this one.',
  refresh_token:
    'It uses the sign-in of this person. This ends if the person is deactivated or takes the access back, or if Tandem is not used for 30 days.',
  jwt: 'It signs in by certificate. This ends only if an administrator takes the approval of this user back, deactivates the user or removes the certificate.',
};

/** The ways to let Tandem in, the recommended one first. `values` go along with each: what permits the choice. */
export function signInChoices({
  values,
  administrator,
  hasCertificate,
}: {
  readonly values: Readonly<Record<string, string>>;
  /** The username of the administrator who has signed in, where one has: that sign-in can be kept. */
  readonly administrator: string | undefined;
  readonly hasCertificate: boolean;
}): readonly PageChoice[] {
  return [
    {
      title: 'As the user that the app runs as (recommended)',
      paragraphs: [
        'Nothing expires, and nothing stops when somebody leaves.',
        `${POLICIES}, switch on the client credentials flow and choose as Run As a user of its own who has the permission set Tandem Integration. Then press:`,
      ],
      forms: [{ text: 'Use the Run As user', action: ACTION, values: { user: 'runAs', ...values } }],
    },
    {
      title: 'As a person who signs in (the quickest way to begin)',
      paragraphs: [
        'One click, nothing to prepare, and it can be changed later. Somebody has to sign in again when this person leaves or takes the access back, or when Tandem was not used for 30 days.',
        'This person needs the permission set Tandem Integration too.',
      ],
      forms: [
        ...(administrator === undefined
          ? []
          : [{ text: `Use my sign-in, ${administrator}`, action: ACTION, values: { user: 'me', ...values } }]),
        { text: 'Sign in as another user', action: ACTION, values: { user: 'other', ...values } },
      ],
    },
    ...(hasCertificate
      ? [
          {
            title: 'By certificate (where your org forbids the first)',
            paragraphs: [
              `${POLICIES}, let administrators approve users beforehand and add a permission set that the user has. The user needs the permission set Tandem Integration.`,
            ],
            forms: [
              {
                text: 'Use the certificate',
                action: ACTION,
                values: { user: 'certificate', ...values },
                field: { name: 'username', label: 'Username in Salesforce' },
              },
            ],
          },
        ]
      : []),
  ];
}
