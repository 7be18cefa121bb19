import { phrase, type Phrase } from '../errors/index.ts';

/** Texts by which Exact's answers are told apart. They follow the language of the API user, so each kind lists several. */

export type RefusalKind = 'alreadyExists' | 'required' | 'reference' | 'callback' | 'malformed' | 'scope' | 'division' | 'rights';

const PATTERNS: readonly (readonly [RefusalKind, RegExp])[] = [
  ['scope', /application scope|toepassingsbereik|anwendungsbereich|champ d'application|ámbito de la aplicación/i],
  ['division', /division scope|user division|administratie (?:is )?niet toegankelijk/i],
  ['callback', /callback url/i],
  ['malformed', /error processing request stream|top-level resource object|error in query syntax/i],
  [
    'alreadyExists',
    /bestaat (?:reeds|al)|already exists|existe déjà|existiert bereits|bereits vorhanden|ya existe|uniek|must be: unique|unique|eindeutig|único/i,
  ],
  ['required', /^\s*(?:verplicht|mandatory|required|pflichtfeld|erforderlich|obligatoire|obligatorio)\b/im],
  [
    'reference',
    /ongeldige? (?:verwijzing|waarde|referentie)|invalid (?:reference|value)|ungültige[rs]? (?:verweis|referenz|wert)|référence (?:non valide|incorrecte)|referencia (?:no válida|incorrecta)|bestaat niet|does not exist|existiert nicht|n'existe pas|no existe/i,
  ],
  ['rights', /(?:geen|onvoldoende) rechten|no rights|forbidden|access denied|keine berechtigung|droits|permiso/i],
];

/** The kind of a refusal, by its text; undefined when nothing is known about it. */
export function refusalKind(text: string): RefusalKind | undefined {
  return PATTERNS.find(([, pattern]) => pattern.test(text))?.[0];
}

/** The field a text names after its colon, such as `Name` in `Mandatory: Name`. */
export function namedField(text: string): string | undefined {
  const match =
    /^\s*(?:verplicht|mandatory|required|pflichtfeld|erforderlich|obligatoire|obligatorio)\s*:\s*([^\r\n:]{1,80})/im.exec(text);
  return match?.[1]?.trim();
}

/** The property that Exact does not know: "Error processing request stream. The property name 'X' ...". */
export function unknownProperty(text: string): string | undefined {
  return /property name '([^']{1,80})'/i.exec(text)?.[1];
}

/** Meanings of the `Reason` header that some 401 and 403 answers carry. */
export const REASONS: Readonly<Record<string, Phrase>> = {
  BlockedUser: phrase('exact_blocked_user'),
  InactiveUser: phrase('exact_inactive_user'),
  BlockedCustomer: phrase('exact_blocked_customer'),
  LicenseExpired: phrase('exact_licence_expired'),
  DivisionBlocked: phrase('exact_blocked_division'),
  NoDivisionAccess: phrase('exact_no_division_access'),
};
