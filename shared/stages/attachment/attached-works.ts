import type { Article, Attachment } from '../../model/article.ts';
import { normaliseForHash } from '../identity/compare.ts';
import type { AttachedFile } from './attached.ts';

/** Of a long work its beginning says what it is about. */
const longest = 60_000;
const mostWorks = 3;

/** A page and the files that it names. */
type PageWithFiles = Pick<Article, 'text' | 'attachments'>;

/** Attachments that are the work which the page announces and of which words are held. */
export const storedWorks = (attachments: readonly Attachment[]): readonly Attachment[] =>
  attachments.filter(({ work, textHash }) => work === true && textHash !== undefined);

const bare = (text: string): string => normaliseForHash(text).replace(/\s/g, '');

/** The words of the works attached to a page, at most three; one text in several formats, or inside another one, counts once. */
export function findAttachedWorks(
  { attachments }: Pick<PageWithFiles, 'attachments'>,
  files: readonly AttachedFile[],
): readonly { url: string; text: string }[] {
  const works = new Set(attachments.filter(({ work }) => work).map(({ url }) => url));
  const all = files.flatMap(({ attachment: { url }, text }) =>
    text === undefined || !works.has(url) ? [] : [{ url, text: text.slice(0, longest), words: bare(text.slice(0, longest)) }],
  );
  const inAnother = ({ words }: { words: string }, at: number): boolean =>
    all.some((other, n) => n !== at && other.words.includes(words) && (other.words !== words || n < at));
  return all
    .filter((work, at) => !inAnother(work, at))
    .slice(0, mostWorks)
    .map(({ url, text }) => ({ url, text }));
}

/** The words of a page and of the works attached to it. */
export const wholeText = (page: PageWithFiles, files: readonly AttachedFile[]): string =>
  [page.text, ...findAttachedWorks(page, files).map(({ text }) => text)].join('\n');
