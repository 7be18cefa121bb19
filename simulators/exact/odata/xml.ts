/** An element of an XML document: attributes, then text or children. */
export interface Element {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly content?: string | readonly Element[];
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string => text.replaceAll(/[&<>"]/g, (character) => ESCAPES[character] ?? character);

const element = ({ name, attributes = {}, content = '' }: Element): string => {
  const head = [name, ...Object.entries(attributes).map(([key, value]) => `${key}="${escape(value)}"`)].join(' ');
  const inner = typeof content === 'string' ? escape(content) : content.map(element).join('');
  return inner === '' ? `<${head}/>` : `<${head}>${inner}</${name}>`;
};

/** A whole document. */
export const xmlDocument = (root: Element): string => `<?xml version="1.0" encoding="utf-8"?>${element(root)}`;
