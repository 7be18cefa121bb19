import { createHash } from 'node:crypto';
import { valueText, type Language, type ParamValue } from '../errors/index.ts';

/** A link of a page, shown as a button. */
export interface PageLink {
  readonly text: ParamValue;
  readonly href: string;
}

/** A button that sends what it carries to this service: unlike a link, nobody follows it but a person who presses it. */
export interface PageForm {
  readonly text: ParamValue;
  readonly action: string;
  readonly values: Readonly<Record<string, string>>;
  /** What the person types in, and goes along under this name. */
  readonly field?: { readonly name: string; readonly label: ParamValue } | undefined;
}

/** One of several ways to go on. */
export interface PageChoice {
  readonly title: ParamValue;
  readonly paragraphs: readonly ParamValue[];
  readonly forms: readonly PageForm[];
}

export interface Page {
  readonly title: ParamValue;
  readonly paragraphs: readonly ParamValue[];
  /** Shown large, to be copied. */
  readonly code?: string | undefined;
  readonly links?: readonly PageLink[] | undefined;
  readonly forms?: readonly PageForm[] | undefined;
  /** The first is the one that is recommended. */
  readonly choices?: readonly PageChoice[] | undefined;
  /** Where the browser goes by itself; `links` has the same for browsers that do not. */
  readonly goesTo?: string | undefined;
}

const STYLE = `
body{font:16px/1.5 system-ui,sans-serif;color:#181818;background:#f3f3f3;margin:0}
main{max-width:34rem;margin:4rem auto;padding:2rem;background:#fff;border-radius:.5rem;box-shadow:0 1px 4px #0003}
h1{font-size:1.4rem;margin-top:0}
code{display:block;font-size:1.5rem;letter-spacing:.05em;padding:1rem;background:#f3f3f3;border-radius:.25rem;text-align:center;user-select:all}
a,button{display:inline-block;margin:.5rem .5rem 0 0;padding:.5rem 1rem;background:#0b5cab;color:#fff;border-radius:.25rem;text-decoration:none;border:0;font:inherit;cursor:pointer}
form{display:inline}
section{border-top:1px solid #c9c9c9;margin-top:1.5rem;padding-top:1rem}
section p{margin:.5rem 0}
section+section button{background:#fff;color:#0b5cab;box-shadow:inset 0 0 0 1px #0b5cab}
h2{font-size:1.1rem;margin:0}
label{display:block;margin-top:.5rem}
input:not([type=hidden]){display:block;box-sizing:border-box;width:100%;padding:.5rem;border:1px solid #747474;border-radius:.25rem;font:inherit}
a:focus-visible,button:focus-visible,input:focus-visible{outline:3px solid #014486;outline-offset:2px}
`;

/** Only this style, no script, no frame, forms to this service only: the page can do nothing but show, link and ask. */
export const PAGE_SECURITY_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** A small page of the connect flow in the language of its reader; every text is escaped. */
export function renderPage(page: Page, language: Language): string {
  const told: Tell = (words) => escapeHtml(valueText(words, language));
  const title = told(page.title);
  const paragraphs = page.paragraphs.map((text) => `<p>${told(text)}</p>`).join('');
  const code = page.code === undefined ? '' : `<code>${escapeHtml(page.code)}</code>`;
  const links = (page.links ?? []).map(({ text, href }) => `<a href="${escapeHtml(href)}">${told(text)}</a>`).join('');
  const forms = (page.forms ?? []).map((form) => renderForm(form, told)).join('');
  const choices = (page.choices ?? []).map((choice) => renderChoice(choice, told)).join('');
  const refresh = page.goesTo === undefined ? '' : `<meta http-equiv="refresh" content="0;url=${escapeHtml(page.goesTo)}">`;
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
${refresh}<title>${title} · Tandem</title><style>${STYLE}</style></head>
<body><main><h1>${title}</h1>${paragraphs}${code}${links === '' ? '' : `<p>${links}</p>`}${forms}${choices}</main></body></html>`;
}

/** Words in the language of the reader, escaped. */
type Tell = (words: ParamValue) => string;

function renderChoice({ title, paragraphs, forms }: PageChoice, told: Tell): string {
  const texts = paragraphs.map((text) => `<p>${told(text)}</p>`).join('');
  return `<section><h2>${told(title)}</h2>${texts}${forms.map((form) => renderForm(form, told)).join('')}</section>`;
}

function renderForm({ text, action, values, field }: PageForm, told: Tell): string {
  const hidden = Object.entries(values)
    .map(([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`)
    .join('');
  const asked =
    field === undefined
      ? ''
      : `<label>${told(field.label)}<input name="${escapeHtml(field.name)}" required maxlength="200" autocomplete="off" spellcheck="false"></label>`;
  return `<form method="post" action="${escapeHtml(action)}">${hidden}${asked}<button>${told(text)}</button></form>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
