import type { FieldChange, Link, ShownDocument } from '../../model/document.ts';
import type { Source } from '../../model/source.ts';
import { primaryCopyOf } from '../../stages/identity/copies.ts';
import { dayWords, momentWords } from '../words/days.ts';
import { type Html, type HtmlPart, html, joinParts, plainLine } from '../words/escape.ts';
import { fieldName } from '../words/field-name.ts';
import { type View, zh } from '../words/page-view.ts';
import { renderTextName, renderTextNameOrMissing } from '../words/text-name.ts';
import { capital, inverseNames, relationNames, typeNames } from '../words/words.ts';

/** What the record says of a document: doubts, links both ways, revisions, copies, evidence. */

const excerpt = (text: string): string => plainLine(text, 160);

/** Doubts of the reader, each with its field. */
export function warningsBlock(document: ShownDocument, { say, language }: View): HtmlPart {
  if (document.warnings.length === 0) return undefined;
  const items = document.warnings.map(
    ({ field, reason, quote }) =>
      html`<li>${capital(fieldName(field, language))}: ${reason}${quote !== undefined && html` ${zh(`“${excerpt(quote)}”`)}`}</li>`,
  );
  return html`<section class="sec" aria-labelledby="doubts"><h2 id="doubts">${say('What we are not sure of', '存疑之处')}</h2><ul class="note">${items}</ul></section>`;
}

function outward({ relation, to, state, quote }: Link, view: View): Html {
  const several =
    state === 'ambiguous' && html` <span class="soft small">${view.say('several documents bear this name', '同名文件不止一件')}</span>`;
  const name = several ? renderTextName(to, view) : renderTextNameOrMissing(to, view);
  return html`<li><p>${view.word(relationNames, relation)} ${name}${several}</p><p class="small soft" lang="zh-Hans">“${excerpt(quote)}”</p></li>`;
}

const readings: ReadonlySet<string> = new Set(['interprets', 'reports']);

function inward({ relation, issuers, ...text }: ShownDocument['citedBy'][number], view: View): Html {
  const names = issuers.map(({ name, english }) => (view.language === 'en' && english !== undefined ? english : zh(name)));
  return html`<li><p>${view.word(inverseNames, relation)} ${renderTextName(text, view)} <span class="small soft">${joinParts(names, view.say(', ', '、'))}</span></p></li>`;
}

/** Citations in both directions, then readings and coverage. */
export function linksBlock(document: ShownDocument, view: View): Html {
  const { say } = view;
  const citing = document.citedBy.filter(({ relation }) => !readings.has(relation));
  const read = document.citedBy.filter(({ relation }) => readings.has(relation));
  const list = (items: readonly Html[], none: string): Html =>
    items.length > 0 ? html`<ul class="list">${items}</ul>` : html`<p class="soft">${none}</p>`;
  return html`<section class="sec" aria-labelledby="links"><h2 id="links">${say('What it names', '引用的文件')} <span class="n">${document.links.length}</span></h2>
${list(
  document.links.map((link) => outward(link, view)),
  say('It names no other text that we could read.', '未发现其引用其他文件。'),
)}</section>
<section class="sec" aria-labelledby="cited"><h2 id="cited">${say('What names it', '引用它的文件')} <span class="n">${citing.length}</span></h2>
${list(
  citing.map((each) => inward(each, view)),
  say('No document in the store names it.', '库中没有文件引用它。'),
)}</section>
<section class="sec" aria-labelledby="readings"><h2 id="readings">${say('Readings and coverage', '解读与报道')} <span class="n">${read.length}</span></h2>
${list(
  read.map((each) => inward(each, view)),
  say('None seen.', '未见。'),
)}</section>`;
}

function changeLine({ field, before, after }: FieldChange, { say, language }: View): Html {
  const was = before === undefined ? html`<span class="soft">${say('not given', '无')}</span>` : html`<del>${excerpt(before)}</del>`;
  const now = after === undefined ? html`<span class="soft">${say('not given', '无')}</span>` : html`<ins>${excerpt(after)}</ins>`;
  return html`${fieldName(field, language)}: ${was} → ${now}`;
}

function changeWords({ what, changes }: ShownDocument['revisions'][number], view: View): HtmlPart {
  const { say } = view;
  const names = {
    new: say('first seen', '首次收录'),
    changed: '',
    withdrawn: say('withdrawn', '撤下'),
    returned: say('back at its address', '恢复'),
    reread: say('read again', '重新解读'),
  };
  const lines = changes.slice(0, 20).map((each) => changeLine(each, view));
  return joinParts([...(names[what] === '' ? [] : [names[what]]), ...lines], html`<br>`);
}

/** Every reading with who caused it and what changed. */
export function revisionsBlock(document: ShownDocument, view: View): Html {
  const { say } = view;
  const rows = document.revisions.map(
    (revision) =>
      html`<tr><th scope="row">${revision.n > 1 ? html`<a href="${view.to(`/documents/${encodeURIComponent(document.id)}/diff`, { from: String(revision.n - 1), to: String(revision.n) })}">${revision.n}</a>` : revision.n}</th><td class="nb" data-l="${say('Read', '读取')}">${momentWords(revision.at, view.language)}</td><td data-l="${say('By', '由')}">${revision.by === 'publisher' ? say('publisher', '发布者') : say('our reader; announced to nobody', '本站解读，未通知')}</td><td data-l="${say('What changed', '改动')}">${changeWords(revision, view)}</td></tr>`,
  );
  return html`<section class="sec" aria-labelledby="revisions"><h2 id="revisions">${say('Revisions', '修订')} <span class="n">${rows.length}</span></h2>
<table class="stack"><thead><tr><th scope="col">${say('Revision', '版次')}</th><th scope="col">${say('Read', '读取')}</th><th scope="col">${say('By', '由')}</th><th scope="col">${say('What changed', '改动')}</th></tr></thead><tbody>${rows}</tbody></table></section>`;
}

/** What a copy says otherwise than the page that the document is taken from. */
function textState({ differs, differences = [], goneAt, movedTo }: ShownDocument['copies'][number], view: View): HtmlPart {
  const { say } = view;
  const gone =
    goneAt !== undefined && say(`gone since ${momentWords(goneAt, view.language)}`, `自${momentWords(goneAt, view.language)}起无法访问`);
  const moved =
    movedTo !== undefined &&
    html`${say('moved to', '已迁至')} <a href="${movedTo}" rel="noreferrer">${movedTo.replace(/^https?:\/\//, '')}</a>`;
  const state = differs ? html`<b>${say('differs', '有差异')}</b>` : say('same', '一致');
  const lines = differences.slice(0, 5).map((each) => changeLine(each, view));
  return joinParts([state, ...(gone === false ? [] : [gone]), ...(moved === false ? [] : [moved]), ...lines], html`<br>`);
}

/** The pages that carry the document. */
export function copiesBlock(document: ShownDocument, sources: readonly Source[], view: View): Html {
  const { say } = view;
  const authoritative = primaryCopyOf(document)?.url;
  const names = new Map(sources.map(({ id, names }) => [id, view.language === 'zh' ? names.zh : names.en]));
  const rows = document.copies.map(
    (copy) =>
      html`<tr><th scope="row"><a href="${copy.url}" rel="noreferrer">${copy.url.replace(/^https?:\/\//, '')}</a><br><span class="small soft">${names.get(copy.sourceId) ?? copy.sourceId}${copy.url === authoritative && say('; taken as authoritative', '；以此为准')}</span></th><td class="nb" data-l="${say('First seen', '首次收录')}">${momentWords(copy.firstSeenAt, view.language)}</td><td data-l="${say('Text', '正文')}">${textState(copy, view)}</td></tr>`,
  );
  return html`<section class="sec" aria-labelledby="copies"><h2 id="copies">${say('Copies', '各处版本')} <span class="n">${say(`${rows.length} ${rows.length === 1 ? 'page' : 'pages'} of this one document`, `同一文件的${rows.length}个页面`)}</span></h2>
<table class="stack"><thead><tr><th scope="col">${say('Where', '位置')}</th><th scope="col">${say('First seen', '首次收录')}</th><th scope="col">${say('Text', '正文')}</th></tr></thead><tbody>${rows}</tbody></table></section>`;
}

/** How to cite it, and the hashes that prove what was read. */
export function evidenceBlock(document: ShownDocument, view: View): Html {
  const { say } = view;
  const last = document.revisions.at(-1);
  const dates = (['signed', 'published'] as const).flatMap((kind) => {
    const fact = document.dates[kind];
    return fact === undefined ? [] : [`${kind} ${dayWords(fact.value, 'en')}`];
  });
  const issuers = document.issuers.map(({ name, english }) => english ?? name).join(', ');
  const cite: HtmlPart[] = [
    ...(issuers === '' ? [] : [issuers]),
    html`${zh(document.title)}${document.english.title !== document.title && document.english.title !== '' && ` [${document.english.title}]`}`,
    ...(document.number === undefined ? [] : [zh(document.number)]),
    ...dates,
    document.url,
    ...(last ? [`revision ${last.n}, read ${momentWords(last.at, 'en')} Beijing`] : []),
  ];
  return html`<section class="sec" aria-labelledby="evidence"><h2 id="evidence">${say('Evidence and how to cite', '证据与引用')}</h2>
<p class="copy">${joinParts(cite, ', ')}.</p>
<p class="small">${joinParts(
    (['RIS', 'BibTeX', 'CSL'] as const).map(
      (name) => html`<a href="${`/api/v1/documents/${encodeURIComponent(document.id)}/citation?format=${name.toLowerCase()}`}">${name}</a>`,
    ),
    ' · ',
  )}</p>
<dl class="facts">
<div><dt>${say('Document', '编号')}</dt><dd><code>${document.id}</code></dd></div>
<div><dt>${say('Type', '类型')}</dt><dd>${view.word(typeNames, document.type)}; ${say('read by', '读取方式')} ${document.reader}; ${document.charset}</dd></div>
<div><dt>${say('First seen', '首次收录')}</dt><dd>${momentWords(document.firstSeenAt, view.language)}</dd></div>
<div><dt>${say('Last seen', '最近核对')}</dt><dd>${momentWords(document.lastSeenAt, view.language)}</dd></div>
${last && html`<div><dt>${say('Evidence', '证据')}</dt><dd><code>${last.evidence}</code></dd></div><div><dt>${say('Text', '正文')} SHA-256</dt><dd><code>${last.textHash}</code></dd></div>`}
</dl></section>`;
}
