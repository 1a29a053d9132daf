import { group, han, orEmpty } from '../../model/values.ts';
import { brackets, type GlossaryTerm, glossary, syllables, typeWords, wordLists, wordPairs } from '../../registry/glossary.ts';
import { numeralOf } from '../text/numerals.ts';
import { expressionsOf, oneOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import { readPlacePrefix, readTitleIssuers } from './issuing-bodies.ts';
import { renderKnownName, renderSafety } from './known-words.ts';
import { renderNumberName } from './numbers.ts';
import { renderPhrase } from './phrase.ts';
import { capital, piece, type Rendered, type Row, rendered, renderFirst, type TitlePiece, TitleText, tidyEnglish } from './title-text.ts';
import { tokenize } from './tokens.ts';
import { isRecruiting, withArticle, withPlaceArticle } from './word-order.ts';

const {
  planned,
  /** How something develops: 创新发展, 绿色低碳发展. */
  described,
} = expressionsOf(expressions.workTitle);

const types = [...typeWords].sort((a, b) => b.zh.length - a.zh.length);

export const findTypeWord = ({ folded }: TitleText): string | undefined => types.find(({ zh }) => zh === folded)?.en;

type TypeSuffix = { readonly core: TitleText; readonly en: string; readonly pieces: readonly TitlePiece[] };

const lawDraft = '(?<=法|法典|条例|办法|规定|规划纲要)(?:修订|修正)?草案(?:[二三四]次审议稿|征求意见稿)?';
/** 征求意见稿 at the end of a name without brackets, and the drafts of laws: 修订草案二次审议稿. */
const draftAtEnd = new RegExp(`(?<=[${han}）)]{2})((?:公开)?征求意见稿|送审稿|${lawDraft})$`, 'u');

/** 国发〔2017〕35号 behind a title: Guofa [2017] No. 35. */
export function renderNumberMark(folded: string): string | undefined {
  const [, prefix = '', year, number] = /^(\p{Script=Han}{2,8})[〔[【](\d{4})年?[〕\]】]第?(\d{1,4})号$/u.exec(folded) ?? [];
  const sounds = [...prefix].map((character) => syllables[character] ?? '?').join('');
  return year === undefined || sounds.includes('?') ? undefined : `${capital(sounds)} [${year}] No. ${number}`;
}

/** （试行）, （2026—2028年）, （征求意见稿） at the end of a name. */
export function readTypeSuffix(title: TitleText): TypeSuffix {
  let core = title.trimEnd();
  let en = '';
  const pieces: TitlePiece[] = [];
  const draft = draftAtEnd.exec(core.folded)?.[1];
  if (draft) {
    en = `(${orEmpty(brackets[draft])})`;
    pieces.push(piece(core.slice(-draft.length), en));
    core = core.slice(0, -draft.length);
  }
  for (let i = 0; i < 3; i += 1) {
    const match = /[（(]([^（）()]{1,30})[）)]$/.exec(core.text);
    if (!match?.[1]) break;
    const inner = core.slice(match.index + 1, -1);
    const mark = brackets[inner.folded] ?? renderNumberMark(inner.folded);
    const inside = mark === undefined ? renderPhrase(inner) : { en: mark, pieces: [piece(inner, mark)] };
    // 条例（草案）（征求意见稿） is one draft.
    if (!(mark === 'Draft' && en.startsWith('(Draft'))) en = `(${inside.en.replace(/ of$/, '')}) ${en}`.trim();
    pieces.unshift(piece(match[0].slice(0, 1), '('), ...inside.pieces, piece(match[0].slice(-1), ')'));
    core = core.slice(0, match.index);
  }
  return { core, en, pieces };
}

/** Kinds of documents that are "on" something; the others are "for" it. */
export const takesOn = new RegExp(oneOf(wordLists['takes-on']));
const joins = /[和与及暨、]$/;

const longWords = new Set(glossary.flatMap(({ zh }) => (zh.length === 4 ? [zh] : [])));
/** 部署应用指引 is 部署应用 and 指引: the first word of the kind belongs to what stands before it. */
const shorter = (kind: string, before: string): GlossaryTerm | undefined =>
  /^(?:安全|应用|评估|评价|审查|管理|建设|服务|实施|使用|调研|测试|合规|监测)/.test(kind) &&
  longWords.has(before.slice(-2) + kind.slice(0, 2))
    ? types.find(({ zh }) => zh === kind.slice(2))
    : undefined;

/**
 * The kind of document at the end of a name. 管理暂行办法 is one word to the list of types; its 管理 belongs to what is administered. With `alone`
 * the kind may be all that stands there.
 */
export function readTypeAtEnd({ text, folded }: TitleText, alone = false): { zh: string; en: string } | undefined {
  if (/[做方想用司执书提看算语写守说]法$/.test(folded)) return undefined;
  const type = types.find(({ zh }) => folded.endsWith(zh) && !joins.test(folded.slice(0, -zh.length)));
  if (!type || (!alone && type.zh.length === text.length)) return undefined;
  const before = folded.slice(0, -type.zh.length);
  const acting = !alone && /^(?:\p{Script=Han}{2,8}?[省市区县州])?(?:关于)?(?:加快|推进|推动|促进|支持|深化)/u.test(folded);
  const developing = /^发展/.test(type.zh) && described.test(before);
  const ruled = (acting || developing ? /^(?:管理|促进|建设|发展)(.{1,6})$/ : /^(?:管理|促进|建设)(.{1,6})$/).exec(type.zh)?.[1];
  const plain = ruled === undefined ? shorter(type.zh, before) : types.find(({ zh }) => zh === ruled);
  if (plain) return { zh: text.slice(-plain.zh.length), en: plain.en };
  return { zh: text.slice(-type.zh.length), en: renderSafety(type.zh, type.en, folded, before) };
}

/** Whether a title names what kind of document it is of. */
export const endsInKind = (title: string): boolean => readTypeAtEnd(readTypeSuffix(new TitleText(title)).core) !== undefined;

type Work = {
  readonly whole: TitleText;
  readonly tail: TypeSuffix;
  readonly by: string;
  readonly type: { zh: string; en: string } | undefined;
};

const works: readonly Row<[Work]>[] = [
  { form: '人工智能法（草案）: a landmark with a mark', render: ({ tail }) => withTail(renderKnownName(tail.core), tail) },
  { form: 'X管理办法及实施细则', render: renderJoint },
  { form: 'X管理办法实施细则', render: renderRules },
  { form: '“十四五”X规划', render: renderFiveYears },
  { form: '2026年工作要点', render: renderYearly },
  { form: 'X: a name that ends with no kind', render: renderUntyped },
  { form: '某市关于X的若干措施', render: renderTyped },
];

/** Renders the name of a work: 生成式人工智能服务管理暂行办法 → Interim Measures for the Administration of Generative AI Services. */
export function renderWork(whole: TitleText, by = ''): Rendered {
  const named = renderKnownName(whole) ?? renderSeries(whole, by);
  if (named) return named;
  const tail = readTypeSuffix(whole);
  return renderFirst(works, { whole, tail, by, type: readTypeAtEnd(tail.core) }) ?? renderPhrase(whole);
}

function withTail(work: Rendered | undefined, tail: TypeSuffix): Rendered | undefined {
  return work && { ...work, en: tidyEnglish(`${work.en} ${tail.en}`), pieces: [...work.pieces, ...tail.pieces] };
}

/** A known act, as it is or with marks behind it: 人工智能法（草案）. */
export function renderKnownWork(whole: TitleText): Rendered | undefined {
  const known = renderKnownName(whole);
  if (known) return known;
  const tail = readTypeSuffix(whole);
  return tail.core.length < whole.length ? withTail(renderKnownName(tail.core), tail) : undefined;
}

/** 实践指南——X: a series and its part. */
function renderSeries(whole: TitleText, by: string): Rendered | undefined {
  const dash = /——|—(?![\d—])|(?<=^\p{Script=Han}{4,10}(?:技术|安全|系统|智能))[ 　]{1,3}(?=[\p{Script=Han}“])/u.exec(whole.text);
  if (!dash || dash.index < 4 || dash.index + dash[0].length > whole.length - 4) return undefined;
  const [left, right] = [renderWork(whole.slice(0, dash.index), by), renderWork(whole.slice(dash.index + dash[0].length))];
  return rendered(`${left.en}: ${right.en}`, left, piece(dash[0], ':'), right);
}

/** One work with two kinds: the measures and their rules. */
function renderJoint({ tail, by }: Work): Rendered | undefined {
  const { core } = tail;
  const [join = '', zh = ''] = /(?:及其?|和|与|暨)(?=(\p{Script=Han}{2,6})$)/u.exec(core.folded) ?? [];
  const second = zh === '' ? undefined : types.find((type) => type.zh === zh);
  const first = core.slice(0, -(join.length + zh.length));
  if (!second || !readTypeAtEnd(first)) return undefined;
  const inner = renderWork(first, by);
  const ending = core.slice(first.length);
  const parts = [piece(ending.slice(0, join.length), 'and'), piece(ending.slice(join.length), second.en)];
  return rendered(`${inner.en} and ${second.en} ${tail.en}`, inner, ...parts, tail);
}

const carryingOut = wordPairs['carrying-out'];

function renderRules({ tail, by }: Work): Rendered | undefined {
  const [act, kind] = [tail.core.slice(0, -4), tail.core.slice(-4)];
  const name = carryingOut[kind.folded];
  if (name === undefined || !/(?:办法|条例|规定|法)$/.test(act.folded) || !(renderKnownName(act) ?? readTypeAtEnd(act))) return undefined;
  const inner = renderWork(act);
  return rendered(`${name}${by} for the Implementation of the ${inner.en} ${tail.en}`, inner, piece(kind, name), tail);
}

const fiveYears = /^(\p{Script=Han}{0,10}?)([“"「]?十([二三四五六])五[”"」]?(?:时期)?)(.{2,30}?)((?:发展)?规划)$/u;

/** The Five-Year Plan for a field, of a place when one stands before. */
function renderFiveYears({ tail, by }: Work): Rendered | undefined {
  const { core } = tail;
  const [, place = '', lead = '', n = '', body = '', end = ''] = fiveYears.exec(core.text) ?? [];
  const where = place ? readPlacePrefix(core) : undefined;
  if (body === '' || (place !== '' && where?.zh !== place)) return undefined;
  const start = place.length + lead.length;
  // 创新发展规划 plans innovative development, and not the development of innovation.
  const whole = end.startsWith('发展') && described.test(body);
  const inner = renderPhrase(core.slice(start, start + body.length + (whole ? 2 : 0)));
  const plan = `${10 + numeralOf(n)}th Five-Year Plan`;
  const develops = end.startsWith('发展') && !whole ? 'the Development of ' : '';
  const of = where ? ` of ${withPlaceArticle(where.en)}` : '';
  const en = `${plan}${by}${of} for ${develops}${withArticle(inner.en)} ${tail.en}`;
  return rendered(en, where, piece(lead, plan), inner, piece(whole ? end.slice(2) : end, 'Plan'), tail);
}

/** The year's paper, of nothing in particular: 2026年国务院立法工作计划 names only whose it is. */
function renderYearly({ tail, by, type }: Work): Rendered | undefined {
  if (!type) return undefined;
  const before = tail.core.slice(0, -type.zh.length);
  const [, year, whose] = /^(20\d\d)年?(?:度)?(.{0,12})$/.exec(before.text) ?? [];
  if (year === undefined || whose === undefined) return undefined;
  const start = before.length - whose.length;
  const owner = whose === '' ? undefined : readTitleIssuers(before.slice(start));
  if (whose !== '' && owner?.rest.text !== '') return undefined;
  const en = `${year} ${type.en}${owner ? ` of ${owner.issuers}` : by} ${tail.en}`;
  return rendered(en, piece(before.slice(0, start), year), owner, piece(type.zh, type.en), tail);
}

function renderUntyped({ tail, by, type }: Work): Rendered | undefined {
  if (type) return undefined;
  const plain = renderPhrase(tail.core);
  return rendered(`${plain.en} ${tail.en}${by}`, plain, tail);
}

const plainType = new RegExp(
  '^(?:Interim |Implementation |Trial |Reference |Several |Technical |Detailed |Detailed Implementation |Work )?' +
    '(?:Measures|Provisions|Guidelines|Guide|Rules|Regulations|Law|Specifications|Standard|Plan)$',
);

function renderBody(body: TitleText, type: string): Rendered {
  const of = group(/的$/.exec(body.text), 0);
  const stem = of ? body.slice(0, -1) : body;
  // 监督管理 is one deed of two words.
  const ending = wordPairs.governed[stem.slice(-4).folded] ? 4 : 2;
  const [inner, end] = [stem.slice(0, -ending), stem.slice(-ending)];
  const words = tokenize(stem);
  // 安全评估 and 推广应用 are names of their own.
  const free = (words[0]?.part !== 'verb' || isRecruiting(words)) && (words.at(-1)?.zh.length ?? 0) <= 2;
  const rule =
    free && plainType.test(type) && stem.length > ending + 1 && !joins.test(inner.folded) ? wordPairs.governed[end.folded] : undefined;
  const what = renderPhrase(rule ? inner : stem);
  const en = rule ? `the ${rule} of ${withArticle(what.en)}` : what.en;
  return rendered(en, what, rule ? piece(end, rule) : undefined, of ? piece(of, '') : undefined);
}

/** A place, what the act is about, and its kind, which may be counted: 十条措施, 三年行动计划. */
function renderTyped({ tail, by, type }: Work): Rendered | undefined {
  if (!type) return undefined;
  const { core } = tail;
  const [counted = '', number, unit] = /([一二三四五六七八九十]{1,3})(条|年)$/.exec(core.folded.slice(0, -type.zh.length)) ?? [];
  const before = core.folded.slice(0, -type.zh.length);
  const [period = '', year, plan] = number ? [] : (/(?:(20\d\d)年(?:度)?|[“"]?十([二三四五六])五[”"]?)$/.exec(before) ?? []);
  const ending = period.length + counted.length + type.zh.length;
  const spell =
    year ?? (plan ? `${10 + numeralOf(plan)}th Five-Year` : number && renderNumberName(numeralOf(number)) + (unit === '年' ? '-Year' : ''));
  const kind = spell ? `${spell} ${type.en}` : type.en;
  const place = readPlacePrefix(core);
  const opening = place?.zh.length ?? 0;
  const about = core.folded.startsWith('关于', opening) ? core.slice(opening, opening + 2) : undefined;
  const body = renderBody(core.slice(opening + (about?.length ?? 0), core.length - ending), type.en);
  const what = withArticle(body.en);
  const link = takesOn.test(type.en) ? 'on' : /List$|Catalogue$/.test(type.en) && !what.startsWith('the ') ? 'of' : 'for';
  const local = place && by === '' && planned.test(type.en) && !place.en.includes(',') && !/^the /.test(place.en);
  const named = local ? `${place.en} ${kind}` : `${kind}${by}${place ? ` of ${withPlaceArticle(place.en)}` : ''}`;
  const en = `${named} ${body.en ? `${link} ${what}` : ''} ${tail.en}`;
  return rendered(en, place, about && piece(about, 'on'), body, piece(core.slice(-ending), kind), tail);
}
