import { png } from '../../src/flows/pictures/testing/shop.ts';
import { type World } from '../support/world.ts';
import { idIn } from '../audit/books.ts';
import { bringProducts, erp, type Catalogue } from './catalogue.ts';
import type { FaultWorld } from './fault-world.ts';

const ITEMS = 'logistics/Items';
/** Enough for a first picture in every cell of a row. */
const WITHOUT_PICTURE = 110;

/** Pictures of items. With a change one that had none gets its first, and the one that stays gets another. */
export async function openPictures(faults: FaultWorld): Promise<Catalogue> {
  const { world } = faults;
  const codes = Array.from({ length: WITHOUT_PICTURE }, (_, index) => `PLAIN-${index}`);
  const [resident = '', ...others] = await bringProducts(faults, ['PICTURED', ...codes]);
  /** Names of the pictures that each item had, one after the other. */
  const names = new Map<string, string[]>();
  const take = async (itemId: string, name: string, shade: number): Promise<void> => {
    const picture = { PictureName: name, Picture: png(shade % 256, 2 + Math.floor(shade / 256)).toString('base64') };
    await erp(world, 'PATCH', `${ITEMS}/${itemId}`, picture);
    names.set(itemId, [...(names.get(itemId) ?? []), name]);
  };
  await faults.configure({ products: true, orders: false, further: { pictures: {} } });
  let changes = 0;
  return {
    flow: 'pictures',
    change: async () => {
      changes += 1;
      await take(resident, `next-${changes}.png`, changes);
      const newcomer = others[changes - 1];
      if (newcomer === undefined) throw new Error('there are more cells than items without a picture');
      await take(newcomer, `new-${changes}.png`, changes);
    },
    faults: async () => faultsOf(world, names),
  };
}

/** One file a product, with a version for each picture that its item had, of which it names the last. */
async function faultsOf(world: World, names: ReadonlyMap<string, readonly string[]>): Promise<string[]> {
  const [products, versions, links] = [
    await world.salesforce.rows('Product2'),
    await world.salesforce.rows('ContentVersion'),
    await world.salesforce.rows('ContentDocumentLink'),
  ];
  return [...names].flatMap(([itemId, had]) => {
    const product = products.find((row) => idIn(row, 'Exact_Id__c') === itemId);
    const code = String(product?.['ProductCode']);
    const files = links.filter((link) => link['LinkedEntityId'] === product?.['Id']);
    const own = versions.filter((version) => files.some((file) => file['ContentDocumentId'] === version['ContentDocumentId']));
    const latest = own.find((version) => version['IsLatest'] === true)?.['Id'];
    return [
      ...(files.length === 1 ? [] : [`${files.length === 0 ? 'lost' : 'doubled'}: ${code} has ${files.length} files`]),
      ...(own.length === had.length
        ? []
        : [`${own.length < had.length ? 'lost' : 'doubled'}: ${own.length} versions of ${code}, not ${had.length}`]),
      ...(product?.['Exact_Picture_Name__c'] === had.at(-1)
        ? []
        : [`wrong: ${code} names ${String(product?.['Exact_Picture_Name__c'])}`]),
      ...(latest !== undefined && product?.['Exact_Picture_Version__c'] === latest
        ? []
        : [`wrong: ${code} is not of its latest version`]),
      ...(String(product?.['DisplayUrl']).endsWith(`/${String(latest)}`)
        ? []
        : [`wrong: ${code} shows ${String(product?.['DisplayUrl'])}`]),
    ];
  });
}
