import { afterEach, describe, expect, it } from '@jest/globals';
import { DIVISION, startStage } from '../testing/stage.ts';
import { CATEGORIES } from './index.ts';
import { ALL, membersSettings, MemberStage } from './testing/member-stage.ts';

const OTHER_DIVISION = DIVISION + 1;
const GRAPHS = { method: 'POST', path: '/composite/graph' };

let org: MemberStage;
afterEach(() => org.stage.close());

describe('products in standard categories when something fails', () => {
  it('are put there once although the answer was lost, and come after what was cut off between the two', async () => {
    org = await MemberStage.open();
    await org.enterGroups('LAMP', 'DESK');
    const [lamp] = await org.enterProducts(['L1'], 'LAMP');
    await org.faults([{ ...GRAPHS, kind: 'resetAfter', times: 1 }]);
    expect((await org.walk()).outcomes.filter(({ recordId }) => recordId === lamp)).toMatchObject([
      { status: 'failed', error: { code: 'salesforce_outcome_unknown' } },
    ]);
    await org.walk();
    expect(await org.namesOf(lamp)).toEqual(['LAMP']);

    await org.moveTo(lamp, 'DESK');
    await org.faults([{ ...GRAPHS, kind: 'resetBefore', times: 1 }]);
    await org.walk();
    expect(await org.memberships()).toEqual([]);
    await org.walk();
    expect(await org.namesOf(lamp)).toEqual(['DESK']);
  });

  it('are left to a later look where the row is locked, and the others come', async () => {
    org = await MemberStage.open();
    await org.enterGroups('LAMP');
    const ids = await org.enterProducts(['L1', 'L2'], 'LAMP');
    await org.faults([{ ...GRAPHS, kind: 'rowLock', times: 1 }]);

    const { outcomes } = await org.walk();

    const ofProducts = outcomes.filter(({ recordId }) => ids.includes(recordId));
    expect(ofProducts.map(({ status, error }) => [status, error?.code]).toSorted()).toEqual([
      ['failed', 'salesforce_row_locked'],
      ['updated', undefined],
    ]);
    expect(await org.memberships()).toHaveLength(1);
    await org.stage.exact.spent();
    const again = await org.stage.walk(CATEGORIES, membersSettings(), { kind: 'records', ids, explicit: false });
    expect(again.recordIds.toSorted()).toEqual(ids.toSorted());
    expect(await org.memberships()).toHaveLength(2);
    expect((await org.stage.exact.spent()).counted).toBe(0);
  });

  it('say what Salesforce refused and what to do, and the others come', async () => {
    org = await MemberStage.open();
    await org.enterGroups('LAMP');
    const [refused, other] = await org.enterProducts(['L1', 'L2'], 'LAMP');
    const home = (await org.rowOf('LAMP'))['Product_Category_Id__c'];
    let isPut = false;
    /** A person puts the product there between reading and writing. */
    const overtaken: typeof CATEGORIES = {
      ...CATEGORIES,
      apply: async (context, operations) => {
        if (!isPut && operations.some(({ recordId }) => recordId === refused))
          isPut = (await org.putByPerson(refused, home)) !== '';
        return CATEGORIES.apply(context, operations);
      },
    };

    const { outcomes } = await org.stage.walk(overtaken, membersSettings(), ALL);

    expect(outcomes.filter(({ recordId }) => recordId === refused)).toMatchObject([
      { status: 'failed', label: 'L1', error: { code: 'category_membership_refused', params: { code: 'L1' } } },
    ]);
    expect(await org.namesOf(other)).toEqual(['LAMP']);
    const next = await org.walk();
    expect(next.outcomes.filter(({ recordId }) => recordId === refused)).toMatchObject([{ status: 'updated', error: undefined }]);
    expect(await org.memberships()).toHaveLength(2);
  });

  it('take back what a person deleted in the same moment without a word', async () => {
    org = await MemberStage.open();
    await org.enterGroups('LAMP', 'DESK');
    const [lamp] = await org.enterProducts(['L1'], 'LAMP');
    await org.walk();
    await org.moveTo(lamp, 'DESK');
    const overtaken: typeof CATEGORIES = {
      ...CATEGORIES,
      apply: async (context, operations) => {
        const former = operations.find(({ isTakenBack }) => isTakenBack === true);
        if (former !== undefined) await org.deletedByPerson('ProductCategoryProduct', former.targetId);
        return CATEGORIES.apply(context, operations);
      },
    };

    const { outcomes } = await org.stage.walk(overtaken, membersSettings(), ALL);

    expect(outcomes.filter(({ error }) => error !== undefined)).toEqual([]);
    expect(await org.namesOf(lamp)).toEqual(['DESK']);
  });
});

describe('products in standard categories of several companies', () => {
  const divisions = [{ code: OTHER_DIVISION, default: true }, { code: DIVISION }];
  const several = membersSettings({ division: OTHER_DIVISION, furtherDivisions: [DIVISION] }, divisions);

  it('are of the company whose category they have: what another one made stands until that one looks', async () => {
    org = await MemberStage.open();
    await org.enterGroups('LAMP', 'DESK');
    const [CatalogId] = (await org.stage.salesforce.rows('ProductCatalog')).map(({ Id }) => Id);
    const [foreign] = await org.stage.createRecords([{ object: 'ProductCategory', fields: { Name: 'Foreign', CatalogId } }]);
    const row = { Name: 'Foreign', Code__c: 'FOREIGN', Is_Active__c: true, Exact_Id__c: 'a', Product_Category_Id__c: foreign };
    await org.stage.createRecords([
      {
        object: 'ExactCategory__c',
        fields: { ...row, Key__c: `${OTHER_DIVISION}-ItemGroups-a`, Division__c: String(OTHER_DIVISION) },
      },
    ]);
    const [own, moved, theirs, lost] = [
      ...(await org.enterProducts(['OWN'], 'LAMP')),
      ...(await org.enterProducts(['MOVED'], 'LAMP')),
      ...(await org.enterProducts(['THEIRS'], 'FOREIGN')),
      ...(await org.enterProducts(['LOST'], undefined, { Exact_Product_Category_Id__c: foreign })),
    ];

    await org.stage.walk(CATEGORIES, several, ALL);

    expect([await org.namesOf(own), await org.namesOf(theirs)]).toEqual([['LAMP'], []]);
    expect(await org.productOf(lost)).toMatchObject({ Exact_Product_Category_Id__c: foreign });
    await org.moveTo(moved, 'FOREIGN');
    await org.moveTo(own, undefined);
    await org.stage.walk(CATEGORIES, several, ALL);
    expect([await org.namesOf(moved), await org.namesOf(own)]).toEqual([['LAMP'], []]);
  });
});

describe('what an org lacks for products in standard categories', () => {
  it('is told by the check of the set-up right by right, and the categories come all the same', async () => {
    org = new MemberStage(await startStage({ salesforce: { features: { productCatalogs: true } } }));
    await org.stage.createRecords([{ object: 'ProductCatalog', fields: { Name: 'Shop' } }]);
    const [ParentId = ''] = await org.stage.createRecords([{ object: 'PermissionSet', fields: { Name: 'Own', Label: 'Own' } }]);
    const rights = (SobjectType: string, ...names: readonly string[]) => ({
      object: 'ObjectPermissions',
      fields: { ParentId, SobjectType, ...Object.fromEntries(names.map((name) => [`Permissions${name}`, true])) },
    });
    const [, , ofMembers] = await org.stage.createRecords([
      rights('ProductCatalog', 'Read'),
      rights('ProductCategory', 'Read', 'Create', 'Edit'),
      rights('ProductCategoryProduct', 'Read', 'Create', 'Edit'),
    ]);
    const [user] = (await org.stage.salesforce.rows('User')).filter((row) => row['Username'] === 'integration@example.com');
    await org.stage.createRecords([
      { object: 'PermissionSetAssignment', fields: { AssigneeId: user?.['Id'], PermissionSetId: ParentId } },
    ]);
    const finding = async () => {
      const { salesforce, configuration } = await org.stage.context(membersSettings());
      const found = (await CATEGORIES.findings?.(salesforce, configuration)) ?? [];
      return found.find(({ id }) => id === 'salesforce-fed-productcategoryproduct');
    };
    expect(await finding()).toMatchObject({ state: 'problem', action: { text: 'check_fed_action' } });
    await org.enterGroups('LAMP');
    const [lamp] = await org.enterProducts(['L1'], 'LAMP');
    expect((await org.walk()).outcomes.filter(({ error }) => error !== undefined)).toEqual([]);
    expect((await org.stage.salesforce.rows('ProductCategory')).map(({ Name }) => Name)).toContain('LAMP');
    expect(await org.memberships()).toEqual([]);

    await org.stage.salesforce.control('PATCH', `rows/ObjectPermissions/${ofMembers ?? ''}`, { PermissionsDelete: true });

    expect(await finding()).toMatchObject({ state: 'ok' });
    await org.walk();
    expect(await org.namesOf(lamp)).toEqual(['LAMP']);
  });
});
