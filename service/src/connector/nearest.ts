const MOST_EDITS = 2;
const MOST_SHOWN = 3;

/** Candidates a person may have meant, the nearest first: a slip of the keys away, or called what was written. At most three. */
export function nearest<Candidate>(
  wanted: string,
  candidates: readonly Candidate[],
  namesOf: (candidate: Candidate) => readonly string[],
): readonly Candidate[] {
  const text = folded(wanted);
  const rated = candidates.flatMap((candidate) => {
    const distance = Math.min(...namesOf(candidate).map((name) => distanceOf(text, folded(name))));
    return distance === Number.POSITIVE_INFINITY ? [] : [{ candidate, distance }];
  });
  return rated
    .sort((a, b) => a.distance - b.distance)
    .slice(0, MOST_SHOWN)
    .map(({ candidate }) => candidate);
}

function distanceOf(wanted: string, name: string): number {
  if (wanted === name) return 0;
  const isFarLonger = Math.abs(wanted.length - name.length) > MOST_EDITS;
  const edits = isFarLonger ? Number.POSITIVE_INFINITY : editDistance(wanted, name);
  // Two edits make any short code of any other.
  if (edits <= Math.min(MOST_EDITS, Math.floor(Math.max(wanted.length, name.length) / 2))) return edits;
  return wanted.length > 2 && name.includes(wanted) ? MOST_EDITS + 1 : Number.POSITIVE_INFINITY;
}

/** Levenshtein: letters put in, taken out or replaced. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [row, letter] of [...a].entries()) {
    const current = [row + 1];
    for (const [column, other] of [...b].entries())
      current.push(
        Math.min(
          (previous[column + 1] ?? 0) + 1,
          (current[column] ?? 0) + 1,
          (previous[column] ?? 0) + (letter === other ? 0 : 1),
        ),
      );
    previous = current;
  }
  return previous.at(-1) ?? 0;
}

/** Codes compare without leading zeros and custom fields without their ending, which hide how near two are. */
function folded(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/__c$/, '')
    .replace(/^0+(?=.)/, '');
}
