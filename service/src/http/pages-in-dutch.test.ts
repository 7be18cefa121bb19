import { describe, expect, it } from '@jest/globals';
import { useConnectDesk } from '../../tests/support/connect-desk.ts';
import { ADMINISTRATOR, INTEGRATION_USER, TestBrowser } from '../../tests/support/connect-stage.ts';
import { leftInEnglish } from '../../tests/support/english-words.ts';
import { ENGLISH, phrase, phraseText, type Language, type Phrase } from '../errors/index.ts';

const desk = useConnectDesk();

/** A person at a browser of one language, and the pages that he has seen. */
class Reader {
  readonly browser: TestBrowser;
  readonly pages: string[][] = [];
  readonly #language: Language;

  constructor(language: Language) {
    this.#language = language;
    this.browser = new TestBrowser(desk.stage, language);
  }

  async open(address: string): Promise<void> {
    await this.browser.open(address);
    this.#look();
  }

  async press(button: Phrase, typed: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.browser.press(phraseText(button, this.#language), typed);
    this.#look();
  }

  async signIn(username?: string): Promise<void> {
    await (username === undefined ? this.browser.signInAtExact() : this.browser.signInAtSalesforce(username));
    this.#look();
  }

  async asAdministrator(username = ADMINISTRATOR): Promise<void> {
    await this.open('/connect/salesforce');
    await this.press(phrase('page_log_in_salesforce'));
    await this.signIn(username);
  }

  #look(): void {
    expect(this.browser.html).toContain(`<html lang="${this.#language}">`);
    const texts = [...this.browser.html.matchAll(/<(?:h1|h2|p|a|button|label)\b[^>]*>([^<]+)/g)].map(([, text = '']) => text);
    this.pages.push(
      texts.map((text) => text.replaceAll(/&#(\d+);/g, (_sign, code: string) => String.fromCharCode(Number(code)))),
    );
  }
}

const certificate = phrase('way_certificate_press');
const other = phrase('way_person_other');

/** Ways through the pages: together they show every page there is. */
const WAYS: readonly (readonly [name: string, walk: (reader: Reader) => Promise<void>])[] = [
  [
    'a first connection of both systems',
    async (reader) => {
      await reader.asAdministrator();
      await reader.press(other);
      await reader.signIn(INTEGRATION_USER);
      await reader.open(reader.browser.linkTo('/connect/exact?ticket='));
      await reader.press(phrase('page_exact_log_in', { country: 'NL' }));
      await reader.signIn();
    },
  ],
  [
    'the Run As user',
    async (reader) => {
      await reader.asAdministrator();
      await reader.press(phrase('way_run_as_press'));
      await reader.asAdministrator();
    },
  ],
  [
    'a choice that is refused, and the certificate',
    async (reader) => {
      await reader.asAdministrator();
      await reader.press(certificate, { username: 'nobody@example.com' });
      await reader.press(certificate, { username: INTEGRATION_USER });
    },
  ],
  [
    'a user who lacks rights',
    async (reader) => {
      const username = 'dutch@example.com';
      await desk.stage.control('salesforce', 'POST', 'users', { username, permissionSets: ['Tandem_Integration'] });
      await reader.asAdministrator();
      await reader.press(other);
      await reader.signIn(username);
    },
  ],
  [
    'somebody who may not connect',
    async (reader) => {
      const username = 'plain@example.com';
      await desk.stage.control('salesforce', 'POST', 'users', { username, permissionSets: ['Tandem_User'] });
      await reader.asAdministrator(username);
    },
  ],
  [
    'an org that is connected again',
    async (reader) => {
      const key = await desk.stage.connectByOperator();
      await reader.open(await desk.stage.ticket('salesforce', key));
      await reader.press(other);
      await reader.signIn(INTEGRATION_USER);
    },
  ],
  [
    'a login that is too old, was refused, or is no request at all',
    async (reader) => {
      await reader.open('/connect/salesforce/callback?code=abc&state=made-up');
      await reader.open('/connect/salesforce');
      await reader.press(phrase('page_log_in_salesforce'));
      const state = reader.browser.onward.searchParams.get('state') ?? '';
      await reader.open(`/connect/salesforce/callback?state=${state}`);
      await reader.open('/connect/exact');
    },
  ],
];

describe('the pages of connecting, asked for in Dutch, have no English left:', () => {
  it.each(WAYS)('%s', async (_name, walk) => {
    const readers = [new Reader(ENGLISH), new Reader('nl')] as const;
    for (const reader of readers) {
      await walk(reader);
      await desk.stage.app.store.orgs.delete(desk.orgId);
    }
    const [english, dutch] = readers.map(({ pages }) => pages);

    expect(dutch?.map(({ length }) => length)).toEqual(english?.map(({ length }) => length));
    const left = english?.flatMap((texts, page) =>
      texts.flatMap((text, place) => leftInEnglish(text, dutch?.[page]?.[place] ?? '') ?? []),
    );
    expect(left).toEqual([]);
  });
});
