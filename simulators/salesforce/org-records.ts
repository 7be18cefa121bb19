import { RecordIdSequence } from './records/record-id.ts';
import { RecordStore, type Change, type StoredRecord } from './records/record-store.ts';
import { toSalesforceDatetime } from './records/field-value.ts';
import { countryCodes, stateCodes } from './rules/countries.ts';
import {
  CLOSING_STAGES,
  createOrgSchema,
  OPPORTUNITY_STAGES,
  type ObjectDefinition,
  type OrgFeatures,
  type OrgSchema,
} from './schema/index.ts';

/** A value of the Status field of orders: its name and the category it counts as. */
export interface OrderStatusValue {
  readonly name: string;
  readonly statusCode: 'Draft' | 'Activated' | 'Canceled' | 'Expired' | 'Superseded';
  readonly isDefault: boolean;
}

export interface OrgSettings {
  readonly packageDirectory: string;
  readonly extensionDirectories: readonly string[];
  readonly ownDirectories: readonly string[];
  readonly namespace: string;
  readonly isManagedInstall: boolean;
  readonly features: OrgFeatures;
  readonly organizationName: string;
  /** Three characters in every id of the org. */
  readonly instance: string;
  readonly isSandbox: boolean;
  readonly timeZone: string;
  readonly language: string;
  /** Corporate currency. */
  readonly currency: string;
  /** Active currencies besides the corporate one; only with multi-currency. */
  readonly otherCurrencies: readonly string[];
  readonly orderStatuses: readonly OrderStatusValue[];
  readonly runAsUsername: string;
}

/** Who does something: decides the audit fields and the rights on activated orders. */
export interface Actor {
  readonly userId: string;
  readonly canActivateOrders: boolean;
  readonly canEditActivatedOrders: boolean;
}

/** What an org keeps: its schema, its records, its two first users. Who may do what is told by `Org`. */
export class OrgRecords {
  readonly settings: OrgSettings;
  readonly schema: OrgSchema;
  readonly store: RecordStore;
  readonly ids: RecordIdSequence;
  readonly orgId: string;
  readonly standardPricebookId: string;
  readonly administrator: Actor;
  /** The integration user; its rights can be taken away. */
  runAs: Actor;
  private readonly autoNumbers = new Map<string, number>();

  /** @param onCommit hears what was written, after each transaction */
  constructor(settings: OrgSettings, onCommit: (changes: readonly Change[]) => void) {
    this.settings = settings;
    this.ids = new RecordIdSequence(settings.instance);
    this.schema = createOrgSchema(settings, settings.features, (object, field) => this.picklist(object, field));
    this.store = new RecordStore(this.schema, onCommit);
    this.orgId = this.ids.next('00D');
    const administratorId = this.ids.next('005');
    this.administrator = { userId: administratorId, canActivateOrders: true, canEditActivatedOrders: true };
    this.runAs = { userId: this.ids.next('005'), canActivateOrders: true, canEditActivatedOrders: true };
    this.standardPricebookId = this.ids.next('01s');
  }

  /** @throws Error when the org has no such object: for objects that always exist */
  object(name: string): ObjectDefinition {
    const object = this.schema.object(name);
    if (object === undefined) throw new Error(`This org has no object ${name}`);
    return object;
  }

  /** The name that a name of the package has in this org. */
  nameOf(name: string): string {
    return this.settings.namespace !== '' && name.endsWith('__c') ? `${this.settings.namespace}__${name}` : name;
  }

  now(): string {
    return toSalesforceDatetime(Date.now());
  }

  /** The next value of an auto-number field: `EL-{00000000}` -> `EL-00000001`. Orders start at 00000100. */
  nextAutoNumber(object: string, field: string, format: string): string {
    const key = `${object}.${field}`;
    const number = (this.autoNumbers.get(key) ?? (key === 'Order.OrderNumber' ? 99 : 0)) + 1;
    this.autoNumbers.set(key, number);
    return format.replace(/\{(0+)\}/, (_match, zeros: string) => String(number).padStart(zeros.length, '0'));
  }

  /** Category of an order status value. */
  statusCode(status: string): OrderStatusValue['statusCode'] {
    return this.settings.orderStatuses.find((value) => value.name === status)?.statusCode ?? 'Draft';
  }

  currencies(): readonly string[] {
    return [this.settings.currency, ...this.settings.otherCurrencies.filter((code) => code !== this.settings.currency)];
  }

  /** Record type of person accounts; null in an org without them. */
  personRecordTypeId(): string | null {
    const types = this.settings.features.personAccounts ? [...this.store.all(this.object('RecordType'))] : [];
    return types.find((type) => type['IsPersonType'] === true)?.Id ?? null;
  }

  private picklist(object: string, field: string): readonly string[] | undefined {
    if (object === 'Order' && field === 'Status') return this.settings.orderStatuses.map((status) => status.name);
    if (field === 'CurrencyIsoCode') return this.currencies();
    if (object === 'Organization') return undefined;
    if (field.endsWith('CountryCode')) return countryCodes();
    if (field.endsWith('StateCode')) return stateCodes();
    return undefined;
  }

  /** What every org has before anything is installed; only inside a transaction. */
  protected installSetupRecords(): void {
    const { settings } = this;
    const user = {
      IsActive: true,
      TimeZoneSidKey: settings.timeZone,
      LocaleSidKey: 'nl_NL',
      LanguageLocaleKey: 'en_US',
      UserType: 'Standard',
    };
    this.install('User', this.administrator.userId, {
      ...user,
      Username: 'admin@example.com',
      LastName: 'Administrator',
      Name: 'Administrator',
      Email: 'admin@example.com',
      Alias: 'admin',
    });
    this.install('User', this.runAs.userId, {
      ...user,
      Username: settings.runAsUsername,
      LastName: 'Integration',
      Name: 'Integration',
      Email: 'integration@example.com',
      Alias: 'integr',
    });
    this.install('Organization', this.orgId, {
      Name: settings.organizationName,
      IsSandbox: settings.isSandbox,
      OrganizationType: 'Enterprise Edition',
      InstanceName: 'SIM1',
      LanguageLocaleKey: settings.language,
      DefaultLocaleSidKey: 'nl_NL',
      TimeZoneSidKey: settings.timeZone,
    });
    this.install('Pricebook2', this.standardPricebookId, {
      Name: 'Standard Price Book',
      IsStandard: true,
      IsActive: true,
      IsArchived: false,
    });
    if (settings.features.personAccounts) {
      const type = { SobjectType: 'Account', IsActive: true };
      this.install('RecordType', this.ids.next('012'), {
        ...type,
        Name: 'Business Account',
        DeveloperName: 'Business_Account',
        IsPersonType: false,
      });
      this.install('RecordType', this.ids.next('012'), {
        ...type,
        Name: 'Person Account',
        DeveloperName: 'PersonAccount',
        IsPersonType: true,
      });
    }
    OPPORTUNITY_STAGES.forEach((stage, index) => {
      this.install('OpportunityStage', this.ids.next('01J'), {
        ApiName: stage,
        MasterLabel: stage,
        IsActive: true,
        IsClosed: stage in CLOSING_STAGES,
        IsWon: CLOSING_STAGES[stage] === true,
        SortOrder: index + 1,
      });
    });
    if (settings.features.orders) {
      settings.orderStatuses.forEach((status, index) => {
        this.install('OrderStatus', this.ids.next('0Gd'), {
          ApiName: status.name,
          MasterLabel: status.name,
          StatusCode: status.statusCode,
          IsDefault: status.isDefault,
          SortOrder: index + 1,
        });
      });
    }
    if (settings.features.multiCurrency) {
      for (const code of this.currencies()) {
        this.install('CurrencyType', this.ids.next('01L'), {
          IsoCode: code,
          ConversionRate: 1,
          DecimalPlaces: code === 'JPY' ? 0 : 2,
          IsActive: true,
          IsCorporate: code === settings.currency,
        });
      }
    }
  }

  /** Stores a set-up record as it is, past the rules for writing; only inside a transaction. */
  install(objectName: string, id: string, values: Readonly<Record<string, StoredRecord[string]>>): void {
    const object = this.object(objectName);
    const at = this.now();
    const row: Record<string, StoredRecord[string]> = {};
    for (const field of object.fields) row[field.name] = field.type === 'boolean' ? false : null;
    for (const name of ['CreatedDate', 'LastModifiedDate', 'SystemModstamp']) if (name in row) row[name] = at;
    for (const name of ['CreatedById', 'LastModifiedById']) if (name in row) row[name] = this.administrator.userId;
    if ('CurrencyIsoCode' in row) row['CurrencyIsoCode'] = this.settings.currency;
    this.store.put(object, { ...row, ...values, Id: id, IsDeleted: false });
  }
}
