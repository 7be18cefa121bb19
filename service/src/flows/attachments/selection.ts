import { phrase, TandemError } from '../../errors/index.ts';
import { isWanted } from '../condition.ts';
import type { AttachmentsConfiguration } from './settings.ts';
import type { OrderFile, OrderRow } from './types.ts';

/** A file that goes, or of which nobody can tell whether it does. */
export interface ChosenFile {
  readonly file: OrderFile;
  readonly problem: TandemError | undefined;
}

/** The files of an order that the rule chooses, each content once. `isExplicit`: a person asks, so the start point does not count. Pure. */
export function chosenFiles(
  order: OrderRow,
  files: readonly OrderFile[],
  { when, sendFrom }: AttachmentsConfiguration,
  isExplicit: boolean,
): readonly ChosenFile[] {
  if (when === undefined) return [];
  const isRecent = (at: string): boolean => isExplicit || (sendFrom !== undefined && Date.parse(at) >= Date.parse(sendFrom));
  const isOrderRecent = isRecent(order.ActivatedDate ?? order.CreatedDate);
  const chosen = files
    .filter(({ addedAt }) => isOrderRecent || isRecent(addedAt))
    .flatMap((file): ChosenFile[] => {
      const record = phrase('record_file', { file: file.name, order: order.OrderNumber });
      const wanted = isWanted({ when, scope: { file: file.fields, order }, record });
      if (wanted instanceof TandemError) return [{ file, problem: wanted }];
      return wanted ? [{ file, problem: undefined }] : [];
    });
  return [...new Map(chosen.map((each) => [each.file.checksum ?? each.file.versionId, each])).values()];
}
