import type { Article, ReadJob } from '../model/article.ts';
import { SourceError } from '../model/errors.ts';
import type { ArticleOverrides } from '../model/source.ts';
import { readArticle } from './article/article.ts';
import { decode } from './text/decode/decode.ts';
import { containerOf } from './text/decode/magic.ts';
import { isJsonObject, valueAtPath } from './text/json-path.ts';
import { clearText } from './text/printable.ts';
import { fillFrom } from './text/template.ts';

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

type MadePage = { readonly html: string; readonly overrides: ArticleOverrides };

/**
 * An article that its address answers with as JSON, as the page that the site's script makes of it: title and body are the fields that the
 * declaration names (dotted), and so are its files. Undefined when it names none, or the answer has none of them.
 */
function pageOfJson(url: string, text: string, overrides: ArticleOverrides | undefined): MadePage | undefined {
  if (overrides?.body === undefined || overrides.title === undefined || !/^[\s\ufeff]{0,100}\{/.test(text)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const [title, body] = isJsonObject(value) ? [valueAtPath(value, overrides.title), valueAtPath(value, overrides.body)] : [];
  if (typeof title !== 'string' || typeof body !== 'string' || body.trim() === '') return undefined;
  const files = (overrides.files ?? []).flatMap((template) => fillFrom(template, url) ?? []);
  const links = files.map((file) => `<p><a href="${escaped(file)}">${escaped(title)}</a></p>`).join('');
  const html = `<html><head><title>${escaped(title)}</title></head><body><h1 id="title">${escaped(title)}</h1><div id="body">${body}</div>${links}</body></html>`;
  return { html, overrides: { ...overrides, title: '#title', body: '#body' } };
}

export const isFile = ({ as, bytes }: ReadJob): boolean => as === 'attachment' || (as === 'article' && containerOf(bytes) !== undefined);

export function readKeptArticle({ url, sourceId, article, entry, today }: ReadJob, decoded: ReturnType<typeof decode>): Article {
  const made = pageOfJson(url, decoded.text, article);
  const page = made ? { ...decoded, ...clearText(made.html) } : decoded;
  return readArticle({ url, decoded: page, sourceId, overrides: made?.overrides ?? article, entry, today });
}

/**
 * Reads a kept page once more as an article. Throws SourceError for files and listings: `readMarkup` and `readPage` read them too, with
 * larger libraries.
 */
export async function readKept(job: ReadJob): Promise<Article> {
  if (job.as !== 'article' || isFile(job))
    throw new SourceError('unrecognised', job.url, 'a file or listing, which this function does not read');
  return readKeptArticle(job, decode(job.bytes, job.contentType, job.charset));
}
