import { IngestJobs, QueryJobs, type ApiServices } from './api/index.ts';
import { Faults } from './control/faults.ts';
import { Journal } from './control/journal.ts';
import { OrderAutomation } from './control/automation.ts';
import { TokenStore, type OAuthContext } from './oauth/index.ts';
import { toOrgSettings, type SalesforceSimulatorOptions } from './options.ts';
import { Org } from './org.ts';
import type { Actor } from './org-records.ts';
import { actorOfUser } from './people.ts';
import { RecordWriter } from './records/index.ts';
import { QueryLocators } from './soql/index.ts';

const DAILY_LIMIT = 100_000;

/** The whole state: one org, its tokens, what was asked and what is broken on purpose. */
export class SalesforceSimulator {
  readonly options: SalesforceSimulatorOptions;
  readonly faults = new Faults();
  readonly journal = new Journal();
  readonly automation = new OrderAutomation(() => this.org.runAs.userId);
  /** Set once the server listens. */
  origin = '';
  org!: Org;
  tokens!: TokenStore;
  services!: ApiServices;
  isAppAllowed = true;
  /** Whether an administrator switched the client credentials flow on and chose its user: no package brings this policy along. */
  hasRunAsUser = true;
  private callsToday = 0;

  constructor(options: SalesforceSimulatorOptions) {
    this.options = options;
    this.reset();
  }

  /** A fresh org: no records, no tokens, no faults, an empty journal; the package is read anew. */
  reset(): void {
    this.org = new Org(toOrgSettings(this.options), (changes) => this.automation.onCommit(changes));
    this.setRights(this.options.runAsRights ?? {});
    this.tokens = new TokenStore(this.org.orgId, this.options.timeScale ?? 1);
    const writer = new RecordWriter(this.org);
    const locators = new QueryLocators(() => this.org.ids.next('01g'));
    this.services = {
      org: this.org,
      writer,
      locators,
      notifications: [],
      jobs: new IngestJobs(this.org, writer, () => this.journal.addJobRow()),
      queryJobs: new QueryJobs(this.org),
      usage: () => ({ used: this.callsToday, limit: this.dailyLimit() }),
    };
    this.faults.clear();
    this.journal.clear();
    this.automation.aim(null);
    this.isAppAllowed = true;
    this.hasRunAsUser = this.options.managedInstall !== true;
    this.callsToday = 0;
  }

  /** Gives or takes the integration user's rights; what is not named stays given. */
  setRights(rights: NonNullable<SalesforceSimulatorOptions['runAsRights']>): void {
    this.org.runAs = {
      userId: this.org.runAs.userId,
      canActivateOrders: rights.activateOrders ?? true,
      canEditActivatedOrders: rights.editActivatedOrders ?? true,
    };
  }

  /** The user takes the app's rights away: every token dies and no new one is given until consent. */
  revoke(): void {
    this.isAppAllowed = false;
    for (const user of this.org.store.all(this.org.object('User'))) this.tokens.revokeUser(user.Id);
  }

  oauth(): OAuthContext {
    return {
      org: this.org,
      tokens: this.tokens,
      app: this.options.app,
      isAppAllowed: () => this.isAppAllowed,
      hasRunAsUser: () => this.hasRunAsUser,
      origin: this.origin,
    };
  }

  /** User behind a bearer token; null when it is no living one. */
  actorOf(authorization: string | undefined): Actor | null {
    const token = /^(?:Bearer|OAuth) (.+)$/i.exec(authorization ?? '')?.[1];
    const userId = token === undefined ? null : this.tokens.sessionUser(token);
    if (userId === null) return null;
    return actorOfUser(this.org, userId);
  }

  /** Counts an API call; false when the day's calls are spent. */
  countCall(): boolean {
    if (this.callsToday >= this.dailyLimit()) return false;
    this.callsToday += 1;
    return true;
  }

  /** Value of the header `Sforce-Limit-Info`. */
  limitInfo(): string {
    return `api-usage=${this.callsToday}/${this.dailyLimit()}`;
  }

  private dailyLimit(): number {
    return this.options.dailyApiLimit ?? DAILY_LIMIT;
  }
}
