import { phrase, TandemError, toTandemError } from '../errors/index.ts';
import type { SalesforceCaller } from './caller.ts';
import { API_PATH, withConnection } from './connection.ts';
import type { Names } from './names.ts';
import type { SalesforceWrite, SalesforceWriteResult } from './types.ts';
import type { PlacedWrite } from './write-batches.ts';

/** A duplicate rule in alert mode must not hold up a sync. */
const HEADERS = { 'sforce-duplicate-rule-header': 'allowSave=true' };

/**
 * Makes records that have a file, one call each: as text within the JSON, which Salesforce takes up to 37.5 MB. Never throws for a
 * record. After an error that stops or holds back the org, no further file is read or sent and the rest carries that error.
 */
export async function writeFiles(
  caller: SalesforceCaller,
  names: Names,
  writes: readonly PlacedWrite[],
  results: Map<number, SalesforceWriteResult>,
): Promise<void> {
  let halt: TandemError | undefined;
  for (const { place, write } of writes) {
    const result = halt === undefined ? await writeFile(caller, names, write) : { ok: false as const, error: halt };
    results.set(place, result);
    if (!result.ok && (result.error.handling === 'stop' || result.error.handling === 'wait')) halt ??= result.error;
  }
}

/** The bytes of a version of a file. One that is larger than that, or gone, fails. */
export async function readFile(caller: SalesforceCaller, versionId: string, maxBytes: number): Promise<Buffer> {
  const { body } = await caller.send({
    method: 'GET',
    path: `${API_PATH}/sobjects/ContentVersion/${encodeURIComponent(versionId)}/VersionData`,
    headers: {},
    body: undefined,
    object: 'ContentVersion',
    isRepeatable: true,
    maxFileBytes: maxBytes,
  });
  return body as Buffer;
}

async function writeFile(caller: SalesforceCaller, names: Names, write: SalesforceWrite): Promise<SalesforceWriteResult> {
  const { action, object, fields, blob } = write;
  try {
    if (action !== 'create' || blob === undefined)
      throw new TandemError('internal_error', {}, { cause: `a file goes along with a new ${object} only` });
    const bytes = Buffer.from(await blob.read());
    const record = names.fieldsToOrg({ ...fields, [blob.field]: bytes.toString('base64') });
    const about = { object, names, isRepeatable: false, isUpload: true };
    const answer = await withConnection(caller, about, (connection) =>
      connection.create(names.toOrg(object), record, { headers: HEADERS }),
    );
    if (answer.success) return { ok: true, id: answer.id, created: true };
    throw new TandemError(
      'salesforce_outcome_unknown',
      { object, text: phrase('answer_without_results') },
      { outcomeUnknown: true },
    );
  } catch (thrown) {
    return { ok: false, error: toTandemError(thrown) };
  }
}
