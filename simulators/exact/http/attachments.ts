import type { World } from '../world.ts';
import { html, type Answer, type Request } from './answer.ts';
import { bearerOf, LOGIN_PAGE } from './api.ts';

/** GET /docs/Login.aspx: where whoever comes without a token ends, with a status that looks like success. */
export const loginPage = (): Answer =>
  html(200, '<html><head><title>Exact Online</title></head><body><h1>Login</h1></body></html>');

/**
 * GET /docs/SysAttachment.aspx: the bytes of an attachment with `Download=1`, a page that shows it without. Without a token of a
 * consent that covers the company the answer leads to the login page instead of refusing.
 */
export const readAttachment = (world: World, request: Request): Answer => {
  const access = world.grants.access(bearerOf(request) ?? '');
  const code = Number(request.query.get('_Division_'));
  const isAllowed = access.kind === 'good' && (!access.grant.divisions || access.grant.divisions.has(code));
  if (!isAllowed) return { ...html(302, LOGIN_PAGE), headers: { 'content-type': 'text/html', location: '/docs/Login.aspx' } };
  const id = request.query.get('ID')?.toLowerCase() ?? '';
  const division = world.division(code);
  const attachment = division?.find('DocumentAttachments', id);
  const bytes = division?.files.get(id);
  if (!attachment || !bytes) return html(404, '<html><body>The attachment does not exist.</body></html>');
  const name = String(attachment['FileName']);
  if (request.query.get('Download') !== '1')
    return html(200, `<html><head><title>${encodeURIComponent(name)}</title></head></html>`);
  const type = /\.pdf$/i.test(name) ? 'application/pdf' : 'application/octet-stream';
  const disposition = `attachment; filename="${encodeURIComponent(name)}"`;
  return { status: 200, headers: { 'content-type': type, 'content-disposition': disposition }, body: bytes };
};
