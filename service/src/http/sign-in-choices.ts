import { phrase, type Phrase } from '../errors/index.ts';
import type { SalesforceSignIn } from '../store/index.ts';
import type { PageChoice } from './connect-page.ts';

const ACTION = '/connect/salesforce/user';

/** What would end a sign-in, for the person who has just chosen it. */
export const ENDS_WHEN: Readonly<Record<SalesforceSignIn, Phrase>> = {
  client_credentials: phrase('ends_run_as'),
  refresh_token: phrase('ends_person'),
  jwt: phrase('ends_certificate'),
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
      title: phrase('way_run_as'),
      paragraphs: [phrase('way_run_as_why'), phrase('way_run_as_how')],
      forms: [{ text: phrase('way_run_as_press'), action: ACTION, values: { user: 'runAs', ...values } }],
    },
    {
      title: phrase('way_person'),
      paragraphs: [phrase('way_person_why'), phrase('way_person_how')],
      forms: [
        ...(administrator === undefined
          ? []
          : [{ text: phrase('way_person_me', { user: administrator }), action: ACTION, values: { user: 'me', ...values } }]),
        { text: phrase('way_person_other'), action: ACTION, values: { user: 'other', ...values } },
      ],
    },
    ...(hasCertificate
      ? [
          {
            title: phrase('way_certificate'),
            paragraphs: [phrase('way_certificate_how')],
            forms: [
              {
                text: phrase('way_certificate_press'),
                action: ACTION,
                values: { user: 'certificate', ...values },
                field: { name: 'username', label: phrase('way_certificate_user') },
              },
            ],
          },
        ]
      : []),
  ];
}
