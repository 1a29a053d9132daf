import type {
  Branch,
  DraftPair,
  Edge,
  EdgeResult,
  MissingRange,
  MissingText,
  MissingTextResult,
  NumberingGap,
} from '../../model/cross-index.ts';
import { wholeDays } from '../../model/time.ts';
import { type Relation, relations, themeIds } from '../../model/vocabulary.ts';
import { dayShort } from '../words/days.ts';
import { type Html, type HtmlPart, html, joinParts, plainLine } from '../words/escape.ts';
import { type View, zh } from '../words/page-view.ts';
import { renderTextName, renderTextNameOrMissing } from '../words/text-name.ts';
import { relationNames, themeNames } from '../words/words.ts';

/** What cites what: chains of acts, drafts and what became of them, who names whom, what is missing. */
export type Lineage = {
  readonly filters: { readonly relation?: Relation; readonly theme?: string; readonly held?: boolean };
  readonly trees: readonly Branch[];
  readonly pairs: readonly DraftPair[];
  readonly edges: EdgeResult;
  readonly wanted: MissingTextResult;
  readonly gaps: readonly NumberingGap[];
  readonly next?: string;
};

const day = (value: string | undefined, view: View): HtmlPart =>
  value !== undefined && value !== '' && html` <span class="soft small nb">${dayShort(value, view.language)}</span>`;

function branch(each: Branch, view: View): Html {
  const { say } = view;
  const more = each.more !== undefined && html`<li class="soft small">${say(`and ${each.more} more`, `另有${each.more}件`)}</li>`;
  const below =
    (each.below.length > 0 || each.more !== undefined) && html`<ul class="tree">${each.below.map((one) => branch(one, view))}${more}</ul>`;
  return html`<li><p>${renderTextNameOrMissing(each, view)}${day(each.day, view)}</p>${below}</li>`;
}

/** Texts with what carries them out below them. */
export const treeList = (trees: readonly Branch[], view: View): Html =>
  trees.length === 0
    ? html`<p class="soft">${view.say('None held.', '暂无。')}</p>`
    : html`<ul class="tree">${trees.map((each) => branch(each, view))}</ul>`;

function treesBlock({ trees }: Lineage, view: View): Html {
  const { say } = view;
  return html`<section aria-labelledby="chains"><h2 id="chains">${say('Chains', '落实关系')}</h2><p class="small soft">${say('The texts that most documents carry out, with those documents under them.', '被最多文件落实的文件，及其下的落实文件。')}</p>
${treeList(trees, view)}</section>`;
}

function pairsBlock({ pairs }: Lineage, view: View): Html {
  const { say } = view;
  const rows = pairs.map(({ draft, final }) => {
    const days = wholeDays(draft.day, final.day);
    return html`<tr><td data-l="${say('Draft', '征求意见稿')}">${renderTextName(draft, view)}${day(draft.day, view)}</td><td data-l="${say('Final', '正式文本')}">${renderTextName(final, view)}${day(final.day, view)}</td><td class="nb" data-l="${say('Days between', '相隔天数')}">${days}</td></tr>`;
  });
  const head = html`<thead><tr><th scope="col">${say('Draft', '征求意见稿')}</th><th scope="col">${say('Final text', '正式文本')}</th><th scope="col">${say('Days between', '相隔天数')}</th></tr></thead>`;
  return html`<section class="sec" aria-labelledby="drafts"><h2 id="drafts">${say('Drafts and what they became', '征求意见稿与正式文本')} <span class="n">${pairs.length}</span></h2>
${rows.length === 0 ? html`<p class="soft">${say('No draft is held together with its final text.', '暂无同时收录的征求意见稿与正式文本。')}</p>` : html`<table class="stack">${head}<tbody>${rows}</tbody></table>`}</section>`;
}

function filterForm({ filters, edges }: Lineage, view: View): Html {
  const { say, word } = view;
  const option = (value: string, words: string, chosen: boolean): Html =>
    html`<option value="${value}"${chosen && html` selected`}>${words}</option>`;
  const relation = relations
    .filter((each) => (edges.relations[each] ?? 0) > 0)
    .map((each) => option(each, `${word(relationNames, each)} (${edges.relations[each]})`, filters.relation === each));
  const theme = themeIds.map((each) => option(each, word(themeNames, each), filters.theme === each));
  const held = [
    option('yes', say('held', '已收录'), filters.held === true),
    option('no', say('not held', '未收录'), filters.held === false),
  ];
  const any = option('', say('any', '不限'), false);
  return html`<form action="/lineage#edges" class="line"><label>${say('Relation', '关系')} <select name="relation">${any}${relation}</select></label> <label>${say('Theme', '主题')} <select name="theme">${any}${theme}</select></label> <label>${say('Text named', '被引文件')} <select name="held">${any}${held}</select></label>${view.language === 'zh' && html`<input type="hidden" name="lang" value="zh">`} <button>${say('Show', '筛选')}</button></form>`;
}

function edge({ relation, from, to, quote }: Edge, view: View): Html {
  const { say } = view;
  return html`<tr><td data-l="${say('Document', '文件')}">${renderTextName(from, view)}${day(from.day, view)}</td><td class="nb" data-l="${say('Relation', '关系')}">${view.word(relationNames, relation)}</td><td data-l="${say('Text named', '被引文件')}">${renderTextNameOrMissing(to, view)}<br><span class="small soft" lang="zh-Hans">“${plainLine(quote, 120)}”</span></td></tr>`;
}

function edgesBlock(content: Lineage, view: View): Html {
  const { say } = view;
  const { edges, filters, next } = content;
  const head = html`<thead><tr><th scope="col">${say('Document', '文件')}</th><th scope="col">${say('Relation', '关系')}</th><th scope="col">${say('Text named', '被引文件')}</th></tr></thead>`;
  const more = {
    relation: filters.relation,
    theme: filters.theme,
    held: filters.held === undefined ? undefined : filters.held ? 'yes' : 'no',
    cursor: next,
  };
  return html`<section class="sec" aria-labelledby="edges"><h2 id="edges">${say('Who names what', '引用关系')} <span class="n">${edges.total}</span></h2>${filterForm(content, view)}
${edges.items.length === 0 ? html`<p class="soft">${say('None.', '没有。')}</p>` : html`<table class="stack">${head}<tbody>${edges.items.map((each) => edge(each, view))}</tbody></table>`}
${next !== undefined && html`<p class="more"><a href="${view.to('/lineage#edges', more)}">${say('Older', '更早')}</a></p>`}</section>`;
}

function missingText({ documents, relations: how, citedBy, url, ...text }: MissingText, view: View): Html {
  const { say } = view;
  const ways = Object.entries(how).map(([relation, count]) => `${view.word(relationNames, relation)} ${count}`);
  const [first] = citedBy;
  return html`<tr><td data-l="${say('Text', '文件')}">${renderTextName(text, view)}${url !== undefined && html` <a class="small" href="${url}" rel="noreferrer">${say('address given', '已知地址')}</a>`}</td><td class="nb" data-l="${say('Named by', '引用次数')}">${documents}</td><td data-l="${say('How', '方式')}">${ways.join(', ')}</td><td data-l="${say('For one', '例如')}">${first && renderTextName(first, view)}</td></tr>`;
}

function wantedBlock({ wanted }: Lineage, view: View): Html {
  const { say } = view;
  const head = html`<thead><tr><th scope="col">${say('Text', '文件')}</th><th scope="col">${say('Named by', '引用次数')}</th><th scope="col">${say('How', '方式')}</th><th scope="col">${say('For one', '例如')}</th></tr></thead>`;
  return html`<section class="sec" aria-labelledby="wanted"><h2 id="wanted">${say('Cited, not held', '被引用而未收录')} <span class="n">${wanted.total}</span></h2>
<p class="small soft">${say('A work list. Where a page gives the address of such a text, it is asked for once.', '工作清单。页面给出地址的，只请求一次。')} <a href="/api/v1/wanted">JSON</a></p>
${wanted.items.length === 0 ? html`<p class="soft">${say('Nothing that held documents name is missing.', '所引文件均已收录。')}</p>` : html`<table class="stack">${head}<tbody>${wanted.items.map((each) => missingText(each, view))}</tbody></table>`}</section>`;
}

const whys: Readonly<Record<MissingRange['why'], readonly [string, string]>> = {
  cited: ['exists: a held document names it', '确有此件：已收录文件引用了它'],
  late: ['may yet come', '可能尚未公开'],
  unseen: ['never published, or missed', '未公开或遗漏'],
};

function missingRange(each: MissingRange, view: View): Html {
  const { say } = view;
  const between = [each.before, each.after].flatMap((one) =>
    one ? [html`${one.n} ${renderTextName(one, view)}${day(one.day, view)}`] : [],
  );
  const range = each.from === each.to ? `${each.from}` : `${each.from}–${each.to}`;
  return html`<li><b>${range}</b> ${say(...whys[each.why])}${between.length > 0 && html` <span class="small soft">${say('between', '介于')} ${joinParts(between, say(' and ', '与'))}</span>`}</li>`;
}

function gap(each: NumberingGap, view: View): Html {
  const { say } = view;
  const share = `${Math.round(each.coverage * 100)}%`;
  const name = `${each.prefix}${each.year === undefined ? '' : `〔${each.year}〕`}`;
  const words =
    each.reading === 'leads'
      ? say(`${each.held} of ${each.highest} held (${share})`, `已收录${each.held}件，最大序号${each.highest}（${share}）`)
      : say(
          `${each.held} held, highest number ${each.highest}: ${share} of the series, too little to call the rest missing`,
          `已收录${each.held}件，最大序号${each.highest}：仅${share}，其余不能视为缺失`,
        );
  const more =
    each.holes.length > 12 &&
    html`<li class="soft small">${say(`and ${each.holes.length - 12} more`, `另有${each.holes.length - 12}处`)}</li>`;
  return html`<li><p><span class="num" lang="zh-Hans">${name}</span> ${each.issuer && html`<span class="soft small">${view.language === 'zh' ? each.issuer.name : each.issuer.english}</span>`} ${words}</p>${each.holes.length > 0 && html`<ul class="list small">${each.holes.slice(0, 12).map((one) => missingRange(one, view))}${more}</ul>`}</li>`;
}

function gapsBlock({ gaps }: Lineage, view: View): Html {
  const { say } = view;
  return html`<section class="sec" aria-labelledby="gaps"><h2 id="gaps">${say('Holes in the numbers', '文号空缺')} <span class="n">${gaps.length}</span></h2>
<p class="small soft">${say('Leads, no findings: a number may never have been published, may have been missed, or may still come.', '仅为线索：可能未公开、遗漏或尚未发布。')} <a href="/api/v1/gaps">JSON</a></p>
${gaps.length === 0 ? html`<p class="soft">${say('No series of numbers is held yet.', '暂无文号序列。')}</p>` : html`<ul class="list">${gaps.map((each) => gap(each, view))}</ul>`}</section>`;
}

/** Where to start from: one document, by anything that names it. */
export const startForm = ({ say, language }: View, of?: string): Html =>
  html`<form action="/lineage" class="line"><label for="of">${say('Start from', '起点')}</label> <span class="join"><input id="of" name="of" value="${of}" maxlength="300" autocomplete="off" placeholder="${say('Number, title or address', '文号、标题或网址')}" required><button>${say('Show', '查看')}</button></span>${language === 'zh' && html`<input type="hidden" name="lang" value="zh">`}</form>`;

/** The body of `/lineage`. */
export function lineagePage(content: Lineage, view: View): Html {
  const { say, language } = view;
  const jumps = [
    ['chains', say('Chains', '落实关系')],
    ['drafts', say('Drafts and finals', '征求意见稿与正式文本')],
    ['edges', say('Who names what', '引用关系')],
    ['wanted', say('Cited, not held', '被引用而未收录')],
    ['gaps', say('Holes in the numbers', '文号空缺')],
  ] as const;
  return html`<div class="head"><h1>${say('Lineage', '沿革')}${language === 'en' && html` ${zh('沿革')}`}</h1><p class="kick">${say('What rests on what, what became of drafts, and what is missing.', '文件之间的依据、草案的去向与缺失。')}</p>
<p class="line small">${jumps.map(([id, words]) => html`<a href="${`#${id}`}">${words}</a>`)}<a href="${view.to('/figures')}">${say('Figures by unit', '按单位查看数字')}</a></p>
${startForm(view)}</div>
${treesBlock(content, view)}
${pairsBlock(content, view)}
${edgesBlock(content, view)}
${wantedBlock(content, view)}
${gapsBlock(content, view)}`;
}
