import { DIVISION, startStage, type Stage, type Walked } from '../../testing/stage.ts';
import { CATEGORIES } from '../index.ts';

export const GROUPS = 'logistics/ItemGroups';
export const ALL = { kind: 'changes', cursors: {}, full: false } as const;
const COMPANY = [{ code: DIVISION, default: true }];

/** Settings with which products are put in standard categories. */
export function membersSettings(categories: object = {}, divisions: readonly object[] = COMPANY) {
  return { version: 1, divisions, flows: { categories: { enabled: true, standard: true, ...categories } } };
}

type Row = Readonly<Record<string, unknown>>;

/** Both systems with item groups in Exact Online, and products in an org that has catalogs. */
export class MemberStage {
  readonly stage: Stage;

  constructor(stage: Stage) {
    this.stage = stage;
  }

  /** With one catalog, and an integration user who may do all. */
  static async open(namespace = ''): Promise<MemberStage> {
    const stage = await startStage({ salesforce: { namespace, features: { productCatalogs: true } } });
    await stage.salesforce.control('POST', 'users', { username: 'integration@example.com', profilePermissions: 'all' });
    await stage.createRecords([{ object: 'ProductCatalog', fields: { Name: 'Shop' } }]);
    return new MemberStage(stage);
  }

  walk(categories: object = {}, mode: 'apply' | 'plan' = 'apply'): Promise<Walked> {
    return this.stage.walk(CATEGORIES, membersSettings(categories), ALL, mode);
  }

  /** Item groups, whose rows and standard categories are there after a walk; their ids in Exact. */
  async enterGroups(...codes: readonly string[]): Promise<string[]> {
    const ids = await this.stage.createRows(
      GROUPS,
      codes.map((Code) => ({ Code, Description: Code })),
    );
    await this.walk();
    return ids;
  }

  /** Products of the category with this code, or of none. */
  async enterProducts(codes: readonly string[], category: string | undefined, more: object = {}): Promise<string[]> {
    const Exact_Category__c = category === undefined ? null : (await this.rowOf(category))['Id'];
    const fields = { IsActive: true, Exact_Category__c, ...more };
    return this.stage.createRecords(
      codes.map((code) => ({ object: 'Product2', fields: { Name: code, ProductCode: code, ...fields } })),
    );
  }

  /** The row of a category, by its code. */
  async rowOf(code: string): Promise<Row> {
    const row = (await this.stage.salesforce.rows('ExactCategory__c')).find(({ Code__c }) => Code__c === code);
    if (row === undefined) throw new Error(`no category ${code}`);
    return row;
  }

  async productOf(id: unknown): Promise<Row | undefined> {
    return (await this.stage.salesforce.rows('Product2')).find(({ Id }) => Id === id);
  }

  memberships(): Promise<readonly Row[]> {
    return this.stage.salesforce.rows('ProductCategoryProduct');
  }

  /** Names of the standard categories in which a product is. */
  async namesOf(productId: unknown): Promise<unknown[]> {
    const names = new Map((await this.stage.salesforce.rows('ProductCategory')).map(({ Id, Name }) => [Id, Name]));
    const own = (await this.memberships()).filter(({ ProductId }) => ProductId === productId);
    return own.map(({ ProductCategoryId }) => names.get(ProductCategoryId)).toSorted();
  }

  /** A person, or the products flow, gives a product another category, or none. */
  async moveTo(productId: unknown, code: string | undefined): Promise<void> {
    const fields = { Exact_Category__c: code === undefined ? null : (await this.rowOf(code))['Id'] };
    await this.stage.salesforce.control('PATCH', `rows/Product2/${String(productId)}`, fields);
  }

  async putByPerson(ProductId: unknown, ProductCategoryId: unknown): Promise<string> {
    const fields = { ProductId, ProductCategoryId };
    return (await this.stage.createRecords([{ object: 'ProductCategoryProduct', fields }]))[0] ?? '';
  }

  async deletedByPerson(object: string, id: unknown): Promise<void> {
    await this.stage.salesforce.control('DELETE', `rows/${object}/${String(id)}`);
  }

  async faults(rules: readonly object[]): Promise<void> {
    await this.stage.salesforce.control('POST', 'faults', { rules });
  }
}
