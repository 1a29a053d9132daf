import type { ReportedOnly } from '../../model/announcement.ts';
import { issuerById } from '../../registry/issuers.ts';
import { type Html, html, plainLine } from '../words/escape.ts';
import { type View, zh } from '../words/page-view.ts';
import { renderTextName, softDay } from '../words/text-name.ts';

function what({ title, number, issuer }: ReportedOnly, view: View): Html {
  if (title !== undefined || number !== undefined)
    return renderTextName({ ...(title === undefined ? {} : { title }), ...(number === undefined ? {} : { number }) }, view);
  const body = issuer === undefined ? undefined : issuerById(issuer);
  const name = body && (view.language === 'en' ? body.english : body.name);
  return html`${view.say('An act without a stated title')}${name !== undefined && html`<br><span class="small soft">${view.language === 'zh' ? zh(name) : name}</span>`}`;
}

function line(each: ReportedOnly, view: View): Html {
  const [first] = each.reports;
  const more = each.reports.length - 1;
  return html`<tr><td data-l="${view.say('Document')}">${what(each, view)}</td><td data-l="${view.say('Reported by')}">${first && renderTextName(first, view)}${
    first && softDay(first.day, view)
  }${more > 0 && html` <span class="soft small">${view.say(`and ${more} more`, `另有${more}件`)}</span>`}${
    first && html`<br><span class="small soft">“${plainLine(first.quote, 160)}”</span>`
  }</td></tr>`;
}

/** Acts that media report and no collected page carries. */
export function reportedBlock(reported: readonly ReportedOnly[], view: View): Html {
  const { say } = view;
  return html`<section class="sec" aria-labelledby="reported"><h2 id="reported">${say('Reported, not collected')} <span class="n">${reported.length}</span></h2>
<p class="small soft">${say('What media report and no collected official page carries: unpublished, or not found yet.')} <a href="/api/v1/reported">JSON</a></p>
${
  reported.length === 0
    ? html`<p class="soft">${say('None.')}</p>`
    : html`<table class="stack"><thead><tr><th scope="col">${say('Document')}</th><th scope="col">${say('Reported by')}</th></tr></thead>
<tbody>${reported.map((each) => line(each, view))}</tbody></table>`
}</section>`;
}
