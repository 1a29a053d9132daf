import type { Article, Attachment } from '../../model/article.ts';
import type { AttachmentRole } from '../../model/document.ts';
import { normaliseForHash } from '../identity/compare.ts';
import type { AttachedFile } from './attached.ts';

const roles: readonly (readonly [AttachmentRole, RegExp])[] = [
  [
    'form',
    /(?:反馈|意见|建议|征求|回执|征集|修改)[^《》]{0,12}(?:表|回执)(?:$|[.（(\s])|^(?:附件\s?\d{0,2}[:：.、\s]{0,2})?回执|\b(?:feedback|comment|response) (?:form|template)\b/i,
  ],
  ['explanation', /说明|草拟情况|编制情况|起草情况|解读|\b(?:explanat(?:ion|ory)|explanatory note)\b/i],
  ['comparison', /对照表|修改对比|对比表|比照/],
  ['draft', /征求意见稿|意见征求稿|公开征求|草案|送审稿|修订稿|修改稿|征询意见稿|讨论稿|报批稿|\bdraft\b/i],
];

/** What an attachment is beside a call for comment: the draft, its explanation, the form for views, or the old text beside the new one. */
export function attachmentRole({ title, work }: { readonly title: string; readonly work?: boolean }): AttachmentRole | undefined {
  // 《X（征求意见稿）》编制说明 explains X: only the words outside the marks say what the file is.
  const said = title.replace(/《[^《》]{0,150}》/g, '').trim();
  const found = roles.find(([, form]) => form.test(said)) ?? roles.find(([, form]) => form.test(title));
  return found?.[0] ?? (work ? 'draft' : undefined);
}

const longest = 60_000;

const mostWorks = 3;

type PageWithFiles = Pick<Article, 'text' | 'attachments'>;

export const storedWorks = (attachments: readonly Attachment[]): readonly Attachment[] =>
  attachments.filter(({ work, textHash }) => work === true && textHash !== undefined);

const bare = (text: string) => normaliseForHash(text).replace(/\s/g, '');

/** The words of the works attached to a page, at most three; one text in several formats, or inside another one, counts once. */
export function findAttachedWorks(
  { attachments }: Pick<PageWithFiles, 'attachments'>,
  files: readonly AttachedFile[],
): readonly { url: string; text: string }[] {
  const works = new Set(attachments.filter(({ work }) => work).map(({ url }) => url));
  const all = files.flatMap(({ attachment: { url }, text }) =>
    text === undefined || !works.has(url) ? [] : [{ url, text: text.slice(0, longest), words: bare(text.slice(0, longest)) }],
  );
  const inAnother = ({ words }: { words: string }, at: number) =>
    all.some((other, n) => n !== at && other.words.includes(words) && (other.words !== words || n < at));
  return all
    .filter((work, at) => !inAnother(work, at))
    .slice(0, mostWorks)
    .map(({ url, text }) => ({ url, text }));
}

export const wholeText = (page: PageWithFiles, files: readonly AttachedFile[]): string =>
  [page.text, ...findAttachedWorks(page, files).map(({ text }) => text)].join('\n');
