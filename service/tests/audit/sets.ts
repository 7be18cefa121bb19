import { Decimal } from 'decimal.js';
import { idIn, linkedIn, textIn, type Books } from './books.ts';
import { decimalOf, Differences } from './differences.ts';

const KEPT_DECIMALS = 4;

/** Bills of material against rows: each part with its product, its quantity and its unit; and which products are sets. */
export function auditSets(books: Books): readonly string[] {
  const { exact, org, division, isDefault } = books;
  if (!isDefault) return [];
  const differences = new Differences(`sets of ${division}`);
  const productOf = linkedIn(books, 'Items');
  const itemOf = new Map(exact.items.map((item) => [idIn(item), item]));
  const standing = new Map(org.setParts.map((row) => [textIn(row, 'Key__c').toLowerCase(), row]));
  const sets = new Set<unknown>();
  const known = new Set<string>();
  for (const material of exact.materials) {
    const set = productOf(idIn(material, 'AssembledItem'));
    if (set === undefined) continue;
    sets.add(set['Id']);
    const key = `${division}-AssemblyBillOfMaterialMaterials-${idIn(material)}`.toLowerCase();
    known.add(key);
    const row = standing.get(key);
    const [part, item] = [productOf(idIn(material, 'PartItem')), itemOf.get(idIn(material, 'PartItem'))];
    const what = `${textIn(item, 'Code')} in ${textIn(set, 'ProductCode')}`;
    differences.text(`set of ${what}`, row?.['Set__c'], set['Id']);
    differences.text(`product of ${what}`, row?.['Part__c'], part?.['Id']);
    differences.text(`code of ${what}`, row?.['Part_Code__c'], item?.['Code']);
    differences.text(`name of ${what}`, row?.['Part_Name__c'], item?.['Description']);
    differences.text(`unit of ${what}`, row?.['Unit__c'], part === undefined ? null : item?.['Unit']);
    const quantity = (decimalOf(material['Quantity']) ?? new Decimal(1)).toDecimalPlaces(KEPT_DECIMALS, Decimal.ROUND_HALF_UP);
    differences.amount(`quantity of ${what}`, row?.['Quantity__c'], quantity.toString());
    differences.amount(`place of ${what}`, row?.['Order__c'], material['LineNumber']);
  }
  for (const [key, row] of standing)
    if (!known.has(key)) differences.amount(`quantity of ${key}, gone from Exact`, row['Quantity__c'], undefined);
  for (const product of org.products)
    differences.text(`whether ${textIn(product, 'ProductCode')} is a set`, product['Exact_Set__c'], sets.has(product['Id']));
  return differences.found;
}
