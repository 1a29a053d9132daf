import { dateKinds } from '../../shared/model/article.ts';
import type { Shown } from '../../shared/model/document.ts';

const labels = {
  signed: 'signed',
  published: 'published',
  effective: 'takes effect',
  commentBy: 'comments by',
  expires: 'expires',
} as const;

/** Control characters of a page never reach a terminal. */
const safe = (text: string): string => text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '');

function dateLines({ dates }: Shown): string[] {
  return dateKinds.flatMap((kind) => {
    const date = dates[kind];
    return date ? [`  ${labels[kind].padEnd(13)} ${date.value}   (${date.from}: ${date.quote.slice(0, 60)})`] : [];
  });
}

/** A document for a person at a terminal: what it is, who issued it, when, and why we say so. */
export function documentText(document: Shown, options: { readonly text?: boolean } = {}): string {
  const issuers = document.issuers.map(({ name, english }) => (english ? `${name} (${english})` : name));
  const links = document.links.map(({ relation, to, state }) =>
    `  ${relation} ${to.number ?? ''} ${to.title ?? ''} [${state}]`.replace(/ {2,}/g, ' '),
  );
  const lines = [
    document.english.title,
    document.title,
    '',
    ...(document.english.gist ? [`  gist, by a model: ${document.english.gist}`, ''] : []),
    `  id            ${document.id}`,
    `  number        ${document.number ?? 'not given on the page'}`,
    `  issuer        ${issuers.join(', ') || 'not stated'}`,
    `  type, status  ${document.type}, ${document.status}`,
    ...dateLines(document),
    `  themes        ${document.themes.map(({ theme, evidence }) => `${theme} (${evidence[0]?.term ?? ''})`).join(', ') || (document.relevant ? 'none' : 'irrelevant')}`,
    `  page          ${document.canonicalUrl}`,
    `  copies        ${document.copies.length}`,
    ...(document.withdrawnAt ? [`  withdrawn     ${document.withdrawnAt}`] : []),
    ...(links.length > 0 ? ['', 'Links', ...links] : []),
    ...(document.citedBy.length > 0 ? ['', 'Cited by', ...document.citedBy.map(({ relation, title }) => `  ${relation}: ${title}`)] : []),
    ...(document.warnings.length > 0 ? ['', 'Doubts', ...document.warnings.map(({ field, reason }) => `  ${field}: ${reason}`)] : []),
    ...(options.text ? ['', document.text] : []),
  ];
  return `${safe(lines.join('\n'))}\n`;
}
