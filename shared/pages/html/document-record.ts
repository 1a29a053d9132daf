import type { FieldChange, Link, ShownDocument } from '../../model/document.ts';
import type { Source } from '../../model/source.ts';
import { primaryCopyOf } from '../../stages/identity/copies.ts';
import { copyReachedAt } from '../../stages/identity/identify.ts';
import { momentWords } from '../words/days.ts';
import { bracketed, type Html, type HtmlPart, html, joinParts, plainLine } from '../words/escape.ts';
import { fieldName } from '../words/field-name.ts';
import { type View, zh } from '../words/page-view.ts';
import { renderTextName, renderTextNameOrMissing } from '../words/text-name.ts';
import { capital, dateNames, inverseNames, relationNames, typeNames } from '../words/words.ts';

/** What the record says of a document: doubts, links both ways, revisions, copies, evidence. */

const excerpt = (text: string): string => plainLine(text, 160);

/** Doubts of the reader, each with its field. */
export function warningsBlock(document: ShownDocument, { say, language }: View): HtmlPart {
  if (document.warnings.length === 0) return undefined;
  const items = document.warnings.map(
    ({ field, reason, quote }) =>
      html`<li>${capital(fieldName(field, language))}: ${reason}${quote !== undefined && html` ${zh(`“${excerpt(quote)}”`)}`}</li>`,
  );
  return html`<section class="sec" aria-labelledby="doubts"><h2 id="doubts">${say('Points to verify')}</h2><ul class="note">${items}</ul></section>`;
}

function outward({ relation, to, state, quote }: Link, view: View): Html {
  const several = state === 'ambiguous' && html` <span class="soft small">${view.say('several documents have this title')}</span>`;
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
  return html`<section class="sec" aria-labelledby="links"><h2 id="links">${say('Cites')} <span class="n">${document.links.length}</span></h2>
${list(
  document.links.map((link) => outward(link, view)),
  say('No citations found.'),
)}</section>
<section class="sec" aria-labelledby="cited"><h2 id="cited">${say('Cited by')} <span class="n">${citing.length}</span></h2>
${list(
  citing.map((each) => inward(each, view)),
  say('Not cited by any collected document.'),
)}</section>
<section class="sec" aria-labelledby="readings"><h2 id="readings">${say('Interpretation and coverage')} <span class="n">${read.length}</span></h2>
${list(
  read.map((each) => inward(each, view)),
  say('None found.'),
)}</section>`;
}

function changeLine({ field, before, after }: FieldChange, { say, language }: View): Html {
  const was = before === undefined ? html`<span class="soft">${say('none')}</span>` : html`<del>${excerpt(before)}</del>`;
  const now = after === undefined ? html`<span class="soft">${say('none')}</span>` : html`<ins>${excerpt(after)}</ins>`;
  return html`${fieldName(field, language)}: ${was} → ${now}`;
}

function changeWords({ what, changes }: ShownDocument['revisions'][number], view: View): HtmlPart {
  const { say } = view;
  const names = {
    new: say('first collected'),
    changed: '',
    withdrawn: say('withdrawn'),
    returned: say('restored'),
    reread: say('reprocessed'),
  };
  const lines = changes.slice(0, 20).map((each) => changeLine(each, view));
  return joinParts([...(names[what] === '' ? [] : [names[what]]), ...lines], html`<br>`);
}

/** Every reading with who caused it and what changed. */
export function revisionsBlock(document: ShownDocument, view: View): Html {
  const { say } = view;
  const rows = document.revisions.map(
    (revision) =>
      html`<tr><th scope="row">${
        revision.n > 1
          ? html`<a
href="${view.to(`/documents/${encodeURIComponent(document.id)}/diff`, { from: String(revision.n - 1), to: String(revision.n) })}">${revision.n}</a>`
          : revision.n
      }</th><td class="nb" data-l="${say('Read')}">${momentWords(revision.at, view.language)}</td>
<td data-l="${say('By')}">${revision.by === 'publisher' ? say('publisher') : say('reprocessed by Hongtou; not announced')}</td>
<td data-l="${say('Changes')}">${changeWords(revision, view)}</td></tr>`,
  );
  return html`<section class="sec" aria-labelledby="revisions"><h2 id="revisions">${say('Revisions')} <span class="n">${rows.length}</span></h2>
<table class="stack"><thead><tr><th scope="col">${say('Revision')}</th><th scope="col">${say('Read')}</th><th scope="col">${say('By')}</th>
<th scope="col">${say('Changes')}</th></tr></thead><tbody>${rows}</tbody></table></section>`;
}

/** What a copy says otherwise than the page that the document is taken from. */
function textState({ differs, differences = [], goneAt, movedTo }: ShownDocument['copies'][number], view: View): HtmlPart {
  const { say } = view;
  const gone =
    goneAt !== undefined &&
    say(`not available since ${momentWords(goneAt, view.language)}`, `自${momentWords(goneAt, view.language)}起无法访问`);
  const moved =
    movedTo !== undefined && html`${say('moved to')} <a href="${movedTo}" rel="noreferrer">${movedTo.replace(/^https?:\/\//, '')}</a>`;
  const state = differs ? html`<b>${say('differs')}</b>` : say('same');
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
      html`<tr><th scope="row"><a href="${copyReachedAt(copy, document)}" rel="noreferrer">${copy.url.replace(/^https?:\/\//, '')}</a><br><span
class="small soft">${names.get(copy.sourceId) ?? copy.sourceId}${copy.url === authoritative && say('; primary copy', '；以此为准')}</span></th>
<td class="nb" data-l="${say('First collected')}">${momentWords(copy.firstSeenAt, view.language)}</td><td data-l="${say('Source text')}">${textState(copy, view)}</td></tr>`,
  );
  return html`<section class="sec" aria-labelledby="copies"><h2 id="copies">${say('Copies')} <span
class="n">${say(`${rows.length} ${rows.length === 1 ? 'page' : 'pages'}`, `${rows.length}个页面`)}</span></h2>
<table class="stack"><thead><tr><th scope="col">${say('Where')}</th><th scope="col">${say('First collected')}</th>
<th scope="col">${say('Source text')}</th></tr></thead><tbody>${rows}</tbody></table></section>`;
}

/** The document as it is cited in the language of the interface; in Chinese without the English of its title. */
function citationLine({ dates, issuers, revisions, english, ...document }: ShownDocument, view: View): Html {
  const { say, word, language } = view;
  const last = revisions.at(-1);
  const days = (['signed', 'published'] as const).flatMap((kind) => {
    const fact = dates[kind];
    return fact === undefined ? [] : [say(`${kind} ${view.day(fact.value)}`, `${view.day(fact.value)}${word(dateNames, kind)}`)];
  });
  const bodies = issuers.map((issuer) => (language === 'zh' ? issuer.name : (issuer.english ?? issuer.name)));
  const translated = language === 'en' && english.title !== document.title && english.title !== '';
  const cite: HtmlPart[] = [
    ...(bodies.length === 0 ? [] : [bodies.join(say(', ', '、'))]),
    html`${zh(language === 'zh' && !document.title.includes('《') ? bracketed(document.title) : document.title)}${translated && ` [${english.title}]`}`,
    ...(document.number === undefined ? [] : [zh(document.number)]),
    ...days,
    document.url,
    ...(last
      ? [say(`revision ${last.n}, read ${momentWords(last.at, 'en')} Beijing`, `第${last.n}版，北京时间${momentWords(last.at, 'zh')}读取`)]
      : []),
  ];
  return html`<p class="copy">${joinParts(cite, say(', ', '，'))}${say('.', '。')}</p>`;
}

/** How to cite it, and the hashes that prove what was read. */
export function evidenceBlock(document: ShownDocument, view: View): Html {
  const { say } = view;
  const last = document.revisions.at(-1);
  return html`<section class="sec" aria-labelledby="evidence"><h2 id="evidence">${say('Evidence and citation')}</h2>
${citationLine(document, view)}
<p class="small">${joinParts(
    (['RIS', 'BibTeX', 'CSL'] as const).map(
      (name) => html`<a href="${`/api/v1/documents/${encodeURIComponent(document.id)}/citation?format=${name.toLowerCase()}`}">${name}</a>`,
    ),
    ' · ',
  )}</p>
<dl class="facts">
<div><dt>${say('Document ID')}</dt><dd><code>${document.id}</code></dd></div>
<div><dt>${say('Type')}</dt><dd>${view.word(typeNames, document.type)}; ${say('parsed by')} ${document.reader}; ${document.charset}</dd></div>
<div><dt>${say('First collected')}</dt><dd>${momentWords(document.firstSeenAt, view.language)}</dd></div>
<div><dt>${say('Last checked')}</dt><dd>${momentWords(document.lastSeenAt, view.language)}</dd></div>
${last && html`<div><dt>${say('Evidence')}</dt><dd><code>${last.evidence}</code></dd></div><div><dt>${say('Source text')} SHA-256</dt><dd><code>${last.textHash}</code></dd></div>`}
</dl></section>`;
}
