import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CONFIGURATION } from '../configuration.ts';
import type { Operation } from '../operation.ts';
import { DISPLAY_PATH } from './display-url.ts';
import { markOf } from './mark.ts';
import { planPictures } from './plan.ts';
import type { ItemPicture, PictureFacts, PicturedProduct } from './types.ts';

const DIVISION = 7;
const ID = '00000000-0000-4000-8000-00000000000a';
const [MADE, NOTED, PERSONS] = ['068made', '068noted', 'https://shop.example/lamp'] as const;
const ITEM = {
  ...{ ID, Code: 'LAMP', Description: 'A lamp', ItemGroupCode: null, IsWebshopItem: false },
  ...{ PictureName: 'lamp.png', PictureUrl: 'https://exact.example/lamp' },
};
const FACTS: PictureFacts = {
  division: DIVISION,
  language: 'en',
  fileFields: new Map([['Title', { kind: 'text', length: 255 }]]),
  mayWriteAddress: true,
};

const hash = fc.constantFrom('a'.repeat(64), 'b'.repeat(64));
const world = fc.record({
  picture: hash,
  noted: fc.option(hash),
  hasVersion: fc.boolean(),
  address: fc.constantFrom(null, `${DISPLAY_PATH}${NOTED}`, PERSONS),
  problem: fc.constantFrom(null, 'It was too large.'),
  file: fc.constantFrom(undefined, true, false),
  wasMade: fc.boolean(),
  fillsAddress: fc.boolean(),
});
type World = typeof world extends fc.Arbitrary<infer Value> ? Value : never;

function inputOf({ picture, noted, hasVersion, address, problem, file, wasMade }: World): ItemPicture {
  const look = { kind: 'picture', hash: picture, size: 5, type: 'png', address: ITEM.PictureUrl } as const;
  return {
    itemId: ID,
    item: ITEM,
    product: {
      ...{ Id: '01t', Exact_Id__c: ID, ProductCode: 'LAMP', DisplayUrl: address },
      ...{ Exact_Picture_Name__c: null, Exact_Picture_Hash__c: noted, Exact_Picture_Seen__c: null },
      ...{ Exact_Picture_Version__c: hasVersion ? NOTED : null, Exact_Picture_Problem__c: problem },
    },
    look,
    files: {
      file: file === undefined ? undefined : { documentId: '069', title: 'Our lamp', isOurs: file },
      versions: new Map(wasMade ? [[markOf(DIVISION, ID, look), MADE]] : []),
    },
  };
}

function planOf(input: ItemPicture, { fillsAddress }: World): readonly Operation[] {
  const configuration = CONFIGURATION.parse({
    version: 1,
    divisions: [{ code: DIVISION, default: true }],
    flows: { pictures: { enabled: true, displayUrl: fillsAddress } },
  });
  return planPictures({ facts: FACTS, items: [input] }, { configuration, now: new Date(), division: DIVISION });
}

const uploadsIn = (plan: readonly Operation[]): readonly Operation[] => plan.filter(({ blob }) => blob !== undefined);
const valueIn = (plan: readonly Operation[], field: string): unknown =>
  plan.flatMap(({ fields }) => fields).find((change) => change.field === field)?.to;

/** The product once a plan was carried out, its upload made as `MADE`. */
function after(input: ItemPicture, plan: readonly Operation[]): ItemPicture {
  const changes = plan.filter(({ object }) => object === 'Product2').flatMap(({ fields }) => fields);
  const written = changes.map(({ field, to }) => {
    const isMade = typeof to === 'object' && to !== null;
    return [field, isMade ? `${field === 'DisplayUrl' ? DISPLAY_PATH : ''}${MADE}` : to];
  });
  return { ...input, product: { ...input.product, ...Object.fromEntries(written) } as PicturedProduct };
}

describe('the plan of a picture', () => {
  it('uploads it unless the product has it or it stands already, once, in one place', () => {
    fc.assert(
      fc.property(world, (state) => {
        const plan = planOf(inputOf(state), state);
        const isThere = (state.picture === state.noted && state.hasVersion) || state.wasMade;

        expect(uploadsIn(plan)).toHaveLength(isThere ? 0 : 1);
        if (isThere) return;
        expect(valueIn(plan, 'ContentDocumentId')).toBe(state.file === true ? '069' : undefined);
        expect(valueIn(plan, 'FirstPublishLocationId')).toBe(state.file === true ? undefined : '01t');
        expect(valueIn(plan, 'Title')).toBe(state.file === true ? 'Our lamp' : 'A lamp');
      }),
    );
  });

  it('never writes over an address that a person entered, and fills it only where that is wanted', () => {
    fc.assert(
      fc.property(world, (state) => {
        const address = valueIn(planOf(inputOf(state), state), 'DisplayUrl');
        if (state.address === PERSONS || !state.fillsAddress) expect(address).toBeUndefined();
      }),
    );
  });

  it('carried out leaves nothing to write', () => {
    fc.assert(
      fc.property(world, (state) => {
        const input = inputOf(state);
        const again = planOf(after(input, planOf(input, state)), state);

        expect(again.map(({ action, fields }) => [action, fields])).toEqual([['unchanged', []]]);
      }),
    );
  });
});
