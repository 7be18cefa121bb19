import { createHash } from 'node:crypto';
import { badRequest } from '../errors.ts';
import type { Org } from '../org.ts';
import type { FieldValue } from '../schema/index.ts';
import type { Draft, ObjectRules } from './object-rules.ts';

const extensionOf = (path: FieldValue | undefined): string | null => {
  const match = typeof path === 'string' ? /\.([a-zA-Z0-9]{1,40})$/.exec(path) : null;
  return match?.[1]?.toLowerCase() ?? null;
};

/** Files: the first version of a file makes its document and, when asked, hangs it on a record. */
export const contentVersionRules: ObjectRules = {
  beforeInsert(org, draft) {
    const encoded = draft.values['VersionData'];
    if (typeof encoded !== 'string') return;
    const content = Buffer.from(encoded, 'base64');
    if (draft.given.has('ContentDocumentId') && draft.given.has('FirstPublishLocationId')) {
      throw badRequest('FIELD_INTEGRITY_EXCEPTION', 'First Publish Location ID can only be set for a new document', [
        'FirstPublishLocationId',
      ]);
    }
    const extension = extensionOf(draft.values['PathOnClient']);
    Object.assign(draft.values, {
      Checksum: createHash('md5').update(content).digest('hex'),
      ContentSize: content.length,
      ContentSizeLong: content.length,
      FileExtension: extension,
      FileType: (extension ?? 'unknown').toUpperCase(),
      IsLatest: true,
      PublishStatus: 'R',
      VersionNumber: String(versionsOf(org, draft).length + 1),
    } satisfies Record<string, FieldValue>);
    org.store.putBlob(String(draft.values['Id']), content);
    draft.values['VersionData'] = `/services/data/v67.0/sobjects/ContentVersion/${String(draft.values['Id'])}/VersionData`;
  },

  afterInsert(org, writer, version, actor) {
    const facts = {
      Title: version['Title'] ?? null,
      LatestPublishedVersionId: version.Id,
      ContentSize: version['ContentSize'] ?? null,
      FileExtension: version['FileExtension'] ?? null,
      FileType: version['FileType'] ?? null,
      ContentModifiedDate: org.now(),
    };
    const documentId = version['ContentDocumentId'];
    const known = typeof documentId === 'string' ? org.store.get(org.object('ContentDocument'), documentId) : undefined;
    if (known !== undefined) {
      writer.change(known, 'ContentDocument', facts, actor);
      for (const older of org.store.find(org.object('ContentVersion'), 'ContentDocumentId', known.Id)) {
        if (older.Id !== version.Id && older['IsLatest'] === true)
          writer.change(older, 'ContentVersion', { IsLatest: false }, actor);
      }
      return;
    }
    const document = writer.create('ContentDocument', { ...facts, OwnerId: actor.userId, PublishStatus: 'P' }, actor);
    writer.change(version, 'ContentVersion', { ContentDocumentId: document.Id }, actor);
    const link = { ContentDocumentId: document.Id, ShareType: 'V', Visibility: 'AllUsers' };
    writer.create('ContentDocumentLink', { ...link, LinkedEntityId: actor.userId, ShareType: 'I' }, actor);
    const parent = version['FirstPublishLocationId'];
    if (typeof parent === 'string' && parent !== actor.userId)
      writer.create('ContentDocumentLink', { ...link, LinkedEntityId: parent }, actor);
  },
};

const versionsOf = (org: Org, draft: Draft): unknown[] => {
  const documentId = draft.values['ContentDocumentId'];
  return typeof documentId === 'string' ? org.store.find(org.object('ContentVersion'), 'ContentDocumentId', documentId) : [];
};
