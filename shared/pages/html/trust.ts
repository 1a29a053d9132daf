import type { Answers } from '../../model/answers.ts';
import { orEmpty } from '../../model/values.ts';
import { trust } from '../../questions/trust.ts';
import type { Route, RouteRequest } from '../web/route.ts';
import { type Html, type HtmlPart, html } from '../words/escape.ts';
import { type View, viewOf } from '../words/page-view.ts';
import { sendPage } from './page-frame.ts';
import { section, table } from './parts.ts';

type Line = readonly [english: string, chinese: string, to?: string];
const method: readonly Line[] = [
  [
    'Each date, number, status and issuer has the words that prove it; without such words none is told.',
    '日期、文号、效力与发文机关均附原文，无原文者不述。',
  ],
  ['Pages are archived with hash and time before they are read, and can be read again.', '网页先存档（附校验值与时间）后解读，可重读。'],
  [
    'Rules and a small trained model read. Machine translation is marked, and proves nothing.',
    '由规则与小型训练模型解读；机器翻译均有标注，不作依据。',
  ],
];
const unseeable: readonly Line[] = [
  ['What no watched list shows: nothing found is no proof that nothing exists.', '未列入所监测目录的文件：查无结果不等于不存在。'],
  ['Pages that refuse visitors, and files that are pictures of text.', '拒绝访问的页面，以及图片形式的文件。'],
];
const reporting: Line = [
  'Tell whoever runs this instance: the address of the version (“Cite this” on the page of the document), and the words that say otherwise.',
  '请告知本站运营者，并附该版本的固定地址（见文件页“引用本文件”）及相反的原文。',
];

function trustPage(found: Awaited<ReturnType<typeof trust.answer>>, view: View): Html {
  const { measured, unseen, documents, missingTexts, corrections, openDoubts } = found;
  const { say, to, day, language } = view;
  const of = ([english, chinese]: readonly (string | undefined)[]): string => orEmpty(language === 'zh' ? chinese : english);
  const link = (line: Line): HtmlPart => (line[2] === undefined ? of(line) : html`<a href="${to(line[2])}">${of(line)}</a>`);
  const lines = (all: readonly Line[]): Html => html`<ul class="list">${all.map((line) => html`<li>${link(line)}</li>`)}</ul>`;
  const rows = table(measured, [
    [say('What was measured'), ({ what }) => of(what), { row: true }],
    [say('Of', '样本数'), ({ n }) => n],
    [say('Found'), ({ found: said }) => of(said)],
    [say('Set apart'), ({ apart }) => (apart ? say('yes') : say('no'))],
    [say('Measured'), ({ on }) => day(on), { class: 'nb' }],
  ]);
  const { sources, notRead, neverRead } = unseen;
  const counted: readonly Line[] = [
    [
      `${documents} documents are held. ${notRead} of ${sources} sources cannot be read in full now, ${neverRead} were never read.`,
      `收录文件${documents}件。${sources}个来源中${notRead}个目前无法完整读取，${neverRead}个从未读取。`,
      '/sources',
    ],
    [`${missingTexts} texts are cited and not held`, `被引用而未收录的文件${missingTexts}件`, '/lineage#wanted'],
  ];
  const doubted: readonly Line[] = [
    [`${corrections} corrections of landmarks and known acts`, `里程碑与已知文件更正${corrections}项`, '/corrections'],
    [`${openDoubts} points are open`, `待核实${openDoubts}项`, '/doubts'],
  ];
  const lead = say('Measured, not promised. “Set apart”: whoever wrote the rules had not seen what was measured.');
  return html`<div class="head"><h1>${say('How far to trust this')}</h1><p class="lead">${lead}</p></div>
${section('read', say('How well it reads'), rows)}
${section('unseen', say('What cannot be seen'), lines([...counted, ...unseeable]))}
${section('corrected', say('Corrections and doubts'), lines(doubted))}
${section('method', say('How it works'), lines(method))}
${section('report', say('Report an error'), lines([reporting]))}
<p class="small"><a href="/api/v1/trust">JSON</a></p>`;
}

async function trustHtml(request: RouteRequest, answers: Answers): Promise<Response> {
  const view = viewOf(request, answers);
  const title = view.say('How far to trust this');
  return sendPage({ title, body: trustPage(await trust.answer({}, answers), view) }, view, answers);
}

export const trustRoutes: readonly Route[] = [{ method: 'GET', path: '/trust', answer: trustHtml }];
