/**
 * What goes wrong with the picture of one item: the file is gone, a page or nothing comes in its place, the address leads elsewhere or is
 * answered with a way to elsewhere. That any of these happens is reported; with which words is assumed.
 */
export type PictureTrouble =
  { readonly kind: 'gone' | 'page' | 'pixel' | 'empty' } | { readonly kind: 'address' | 'redirect'; readonly to: string };
