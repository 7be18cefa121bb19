export { readSets } from './facts.ts';
export { setsFindings } from './finding.ts';
export { setsNote } from './note.ts';
export { linesAsSent } from './part-lines.ts';
export { setOf } from './set-of-line.ts';
