import type { StoredRow } from '../../../simulators/data/index.ts';
import { idIn, linkedIn, textIn, type Books } from './books.ts';
import { Differences } from './differences.ts';

/** What the demo company calls its cups: the model is what stands before the last dash, how many are in a pack what stands after it. */
const CUP = /^(BEK-.+)-([^-]+)$/iu;
const ATTRIBUTE = 'stuks';

/** Cups against their families: which products are below which, in what they differ, and what each family is called. */
export function auditVariants(books: Books): readonly string[] {
  const { exact, org, division, isDefault } = books;
  if (!isDefault) return [];
  const differences = new Differences(`variants of ${division}`);
  const productOf = linkedIn(books, 'Items');
  const parents = new Map(org.products.map((row) => [textIn(row, 'Exact_Family_Key__c').toLowerCase(), row]));
  const values = new Map(org.attributes.map((row) => [textIn(row, 'Key__c').toLowerCase(), row]));
  const placed = new Set<unknown>();
  for (const item of exact.items) {
    const product = productOf(idIn(item));
    if (product === undefined) continue;
    placed.add(product['Id']);
    const code = textIn(item, 'Code');
    const [, family = '', size = ''] = CUP.exec(code) ?? [];
    const parent = family === '' ? undefined : parents.get(`${division}-families-${family}`.toLowerCase());
    differences.fact(`there is no family ${family}`, family === '' || parent !== undefined);
    differences.text(`what ${code} is a variant of`, product['Exact_Variant_Of__c'], parent?.['Id']);
    differences.text(
      `family of ${code}`,
      textIn(product, 'Exact_Family__c').toLowerCase(),
      family === '' ? null : family.toLowerCase(),
    );
    differences.text(`attributes of ${code}`, product['Exact_Attributes__c'], family === '' ? null : `${ATTRIBUTE}: ${size}`);
    const row = values.get(`${division}-ItemAttributes-${idIn(item)}-${ATTRIBUTE}`.toLowerCase());
    differences.text(`${ATTRIBUTE} of ${code}`, row?.['Value__c'], size);
    if (row !== undefined) differences.text(`product of ${ATTRIBUTE} of ${code}`, row['Product__c'], product['Id']);
  }
  for (const product of org.products)
    if (!placed.has(product['Id']) && textIn(product, 'Exact_Family_Key__c') === '')
      differences.text(`what ${textIn(product, 'ProductCode')}, gone, is a variant of`, product['Exact_Variant_Of__c'], null);
  const membersOf = Map.groupBy(org.products, (product) => product['Exact_Variant_Of__c']);
  for (const parent of org.products) {
    if (!textIn(parent, 'Exact_Family_Key__c').startsWith(`${division}-`)) continue;
    const members = membersOf.get(parent['Id']) ?? [];
    const what = `the family ${textIn(parent, 'Exact_Family__c')}`;
    const isActive = members.some((member) => member['IsActive'] === true);
    differences.text(`activity of ${what}`, parent['IsActive'], isActive);
    if (members.length === 0) continue;
    differences.text(`name of ${what}`, parent['Name'], inCommon(members) || textIn(parent, 'Exact_Family__c'));
    differences.text(`attributes of ${what}`, parent['Exact_Attributes__c'], ATTRIBUTE);
  }
  return differences.found;
}

/** Whole words in which all names begin, without what separates words after the last of them. */
function inCommon(products: readonly StoredRow[]): string {
  const names = products.map((product) => textIn(product, 'Name').split(/\s+/u));
  const [first = []] = names;
  const common: string[] = [];
  for (const [index, word] of first.entries()) {
    if (names.some((name) => name[index] !== word)) break;
    common.push(word);
  }
  return common.join(' ').replace(/[\s,;:.(/–-]+$/u, '');
}
