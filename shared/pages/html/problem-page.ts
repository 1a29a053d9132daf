import type { Answers } from '../../model/answers.ts';
import { type Html, html } from '../words/escape.ts';
import type { View } from '../words/page-view.ts';
import { healthOf, page } from './page-frame.ts';

type Problem = { readonly status: number; readonly heading: string; readonly detail: string; readonly request: string };

/** The page for a request that cannot be answered; shows data only to those who may see it. */
export async function problemPage(
  { status, heading, detail, request }: Problem,
  view: View,
  answers: Answers | undefined,
): Promise<Response> {
  const { say, to } = view;
  const search: Html = html`<section class="sec"><h2>${say('Search by number or words')}</h2><form action="/documents" class="long"><p class="field">
<label for="q2">${say('Document number, title, or the official address')}</label><span class="join full"><input id="q2" name="q" type="search"
maxlength="200" autocomplete="off"><button>${say('Search')}</button></span></p></form>
<p class="small soft">${say('A document number may be written in any form.')} <a href="${to('/sources')}">${say('Some sources have problems')}</a>.</p></section>`;
  const lead = status === 404 ? say('Document addresses do not change, so this one may be mistyped or incomplete.') : detail;
  const body = html`<div class="head"><p class="kick">${status}</p><h1>${heading}</h1></div>
<p class="lead">${lead}</p>${status === 404 && answers && search}<p class="small soft">${say('Request ID')} <code>${request}</code></p>`;
  const health = answers && { health: await healthOf(answers) };
  return new Response(page({ title: heading, body, ...health }, view), { status, headers: { 'content-type': 'text/html; charset=utf-8' } });
}
