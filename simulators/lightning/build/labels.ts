import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { XMLParser } from 'fast-xml-parser';

/** The language in which the package's labels are written; the others are translations of it. */
export const SOURCE_LANGUAGE = 'en_US';

/** The texts of one label by language code of Salesforce, such as `nl_NL`. */
export type LabelTexts = Readonly<Record<string, string>>;

const parser = new XMLParser({ isArray: (name) => name === 'labels' || name === 'customLabels', parseTagValue: false });

/** Every custom label of the package by its name, in every language that it has. Fails where one stands twice. */
export function readLabels(packageDirectory: string): ReadonlyMap<string, LabelTexts> {
  const labels = new Map<string, LabelTexts>();
  const add = (name: string, language: string, text: string): void => {
    if (labels.get(name)?.[language] !== undefined) {
      throw new Error(`the custom label ${name} stands twice in ${language}`);
    }
    labels.set(name, { ...labels.get(name), [language]: text });
  };
  const source = readFileSync(path.join(packageDirectory, 'labels/CustomLabels.labels-meta.xml'), 'utf8');
  const { CustomLabels } = parser.parse(source) as { CustomLabels: { labels: { fullName: string; value: string }[] } };
  CustomLabels.labels.forEach(({ fullName, value }) => {
    add(fullName, SOURCE_LANGUAGE, value);
  });
  for (const file of globSync('translations/*.translation-meta.xml', { cwd: packageDirectory })) {
    const [language = ''] = path.basename(file).split('.');
    const { Translations } = parser.parse(readFileSync(path.join(packageDirectory, file), 'utf8')) as {
      Translations: { customLabels?: { name: string; label: string }[] };
    };
    Translations.customLabels?.forEach(({ name, label }) => {
      add(name, language, label);
    });
  }
  return labels;
}
