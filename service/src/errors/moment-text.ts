import { LOCALES, type Language } from './language.ts';

/** `28 Nov 2026 13:33 (Europe/Amsterdam)`, or the same in another language: a moment as people of a time zone read it. */
export function momentText(at: Date, timeZone: string, hasSeconds: boolean, language: Language): string {
  const parts = new Intl.DateTimeFormat(LOCALES[language], {
    timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((found) => found.type === type)?.value ?? '';
  const seconds = hasSeconds ? `:${part('second')}` : '';
  return `${part('day')} ${part('month')} ${part('year')} ${part('hour')}:${part('minute')}${seconds} (${timeZone})`;
}
