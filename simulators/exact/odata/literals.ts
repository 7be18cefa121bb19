import { badRequest } from '../failure.ts';
import type { Value } from '../schema/index.ts';
import type { Token } from './tokens.ts';

export type LiteralType = 'text' | 'guid' | 'datetime' | 'number' | 'boolean' | 'null';

export interface Literal {
  readonly kind: 'literal';
  readonly type: LiteralType;
  readonly value: Value;
}

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const DATE_TIME = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::(\d{2}(?:\.\d+)?))?)?Z?$/;

/** The guid in lower case, or undefined when the text is none. */
export const readGuid = (text: string): string | undefined => {
  const guid = text.toLowerCase();
  return GUID.test(guid) ? guid : undefined;
};

/** Epoch milliseconds of `yyyy-mm-dd[Thh:mm[:ss]]`, or undefined. */
export const readDateTime = (text: string): number | undefined => {
  const match = DATE_TIME.exec(text);
  const time = match ? Date.parse(`${match[1]}T${match[2] ?? '00:00'}:${match[3] ?? '00'}Z`) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
};

/** The literal a token stands for; undefined when it is a name or a symbol. */
export const literalOf = (token: Token): Literal | undefined => {
  const literal = (type: LiteralType, value: Value): Literal => ({ kind: 'literal', type, value });
  switch (token.kind) {
    case 'text':
      return literal('text', token.text);
    case 'number':
      return literal('number', Number(token.text));
    case 'guid': {
      const guid = readGuid(token.text);
      if (guid === undefined) throw badRequest(`Unrecognized 'Edm.Guid' literal 'guid'${token.text}''.`);
      return literal('guid', guid);
    }
    case 'datetime': {
      const time = readDateTime(token.text);
      if (time === undefined) throw badRequest(`Unrecognized 'Edm.DateTime' literal 'datetime'${token.text}''.`);
      return literal('datetime', time);
    }
    case 'name':
      if (token.text === 'true' || token.text === 'false') return literal('boolean', token.text === 'true');
      return token.text === 'null' ? literal('null', null) : undefined;
    case 'symbol':
      return undefined;
  }
};
