/** An imported custom label, in the language that the server gave the page. */
export function inLanguageOfPage(texts: Readonly<Record<string, string>>): string {
  return texts[document.documentElement.lang.replace('-', '_')] ?? texts['en_US'] ?? '';
}
