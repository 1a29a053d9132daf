import type { Answers } from '../../model/answers.ts';
import { type Html, html } from '../words/escape.ts';
import type { View } from '../words/page-view.ts';
import { healthOf, page } from './page-frame.ts';

/** The page for a request that cannot be answered; shows data only to those who may see it. */
export async function problemPage(
  status: number,
  heading: string,
  detail: string,
  request: string,
  view: View,
  answers: Answers | undefined,
): Promise<Response> {
  const { say, to } = view;
  const search: Html = html`<section class="sec"><h2>${say('Find it by number or words', '按文号或词语查找')}</h2><form action="/documents" class="long"><p class="field"><label for="q2">${say('Document number, title, or the official address', '文号、标题或官方网址')}</label><span class="join full"><input id="q2" name="q" type="search" maxlength="200" autocomplete="off"><button>${say('Search', '检索')}</button></span></p></form>
<p class="small soft">${say('Any spelling of a number works.', '任意写法的文号均可。')} <a href="${to('/sources')}">${say('Some sources are silent or blocked', '部分来源没有声音或被阻断')}</a>.</p></section>`;
  const lead =
    status === 404
      ? say(
          'A document keeps its address for good, so this one was never ours, or a character was lost on the way.',
          '文件的网址永久不变；此网址从未使用，或在传递中缺失了字符。',
        )
      : detail;
  const body = html`<div class="head"><p class="kick">${status}</p><h1>${heading}</h1></div><p class="lead">${lead}</p>${status === 404 && answers && search}<p class="small soft">${say('Request', '请求')} <code>${request}</code></p>`;
  const health = answers && { health: await healthOf(answers) };
  return new Response(page({ title: heading, body, ...health }, view), { status, headers: { 'content-type': 'text/html; charset=utf-8' } });
}
