import type { Difference, FieldChange, ShownDocument } from '../../model/document.ts';
import { momentWords } from '../words/days.ts';
import { type Html, type HtmlPart, html } from '../words/escape.ts';
import { fieldName } from '../words/field-name.ts';
import { type View, zh } from '../words/page-view.ts';
import { renderHeading } from '../words/text-name.ts';
import { capital } from '../words/words.ts';

/** What two passages have in common at their beginning and end, so that the eye finds the words that differ. */
function edges(before: string, after: string): { readonly head: number; readonly tail: number } {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  // Never through the middle of a character.
  if (/[\udc00-\udfff]/.test(before.charAt(head))) head -= 1;
  if (/[\udc00-\udfff]/.test(before.charAt(before.length - tail))) tail -= 1;
  return { head: Math.max(head, 0), tail: Math.max(tail, 0) };
}

/** A day or a number is read whole. */
const shortest = 12;

/** The words of a passage with what another one has otherwise marked. */
export function passage(words: string, other: string | undefined, mark: (part: string) => Html): HtmlPart {
  if (other === undefined || words.length < shortest) return mark(words);
  const { head, tail } = edges(words, other);
  const middle = words.slice(head, words.length - tail);
  return html`${words.slice(0, head)}${middle !== '' && mark(middle)}${words.slice(words.length - tail)}`;
}

const fieldWords = (field: string, { language }: View): HtmlPart => {
  const name = fieldName(field, language);
  return /^\p{Script=Han}/u.test(name) ? zh(name) : capital(name);
};

function change({ field, before, after }: FieldChange, view: View): Html {
  const { say } = view;
  const none = (words: string): HtmlPart => html`<span class="soft">${words}</span>`;
  const was = before === undefined ? none(say('absent')) : passage(before, after, (part) => html`<del>${part}</del>`);
  const is = after === undefined ? none(say('removed')) : passage(after, before, (part) => html`<ins>${part}</ins>`);
  return html`<tr><th scope="row">${fieldWords(field, view)}</th><td data-l="${say('Before')}" lang="zh-Hans">${was}</td>
<td data-l="${say('After')}" lang="zh-Hans">${is}</td></tr>`;
}

const whatWords = ({ what, by }: Difference['revisions'][0], { say }: View): string => {
  const words = {
    new: say('first collected'),
    changed: say('changed by the publisher'),
    withdrawn: say('withdrawn by the publisher'),
    returned: say('restored'),
    reread: say('reprocessed by Hongtou'),
  };
  return by === 'reader' ? words.reread : words[what];
};

/** The body of `/documents/{id}/diff`: two revisions beside each other, by article. `whole`: the rights allow its words. */
export function diffPage(document: ShownDocument, found: Difference, whole: boolean, view: View): Html {
  const { say, to } = view;
  const page = `/documents/${encodeURIComponent(document.id)}`;
  const changes = whole ? found.changes : found.changes.filter(({ field }) => !field.startsWith('text') && field !== 'attachments');
  const hidden = found.changes.length - changes.length;
  const ends = found.revisions.map(
    (end, i) =>
      html`<div><dt>${i === 0 ? say('Before') : say('After')}</dt>
<dd>${say(`revision ${end.n}`, `第${end.n}版`)}, ${momentWords(end.at, view.language)}, ${whatWords(end, view)}</dd></div>`,
  );
  const others = document.revisions
    .slice(1)
    .map(({ n }) => html`<a href="${to(`${page}/diff`, { from: String(n - 1), to: String(n) })}">${n - 1} → ${n}</a> `);
  const rows = changes.map((each) => change(each, view));
  const table = html`<table class="stack"><thead><tr><th scope="col">${say('Where')}</th><th scope="col">${say('Before')}</th>
<th scope="col">${say('After')}</th></tr></thead><tbody>${rows}</tbody></table>`;
  return html`<div class="head"><p class="kick">${say('Changes between revisions')}</p>${renderHeading(document, view)}</div>
<section class="sec" aria-labelledby="ends"><h2 id="ends">${say('Revisions')}</h2><dl class="facts">${ends}</dl>${
    others.length > 1 && html`<p class="small">${others}</p>`
  }</section>
<section class="sec" aria-labelledby="changes"><h2 id="changes">${say('Changes')} <span class="n">${found.changes.length}</span></h2>
${
  hidden > 0 &&
  html`<p class="note">${say(
    `${hidden} changes of the text are not shown: this source does not permit display of the full text.`,
    `该来源未授权展示全文，另有${hidden}处正文改动未列出。`,
  )}</p>`
}
${
  rows.length > 0
    ? table
    : hidden === 0 &&
      html`<p
class="soft">${document.revisions.length < 2 ? say('Only one revision: no changes since it was first collected.') : say('No differences between these revisions.')}</p>`
}</section>`;
}
