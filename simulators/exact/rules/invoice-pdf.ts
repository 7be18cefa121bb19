const HEADER = '%PDF-1.4\n';

/** Text inside of a PDF string; what the standard fonts do not have becomes a question mark. */
const pdfText = (text: string): string =>
  [...text]
    .map((character) => (/[\x20-\x7e\xa0-\xff]/.test(character) ? character : '?'))
    .join('')
    .replaceAll(/[\\()]/g, '\\$&');

/** A PDF of one page with these lines of text. */
export const pdfOf = (lines: readonly string[]): Buffer => {
  const content = `BT /F1 11 Tf 56 786 Td 15 TL ${lines.map((line) => `(${pdfText(line)}) Tj T*`).join(' ')} ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ].map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`);
  let length = HEADER.length;
  const offsets = objects.map((object) => {
    const offset = length;
    length += object.length;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`;
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF\n`;
  return Buffer.from([HEADER, ...objects, table, trailer].join(''), 'latin1');
};
