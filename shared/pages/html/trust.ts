import type { Answers } from '../../model/answers.ts';
import { trust } from '../../questions/trust.ts';
import { dataLinks } from '../charts/charts.ts';
import type { Route, RouteRequest } from '../web/route.ts';
import { type Html, html } from '../words/escape.ts';
import { type View, viewOf } from '../words/page-view.ts';
import type { LanguagePair } from '../words/words.ts';
import { sendPage } from './page-frame.ts';
import { list, section, table } from './parts.ts';

const method: readonly LanguagePair[] = [
  [
    'No date, number, status or issuer is told without the words that prove it: each stands behind its fact.',
    '日期、文号、效力与发文机关均附原文依据，无依据者不述。',
  ],
  [
    'The bytes of a page are kept before they are read, with hash and time, and can be read again.',
    '网页先存档（附校验值与时间）后解读，可随时重读。',
  ],
  [
    'Rules and a small trained model read; no language model decides. Machine translation is marked, and proves nothing.',
    '由规则与小型训练模型解读，语言模型不作判断；机器翻译均有标注，不作依据。',
  ],
  [
    'Each version of a document has an address for ever, and every past day can be asked for.',
    '文件每一版本有固定地址，可查询任一过往日期的状态。',
  ],
];

const unseeable: readonly LanguagePair[] = [
  ['What no watched list shows. Nothing found is no proof that nothing exists.', '未列入所监测目录的文件；查无结果不等于不存在。'],
  [
    'Pages behind a login, a challenge or a refusal, and files that are pictures of text.',
    '需登录、需验证或拒绝访问的页面，以及图片形式的文件。',
  ],
  ['Whether what an act demands is done.', '文件要求是否落实。'],
];

function trustPage({ measured, ...now }: Awaited<ReturnType<typeof trust.answer>>, view: View): Html {
  const { say, to, day, language } = view;
  const of = ([english, chinese]: readonly string[]): string => (language === 'zh' ? String(chinese) : String(english));
  const points = (all: readonly LanguagePair[]): Html =>
    list(
      all.map((pair) => html`<li>${say(...pair)}</li>`),
      '',
    );
  const { unseen, corrected } = now;
  const rows = table(measured, [
    [say('What was measured', '测量项目'), ({ what }) => of(what), { row: true }],
    [say('Of', '样本数'), ({ n }) => n, { class: 'nb' }],
    [say('Found', '结果'), ({ found }) => of(found)],
    [say('Set apart', '与编写者隔离'), ({ apart }) => (apart ? say('yes', '是') : say('no', '否'))],
    [say('Measured', '测量日期'), ({ on }) => day(on), { class: 'nb' }],
  ]);
  const counted = list(
    [
      html`<li>${say(`${now.documents} documents on AI policy are held.`, `收录人工智能政策文件${now.documents}件。`)}</li>`,
      html`<li><a href="${to('/sources')}">${say(
        `${unseen.notRead} of ${unseen.sources} sources cannot be read in full now, ${unseen.neverRead} were never read.`,
        `${unseen.sources}个来源中${unseen.notRead}个目前无法完整读取，${unseen.neverRead}个从未读取。`,
      )}</a></li>`,
      html`<li><a href="${to('/lineage#wanted')}">${say(
        `${now.missingTexts} texts are cited and not held.`,
        `被引用而未收录的文件${now.missingTexts}件。`,
      )}</a></li>`,
    ],
    '',
  );
  return html`<div class="head"><h1>${say('How far to trust this', '可信度说明')}</h1><p class="lead">${say(
    'Measured, not promised. “Set apart”: whoever wrote the rules had not seen what was measured.',
    '均为实测，并非承诺。“与编写者隔离”指规则编写者未见过测量样本。',
  )}</p></div>
${section('read', say('How well it reads', '解读准确度'), rows)}
${section('unseen', say('What cannot be seen', '无法看到的内容'), html`${counted}${points(unseeable)}`)}
${section(
  'corrected',
  say('Corrections and doubts', '更正与存疑'),
  list(
    [
      html`<li><a href="${to('/corrections')}">${say(
        `${now.corrections} corrections of landmarks and known acts`,
        `里程碑与已知文件更正${now.corrections}项`,
      )}</a>${corrected !== undefined && say(`, the last on ${day(corrected)}`, `，最近一项为${day(corrected)}`)}</li>`,
      html`<li><a href="${to('/doubts')}">${say(`${now.openDoubts} points are open`, `待核实${now.openDoubts}项`)}</a></li>`,
    ],
    '',
  ),
)}
${section('method', say('How it works', '方法'), points(method))}
${section(
  'report',
  say('Report an error', '报告错误'),
  html`<p>${say(
    'Tell whoever runs this instance: the address of the version (“Cite this” on the page of the document), and the words that say otherwise.',
    '请告知本站运营者，并附该版本的固定地址（见文件页“引用本文件”）及相反的原文。',
  )}</p>`,
)}
<p class="small soft">${dataLinks({ csv: '/api/v1/trust?format=csv', json: '/api/v1/trust' }, view)}</p>`;
}

async function trustHtml(request: RouteRequest, answers: Answers): Promise<Response> {
  const view = viewOf(request, answers);
  const body = trustPage(await trust.answer({}, answers), view);
  return sendPage({ title: view.say('How far to trust this', '可信度说明'), body }, view, answers);
}

export const trustRoutes: readonly Route[] = [{ method: 'GET', path: '/trust', answer: trustHtml }];
