// The transformer of sfdx-lwc-jest, which by itself gives a label its own name as text. Here it gets its text, or fails.
const { readFileSync } = require('node:fs');
const { jestConfig } = require('@salesforce/sfdx-lwc-jest/config');

const [lwcTransformer] = Object.values(jestConfig.transform);
const transformer = require(lwcTransformer);
const LABEL_IMPORT = /^import (\w+) from '@salesforce\/label\/c\.(\w+)';$/gm;
const ownSource = readFileSync(__filename, 'utf8');

const withLabels = (source) =>
  source.replace(LABEL_IMPORT, "import { labelNamed as named_$1 } from 'test/labels'; const $1 = named_$1('$2');");

module.exports = {
  process: (source, ...rest) => transformer.process(withLabels(source), ...rest),
  getCacheKey: (source, ...rest) => transformer.getCacheKey(source + ownSource, ...rest),
};
