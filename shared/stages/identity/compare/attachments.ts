import type { Attachment } from '../../../model/article.ts';
import type { FieldChange } from '../../../model/document.ts';
import { orEmpty } from '../../../model/values.ts';
import { normaliseSpelling } from './spelling.ts';

const picture = /^(?:jpe?g|png|gif|bmp|webp|svg|html|mp4)$/;

/** Name of the file in its address, without what a server adds for one visit; scripts are told apart by their query. */
function fileName({ url }: Attachment): string {
  if (!URL.canParse(url)) return url;
  const { pathname, searchParams } = new URL(url);
  const name = orEmpty(pathname.split('/').at(-1));
  if (!/\.(?:jsp|do|action|aspx?|php|html?)$/i.test(name) && name.includes('.')) return name.toLowerCase();
  const kept = [...searchParams].filter(([key]) => !/^(?:t|_|v|token|sid|csrf|nonce|timestamp|sign|expires?)$/i.test(key));
  return `${name}?${kept
    .map((pair) => pair.join('='))
    .toSorted()
    .join('&')}`.toLowerCase();
}

const titleOf = ({ title, url }: Attachment): string =>
  normaliseSpelling(
    (title || url).replace(
      /^\s{0,3}(?:附件|附录)\s{0,3}\d{0,2}\s{0,3}[:：.．、]?\s{0,3}|\.(?:pdf|docx?|wps|ofd|xlsx?|zip|rar)\s{0,3}$/gi,
      '',
    ),
  );
const naming = (all: readonly Attachment[]): string => all.map(({ title, url }) => title || url).join('、');

/** Whether two files of one name are one, as far as anybody has looked into both. */
function sameFile(a: Attachment, b: Attachment): boolean {
  if (a.textHash !== undefined && b.textHash !== undefined) return a.textHash === b.textHash;
  const [x, y] = [a.evidence?.split('/')[2], b.evidence?.split('/')[2]];
  if (x !== undefined && y !== undefined && x === y) return true;
  return fileName(a) === fileName(b);
}

const replaced = (a: Attachment, b: Attachment): FieldChange => {
  const [before, after] = [a.title || a.url, b.title || b.url];
  return before === after
    ? { field: 'attachments', before: `${before} (${fileName(a)})`, after: `${after} (${fileName(b)})` }
    : { field: 'attachments', before, after };
};

/** What became of the files: one put in the place of another, taken away, or added. Pictures, the order and the wording of links do not count. */
export function attachmentChanges(before: readonly Attachment[] = [], after: readonly Attachment[] = []): FieldChange[] {
  const left = before.filter(({ format }) => !picture.test(format));
  const right = after.filter(({ format }) => !picture.test(format));
  const changes: FieldChange[] = [];
  for (const test of [
    sameFile,
    (a: Attachment, b: Attachment) => titleOf(a) === titleOf(b),
    (a: Attachment, b: Attachment) => fileName(a) === fileName(b),
  ]) {
    for (const old of [...left]) {
      const at = right.findIndex((each) => test(old, each));
      const fresh = right[at];
      if (!fresh) continue;
      left.splice(left.indexOf(old), 1);
      right.splice(at, 1);
      if (!sameFile(old, fresh)) changes.push(replaced(old, fresh));
    }
  }
  if (left.length > 0 || right.length > 0) {
    changes.push({
      field: 'attachments',
      ...(left.length > 0 ? { before: naming(left) } : {}),
      ...(right.length > 0 ? { after: naming(right) } : {}),
    });
  }
  return changes;
}
