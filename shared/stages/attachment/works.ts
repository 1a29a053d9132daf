import type { Article, Attachment } from '../../model/article.ts';
import type { Attached } from './attached.ts';

/** Of a long work its beginning says what it is about. */
const longest = 60_000;
const most = 3;

/** A page and the files that it names. */
type Paged = Pick<Article, 'text' | 'attachments'>;

/** Attachments that are the work which the page announces and of which words are held. */
export const heldWorks = (attachments: readonly Attachment[]): readonly Attachment[] =>
  attachments.filter(({ work, textHash }) => work === true && textHash !== undefined);

/** The words of the works attached to a page, at most three; one text in several formats counts once. */
export function worksIn({ attachments }: Pick<Paged, 'attachments'>, files: readonly Attached[]): readonly { url: string; text: string }[] {
  const works = new Set(attachments.filter(({ work }) => work).map(({ url }) => url));
  const seen = new Set<string>();
  const found = files.flatMap(({ attachment: { url }, text }) => {
    if (text === undefined || !works.has(url) || seen.has(text)) return [];
    seen.add(text);
    return [{ url, text: text.slice(0, longest) }];
  });
  return found.slice(0, most);
}

/** The words of a page and of the works attached to it. */
export const wholeText = (page: Paged, files: readonly Attached[]): string =>
  [page.text, ...worksIn(page, files).map(({ text }) => text)].join('\n');
