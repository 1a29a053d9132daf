import type { Answers } from '../../model/answers.ts';
import { type Html, html } from '../words/escape.ts';
import type { View } from '../words/page-view.ts';
import type { LanguagePair } from '../words/words.ts';
import { healthOf, page } from './page-frame.ts';

/** In both languages; `problemTitles` is what programs read. */
const headings: Readonly<Record<number, LanguagePair>> = {
  400: ['Invalid request', '请求有误'],
  401: ['Sign-in required', '请先登录'],
  403: ['Not allowed', '无权访问'],
  404: ['Not found', '未找到页面'],
  405: ['Method not allowed', '请求方法不适用'],
  413: ['Too large', '内容过大'],
  429: ['Too many requests', '请求过于频繁'],
  500: ['Internal error', '内部错误'],
  503: ['Temporarily unavailable', '暂时无法使用'],
};

type Problem = { readonly status: number; readonly detail: string; readonly request: string };

/** The page for a request that cannot be answered; shows data only to those who may see it. */
export async function problemPage({ status, detail, request }: Problem, view: View, answers: Answers | undefined): Promise<Response> {
  const { say, to, word } = view;
  const heading = word(headings, String(status));
  const search: Html = html`<section class="sec"><h2>${say('Search by number or words')}</h2><form action="/documents" class="long"><p class="field">
<label for="q2">${say('Document number, title, or the official address')}</label><span class="join full"><input id="q2" name="q" type="search"
maxlength="200" autocomplete="off"><button>${say('Search')}</button></span></p></form>
<p class="small soft">${say('A document number may be written in any form.')} <a href="${to('/sources')}">${say('Some sources have problems')}</a>.</p></section>`;
  const lead =
    status === 404
      ? say('Document addresses do not change, so this one may be mistyped or incomplete.')
      : html`<span lang="en">${detail}</span>`;
  const body = html`<div class="head"><p class="kick">${status}</p><h1>${heading}</h1></div>
<p class="lead">${lead}</p>${status === 404 && answers && search}<p class="small soft">${say('Request ID')} <code>${request}</code></p>`;
  const health = answers && { health: await healthOf(answers) };
  return new Response(page({ title: `${status} ${heading}`, body, ...health }, view), {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
  });
}
