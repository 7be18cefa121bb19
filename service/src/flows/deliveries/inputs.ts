import type { DeliveryInput, DeliveryRow } from './types.ts';

/** A delivery of which nothing is known yet. */
export function inputOf(entryId: string, row: DeliveryRow | undefined): DeliveryInput {
  const none = { lines: [], gone: [], relinked: [] };
  return { entryId: entryId.toLowerCase(), row, header: undefined, isGone: false, isWhole: false, ...none };
}

/** What several streams say of one delivery, together. */
export function merged(inputs: readonly DeliveryInput[]): DeliveryInput[] {
  return [...Map.groupBy(inputs, ({ entryId }) => entryId).values()].map((ofOne) =>
    ofOne.reduce((one, other) => ({
      ...one,
      header: other.header ?? one.header,
      isGone: one.isGone || other.isGone,
      isWhole: one.isWhole || other.isWhole,
      // A line that two streams tell of is one line.
      lines: [...new Map([...one.lines, ...other.lines].map((line) => [line.line.ID, line])).values()],
      gone: [...new Map([...one.gone, ...other.gone].map((row) => [row.Id, row])).values()],
      relinked: [...one.relinked, ...other.relinked],
    })),
  );
}

/** True where a link has to be made. */
export function hasTrackingCode({ header, lines, relinked }: DeliveryInput): boolean {
  return header?.TrackingNumber != null || lines.some(({ line }) => line.TrackingNumber !== null) || relinked.length > 0;
}
