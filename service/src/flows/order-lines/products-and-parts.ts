import type { MatchedProduct } from './match-lines.ts';
import type { SentPart, SentSets } from './sent-sets.ts';

/** What one line of the sales order is of: an order product, or a part of one. */
export interface ProductLine extends MatchedProduct {
  /** Id of the order product. */
  readonly productId: string;
  /** Undefined for an order product that was sent as it is. */
  readonly part: SentPart | undefined;
}

/**
 * The order products of an order as they were sent, in their order: one that was sent as its parts is one entry a part, under an id of its
 * own, since none of its lines is the order product. Pure.
 */
export function productsAndParts(
  products: readonly Omit<MatchedProduct, 'place'>[],
  { sets }: Pick<SentSets, 'sets'>,
): readonly ProductLine[] {
  const lines = products.flatMap((product): Omit<ProductLine, 'place'>[] => {
    const parts = sets.get(product.id)?.parts;
    if (parts === undefined) return [{ ...product, productId: product.id, part: undefined }];
    return parts.map((part, index) => ({
      id: `${product.id}/${index}`,
      lineId: '',
      item: part.item,
      productId: product.id,
      part,
    }));
  });
  return lines.map((line, index) => ({ ...line, place: index + 1 }));
}
