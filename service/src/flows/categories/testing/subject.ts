import { DIVISION, startStage } from '../../testing/stage.ts';
import { divisionsOf, type FlowSubject } from '../../testing/subject.ts';

/**
 * Assortments: one that Salesforce knows nothing of, with a property, one whose row a person has renamed, and one whose product is yet to be
 * put in its standard category.
 */
export const SUBJECT: FlowSubject = {
  open: async (company) => {
    const { exact, document } = divisionsOf(company);
    const stage = await startStage({ exact, salesforce: { features: { productCatalogs: true } } });
    await stage.salesforce.control('POST', 'users', { username: 'integration@example.com', profilePermissions: 'all' });
    const [CatalogId] = await stage.createRecords([{ object: 'ProductCatalog', fields: { Name: 'Shop' } }]);
    const [, old = '', full = ''] = await stage.createRows('logistics/ItemAssortment', [
      { Code: 10, Description: 'Lamps' },
      { Code: 20, Description: 'Chairs' },
      { Code: 30, Description: 'Desks' },
    ]);
    await stage.createRows('logistics/ItemAssortmentProperty', [
      { ItemAssortmentCode: 10, Code: 'COLOUR', Description: 'Colour' },
      { ItemAssortmentCode: 20, Code: 'LEGS', Description: 'Legs' },
    ]);
    const exactId = old.toLowerCase();
    await stage.createRecords([
      {
        object: 'ExactCategory__c',
        fields: {
          ...{ Name: 'Seats', Code__c: '20', Is_Active__c: false, Exact_Id__c: exactId },
          Key__c: `${DIVISION}-ItemAssortment-${exactId}`,
          Division__c: String(DIVISION),
        },
      },
    ]);
    const [standard] = await stage.createRecords([{ object: 'ProductCategory', fields: { Name: 'Desks', CatalogId } }]);
    const desks = full.toLowerCase();
    const [category] = await stage.createRecords([
      {
        object: 'ExactCategory__c',
        fields: {
          ...{ Name: 'Desks', Code__c: '30', Is_Active__c: true, Exact_Id__c: desks, Product_Category_Id__c: standard },
          Key__c: `${DIVISION}-ItemAssortment-${desks}`,
          Division__c: String(DIVISION),
        },
      },
    ]);
    await stage.createRecords([
      { object: 'Product2', fields: { Name: 'Desk', ProductCode: 'DESK', IsActive: true, Exact_Category__c: category } },
    ]);
    return {
      stage,
      document: {
        version: 1,
        ...document,
        flows: { categories: { enabled: true, division: DIVISION, from: 'assortments', standard: true } },
      },
      request: { kind: 'changes', cursors: {}, full: true },
    };
  },
  exactPaths: {},
  salesforceObjects: ['ExactCategory__c', 'ProductCategory', 'ProductCategoryProduct', 'ExactLink__c'],
};
