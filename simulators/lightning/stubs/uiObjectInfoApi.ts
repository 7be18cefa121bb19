import { createAdapter, readJson } from './wire.ts';

interface Config {
  readonly fieldApiName: { readonly objectApiName: string; readonly fieldApiName: string };
}

export const getPicklistValues = createAdapter(({ fieldApiName: field }: Config) =>
  readJson(`/page/picklists/${field.objectApiName}/${field.fieldApiName}`),
);
