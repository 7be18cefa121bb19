/** Words that English sentences are full of and Dutch ones never hold. */
const ENGLISH_WORDS = new Set(
  (
    'a an and are at be because been before by cannot choose could does down each every first for found from get give goes has have here ' +
    'how if into it its itself left like lost made make many may must named need needs never no nobody none not nothing only ' +
    'or other others out own press read refused see sent shall should so some such that the their them then there these they this ' +
    'those through to too until up used were what when where which while who whole why will with without would written yes you your'
  ).split(' '),
);

/** What a Dutch reader meets in English all the same: names of Salesforce and of the package. */
const NAMES =
  /Send to Exact Online|Tandem for Quotes|Edit Activated Orders|View Setup and Configuration|View Roles and Role Hierarchy/g;

/**
 * English words of a text that is meant to be Dutch. Names stay what they are: what stands in quotes, has a capital letter, or is
 * joined to something by a hyphen, a dot or a slash.
 */
function englishWordsIn(text: string): string[] {
  const own = text.replaceAll(/"[^"]*"/g, '').replaceAll(NAMES, '');
  return [...own.matchAll(/(?<![\p{L}\w\-./_@])[a-z]+(?![\p{L}\w\-/_@]|\.\w)/gu)]
    .map(([word]) => word)
    .filter((word) => ENGLISH_WORDS.has(word));
}

/** What of a text somebody reads in English although he asked for Dutch; undefined where nothing is. `english` is its twin. */
export function leftInEnglish(english: string, dutch: string): string | undefined {
  // What another system said stands in brackets, in its own words.
  const words = englishWordsIn(dutch.replaceAll(/\([^)]*\)/g, (said) => (english.includes(said) ? '' : said)));
  if (words.length > 0) return `${dutch} (${words.join(', ')})`;
  return english === dutch && isSentence(english) ? dutch : undefined;
}

/** A text of several words that begins as a sentence does. Names of records hold no small word. */
function isSentence(text: string): boolean {
  return /^\p{Lu}\p{Ll}+ \p{Ll}{2,}/u.test(text.replaceAll(NAMES, ''));
}
