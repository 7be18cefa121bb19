/** What a seller is told. */
export const SELLING_PHRASES = {
  price_agreement: 'Agreed with this customer',
  price_special_offer: 'Special offer of price list {list}',
  price_list: 'Price list {list}',
  price_volume_break: 'Volume price',
  price_standard: 'Standard price',
} as const;
