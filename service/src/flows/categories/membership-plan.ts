import { salesforceRef } from '../../links/index.ts';
import { plainText } from '../../mapping/index.ts';
import type { Operation } from '../operation.ts';
import { changesTo } from '../record-changes.ts';
import { MEMBERSHIP_FIELD, MEMBERSHIP_OBJECT, SEEN_TO_FIELD } from './standard-objects.ts';
import type { MemberInput } from './types.ts';

/**
 * What puts a product in the standard category it belongs in, and takes it out of the one it was put in before. Only what Tandem made is
 * taken back: what a person made stays, and stands for the one of Tandem where it is in the same category. What a person deleted is not made
 * again while the product stays in its category. Pure.
 */
export function planMember({ product, home, memberships }: MemberInput): Operation[] {
  const key = `salesforce/${MEMBERSHIP_OBJECT}/${product.Id}`;
  const base = { recordId: product.Id, label: plainText(product.ProductCode) || product.Name, system: 'salesforce' } as const;
  const seenTo = plainText(product[SEEN_TO_FIELD]);
  const onProduct = { ...base, key: `salesforce/Product2/${product.Id}`, object: 'Product2', targetId: product.Id, isMain: true };
  if (seenTo === (home ?? '')) return [{ ...onProduct, action: 'unchanged', fields: [] }];
  const own = memberships.find(({ Id }) => Id === product[MEMBERSHIP_FIELD]);
  const former: Operation[] =
    own === undefined || own.ProductCategoryId === home
      ? []
      : [
          {
            ...{ ...base, key: `${key}/former`, object: MEMBERSHIP_OBJECT, targetId: own.Id, isMain: true },
            action: 'update',
            isTakenBack: true,
            fields: [{ field: 'ProductCategoryId', from: own.ProductCategoryId, to: null, policy: 'always' }],
          },
        ];
  const after = former.length > 0 ? { after: `${key}/former` } : {};
  const standing = memberships.find(({ ProductCategoryId }) => ProductCategoryId === home);
  if (home === undefined || standing !== undefined) {
    const isOwn = standing !== undefined && standing.Id === own?.Id;
    const seen = { [SEEN_TO_FIELD]: standing?.ProductCategoryId ?? null };
    const fields = changesTo(product, { ...seen, ...(isOwn ? {} : { [MEMBERSHIP_FIELD]: null }) });
    return [...former, { ...onProduct, ...after, action: 'update', fields }];
  }
  return [
    ...former,
    {
      ...{ ...base, ...after, key, object: MEMBERSHIP_OBJECT, isMain: true },
      action: 'create',
      notedOn: product.Id,
      notedBesides: { [SEEN_TO_FIELD]: home },
      fields: [
        { field: 'ProductCategoryId', from: null, to: home, policy: 'always' },
        { field: 'ProductId', from: null, to: product.Id, policy: 'always' },
      ],
    },
  ];
}

/** True for the id of a product. */
export function isMember(recordId: string): boolean {
  return salesforceRef(recordId).object === 'Product2';
}
