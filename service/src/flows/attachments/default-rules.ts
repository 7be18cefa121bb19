import type { FieldRuleDocument } from '../../mapping/index.ts';

/** What a document is called in Exact, unless the settings say otherwise: as its file is in Salesforce. */
export const ATTACHMENT_RULES: readonly FieldRuleDocument[] = [
  { to: 'Subject', from: 'file.Title', policy: 'create', tooLong: 'truncate' },
];
