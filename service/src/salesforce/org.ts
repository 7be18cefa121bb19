import { SalesforceCaller, type SalesforceCallerParts, type CallLimits } from './caller.ts';
import { DescribeCache } from './describe.ts';
import { discoverFeatures, discoverObjects, type OrgObjects } from './features.ts';
import { readFile } from './files.ts';
import { readNotificationSetup, sendNotification, type NotificationSetup } from './notifications.ts';
import { queryMany, queryPages } from './queries.ts';
import type {
  Administrators,
  SalesforceFeatures,
  SalesforceNotification,
  SalesforceObjectDescribe,
  SalesforceOrg,
  SalesforceQuery,
  SalesforceRow,
  SalesforceWrite,
  SalesforceWriteOptions,
  SalesforceWriteResult,
} from './types.ts';
import { writeRecords } from './writes.ts';

const KNOWLEDGE_LIVES_MS = 60 * 60_000;

/** What is remembered of an org between jobs: objects, features, describes. */
export class OrgKnowledge {
  readonly describes = new DescribeCache();
  /** Id of the package's notification type: it stays the same while the package is installed. */
  notificationTypeId: string | undefined;
  #objects: { readonly value: Promise<OrgObjects>; readonly readAt: number } | undefined;
  #features: { readonly value: Promise<SalesforceFeatures>; readonly readAt: number } | undefined;

  objects(caller: SalesforceCaller): Promise<OrgObjects> {
    const now = caller.clock.now().getTime();
    if (this.#objects !== undefined && now - this.#objects.readAt < KNOWLEDGE_LIVES_MS) return this.#objects.value;
    const value = discoverObjects(caller);
    this.#objects = { value, readAt: now };
    value.catch(() => (this.#objects = undefined));
    return value;
  }

  features(caller: SalesforceCaller): Promise<SalesforceFeatures> {
    const now = caller.clock.now().getTime();
    if (this.#features !== undefined && now - this.#features.readAt < KNOWLEDGE_LIVES_MS) return this.#features.value;
    const value = this.objects(caller).then((objects) => discoverFeatures(caller, objects, this.describes));
    this.#features = { value, readAt: now };
    value.catch(() => (this.#features = undefined));
    return value;
  }
}

/** The client of one org. */
export class OrgClient implements SalesforceOrg {
  readonly orgId: string;
  readonly instanceUrl: string;
  readonly #caller: SalesforceCaller;
  readonly #knowledge: OrgKnowledge;

  constructor(
    parts: SalesforceCallerParts,
    options: CallLimits & { orgId: string; instanceUrl: string; knowledge: OrgKnowledge },
  ) {
    this.orgId = options.orgId;
    this.instanceUrl = options.instanceUrl;
    this.#knowledge = options.knowledge;
    this.#caller = new SalesforceCaller(parts, options.orgId, options);
  }

  get callsSpent(): number {
    return this.#caller.callsSpent;
  }

  features(): Promise<SalesforceFeatures> {
    return this.#knowledge.features(this.#caller);
  }

  async describe(object: string, options: { readonly isFresh?: boolean } = {}): Promise<SalesforceObjectDescribe> {
    const { names } = await this.#knowledge.objects(this.#caller);
    return await this.#knowledge.describes.get(this.#caller, names, object, options);
  }

  async *pages<Row extends SalesforceRow>(
    soql: string,
    options: { readonly includesDeleted?: boolean } = {},
  ): AsyncIterable<Row[]> {
    const { names } = await this.#knowledge.objects(this.#caller);
    yield* queryPages<Row>(this.#caller, names, soql, options);
  }

  async query<Row extends SalesforceRow>(soql: string): Promise<Row[]> {
    const rows: Row[] = [];
    for await (const page of this.pages<Row>(soql)) rows.push(...page);
    return rows;
  }

  async queryMany<Row extends SalesforceRow>(queries: readonly (string | SalesforceQuery)[]): Promise<Row[][]> {
    const { names } = await this.#knowledge.objects(this.#caller);
    return await queryMany<Row>(this.#caller, names, queries);
  }

  async write(writes: readonly SalesforceWrite[], options: SalesforceWriteOptions = {}): Promise<SalesforceWriteResult[]> {
    if (writes.length === 0) return [];
    const { names } = await this.#knowledge.objects(this.#caller);
    return await writeRecords(this.#caller, names, writes, options.signal);
  }

  readFile(versionId: string, maxBytes: number): Promise<Buffer> {
    return readFile(this.#caller, versionId, maxBytes);
  }

  async administrators(): Promise<Administrators> {
    const { administrators } = await this.#notificationSetup();
    return administrators;
  }

  async notify(notification: SalesforceNotification): Promise<void> {
    const { names } = await this.#knowledge.objects(this.#caller);
    const typeId = this.#knowledge.notificationTypeId ?? (await this.#notificationSetup()).typeId;
    try {
      await sendNotification(this.#caller, names, typeId, notification);
    } catch (error) {
      // Installed anew, the package has another one.
      this.#knowledge.notificationTypeId = undefined;
      throw error;
    }
  }

  async #notificationSetup(): Promise<NotificationSetup> {
    const { names } = await this.#knowledge.objects(this.#caller);
    const setup = await readNotificationSetup(this.#caller, names);
    this.#knowledge.notificationTypeId = setup.typeId;
    return setup;
  }
}
