import { group, orEmpty } from '../../model/values.ts';
import { brackets, typeWords } from '../../registry/glossary.ts';
import { landmarks } from '../../registry/landmarks.ts';
import { laws } from '../../registry/laws.ts';
import { fold } from '../../registry/script.ts';
import type { TitlePiece } from './english.ts';
import { readTitleIssuers } from './issuing-bodies.ts';
import { withPlaceArticle } from './nouns.ts';
import { parseHanNumber, renderNumberName } from './numbers.ts';
import { bareKey, type Rendered, renderPhrase, tidyEnglish } from './phrase.ts';
import { readPlacePrefix } from './place-prefix.ts';
import { withArticle } from './plural.ts';
import { renderSafety } from './safety.ts';
import { tokenize, toTitleCase } from './tokens.ts';
import { isRecruiting } from './word-order.ts';

const known = new Map([
  ...laws.map(({ zh, en }) => [bareKey(zh), en] as const),
  ...landmarks.filter(({ zh }) => zh.length > 3).map(({ zh, en }) => [bareKey(zh), toTitleCase(en)] as const),
]);
const types = [...typeWords].sort((a, b) => b.zh.length - a.zh.length);
const piece = (zh: string, en: string): TitlePiece => ({ zh, en });

/** The English of a landmark by its full Chinese name. */
export const findLandmarkName = (text: string): string | undefined => known.get(bareKey(text));
export const findTypeWord = (zh: string): string | undefined => types.find((type) => type.zh === fold(zh))?.en;

/** 征求意见稿 at the end of a name without brackets, and the drafts of laws: 修订草案二次审议稿. */
const draftAtEnd =
  /(?<=[\u4e00-\u9fff）)]{2})((?:公开)?征求意见稿|送审稿|(?<=法|法典|条例|办法|规定|规划纲要)(?:修订|修正)?草案(?:[二三四]次审议稿|征求意见稿)?)$/;

/** （试行）, （2026—2028年）, （征求意见稿） at the end of a name. */
export function readTypeSuffix(text: string): { core: string; en: string; pieces: TitlePiece[] } {
  let core = text.trimEnd();
  let en = '';
  const pieces: TitlePiece[] = [];
  const draft = draftAtEnd.exec(fold(core))?.[1];
  if (draft) {
    en = `(${orEmpty(brackets[draft])})`;
    pieces.push(piece(core.slice(-draft.length), en));
    core = core.slice(0, -draft.length);
  }
  for (let i = 0; i < 3; i += 1) {
    const match = /[（(]([^（）()]{1,30})[）)]$/.exec(core);
    if (!match?.[1]) break;
    const mark = brackets[fold(match[1])];
    const inside = mark === undefined ? renderPhrase(match[1]) : { en: mark, pieces: [piece(match[1], mark)] };
    en = `(${inside.en.replace(/ of$/, '')}) ${en}`.trim();
    pieces.unshift(piece(match[0].slice(0, 1), '('), ...inside.pieces, piece(match[0].slice(-1), ')'));
    core = core.slice(0, match.index);
  }
  return { core, en, pieces };
}

const governed: Readonly<Record<string, string>> = {
  管理: 'Administration',
  登记: 'Registration',
  审查: 'Review',
  评估: 'Assessment',
  建设: 'Building',
  标识: 'Labelling',
  实施: 'Implementation',
  保护: 'Protection',
  评价: 'Evaluation',
  运营: 'Operation',
  使用: 'Use',
  促进: 'Promotion',
  应用: 'Application',
  认证: 'Certification',
  认定: 'Recognition',
  核算: 'Accounting',
  测评: 'Evaluation',
  检测: 'Testing',
  备案: 'Filing',
  考核: 'Assessment',
  治理: 'Governance',
  培育: 'Cultivation',
  监管: 'Supervision',
  防治: 'Prevention and Control',
};
/** Kinds of documents that are "on" something; the others are "for" it. */
export const takesOn =
  /Opinions|Provisions|Regulations|Decision|Report|Law|Rules|Explanation|Notice|Announcement|Interpretation|Recommendations|Circular|Reply|Letter|White Paper|Blue Book|Research|Advisory/;
const plainType =
  /^(?:Interim |Implementation |Trial |Reference |Several |Technical |Detailed |Detailed Implementation |Work )?(?:Measures|Provisions|Guidelines|Guide|Rules|Regulations|Law|Specifications|Standard|Plan)$/;
/** 技术及应用指引: what stands before the type must not end with an "and". */
const joins = /[和与及暨、]$/;

/** 管理暂行办法 is one word to the list of types; its 管理 belongs to what is administered. */
export function readTypeAtEnd(core: string): { zh: string; en: string } | undefined {
  const folded = fold(core);
  if (/[做方想用司执书提看算语写守说]法$/.test(folded)) return undefined;
  const type = types.find(({ zh }) => folded.endsWith(zh) && !joins.test(folded.slice(0, -zh.length)));
  if (!type || type.zh.length === core.length) return undefined;
  const acting = /^(?:[\u4e00-\u9fff]{2,8}?[省市区县州])?(?:关于)?(?:加快|推进|推动|促进|支持|深化)/.test(folded);
  const described = /^发展/.test(type.zh) && /(?:创新|高质量|健康|融合|协同|绿色|可持续|有序|规范)$/.test(folded.slice(0, -type.zh.length));
  const ruled = (acting || described ? /^(管理|促进|建设|发展)(.{1,6})$/ : /^(管理|促进|建设)(.{1,6})$/).exec(type.zh)?.[2];
  const plain = ruled === undefined ? undefined : types.find(({ zh }) => zh === ruled);
  if (plain) return { zh: core.slice(-plain.zh.length), en: plain.en };
  return { zh: core.slice(-type.zh.length), en: renderSafety(type.zh, type.en, folded, folded.slice(0, -type.zh.length)) };
}

/** Kinds that a place stands before: the Shenzhen Action Plan, yet Regulations of Shenzhen. */
const planned = /Plan$|Outline$|Guide$|Guidelines$|List$|Catalogue$|Key Tasks$|White Paper$|Report$|Handbook$|Strategy$/;

type RenderedBody = { readonly en: string; readonly pieces: readonly TitlePiece[] };

function renderBody(body: string, type: string): RenderedBody {
  const of = group(/的$/.exec(body), 0);
  const stem = of ? body.slice(0, -1) : body;
  const words = tokenize(stem);
  // 安全评估 and 推广应用 are names of their own.
  const free = (words[0]?.part !== 'verb' || isRecruiting(words)) && (words.at(-1)?.zh.length ?? 0) <= 2;
  const rule =
    free && plainType.test(type) && stem.length > 3 && !joins.test(fold(stem.slice(0, -2))) ? governed[fold(stem.slice(-2))] : undefined;
  const inner = renderPhrase(rule ? stem.slice(0, -2) : stem);
  const pieces = [...inner.pieces, ...(rule ? [piece(stem.slice(-2), rule)] : []), ...(of ? [piece(of, '')] : [])];
  return { en: rule ? `the ${rule} of ${withArticle(inner.en)}` : inner.en, pieces };
}

/** 实践指南——X: a series and its part. */
function renderSeries(text: string, by: string): Rendered | undefined {
  const dash = /——|—(?![\d—])|(?<=^[\u4e00-\u9fff]{4,10}(?:技术|安全|系统|智能))[ 　]{1,3}(?=[\u4e00-\u9fff“])/.exec(text);
  if (!dash || dash.index < 4 || dash.index + dash[0].length > text.length - 4) return undefined;
  const [left, right] = [renderWork(text.slice(0, dash.index), by), renderWork(text.slice(dash.index + dash[0].length))];
  return { en: tidyEnglish(`${left.en}: ${right.en}`), pieces: [...left.pieces, piece(dash[0], ':'), ...right.pieces] };
}

const carryingOut: Readonly<Record<string, string>> = { 实施细则: 'Detailed Rules', 实施办法: 'Measures', 实施条例: 'Regulations' };

/** X管理办法实施细则: rules by which another act, named whole before, is carried out. */
function renderRules(core: string, by: string): Rendered | undefined {
  const kind = core.slice(-4);
  const name = carryingOut[fold(kind)];
  const act = core.slice(0, -4);
  if (name === undefined || !/(?:办法|条例|规定|法)$/.test(fold(act)) || !(findLandmarkName(act) ?? readTypeAtEnd(act))) return undefined;
  const inner = renderWork(act);
  return { en: `${name}${by} for the Implementation of the ${inner.en}`, pieces: [...inner.pieces, piece(kind, name)] };
}

/** “十四五”国家信息化规划: the Five-Year Plan for a field, of a place when one stands before. */
function renderFiveYears(core: string, by: string): Rendered | undefined {
  const [, place = '', lead = '', n = '', body = '', end = ''] =
    /^([\u4e00-\u9fff]{0,10}?)([“"「]?十([二三四五六])五[”"」]?(?:时期)?)(.{2,30}?)((?:发展)?规划)$/.exec(core) ?? [];
  const where = place ? readPlacePrefix(core) : undefined;
  if (body === '' || (place !== '' && where?.zh !== place)) return undefined;
  const inner = renderPhrase(body);
  const en = `${10 + parseHanNumber(n)}th Five-Year Plan`;
  const pieces = [...(where ? [piece(place, where.en)] : []), piece(lead, en), ...inner.pieces, piece(end, 'Plan')];
  const develops = end.startsWith('发展') ? 'the Development of ' : '';
  return { en: `${en}${by}${where ? ` of ${withPlaceArticle(where.en)}` : ''} for ${develops}${withArticle(inner.en)}`, pieces };
}

/** Renders the name of a work: 生成式人工智能服务管理暂行办法 → Interim Measures for the Administration of Generative AI Services. `by` follows the type (of its issuers). */
export function renderWork(text: string, by = ''): Rendered {
  const series = renderSeries(text, by);
  if (series) return series;
  const tail = readTypeSuffix(text);
  const whole = findLandmarkName(text);
  if (whole) return { en: whole, pieces: [piece(text, whole)] };
  const name = findLandmarkName(tail.core);
  if (name) return { en: tidyEnglish(`${name} ${tail.en}`), pieces: [piece(tail.core, name), ...tail.pieces] };
  const rules = renderRules(tail.core, by) ?? renderFiveYears(tail.core, by);
  if (rules) return { en: tidyEnglish(`${rules.en} ${tail.en}`), pieces: [...rules.pieces, ...tail.pieces] };
  const type = readTypeAtEnd(tail.core);
  const dated = type && /^(20\d\d)年?(?:度)?(.{0,12})$/.exec(tail.core.slice(0, -type.zh.length));
  const owner = dated?.[2] ? readTitleIssuers(dated[2]) : undefined;
  const yearly = dated && (dated[2] === '' || owner?.rest === '') ? dated[1] : undefined;
  if (yearly && type) {
    const opening = tail.core.slice(0, -type.zh.length - (dated?.[2]?.length ?? 0));
    const pieces = [piece(opening, yearly), ...(owner?.pieces ?? []), piece(type.zh, type.en), ...tail.pieces];
    return { en: tidyEnglish(`${yearly} ${type.en}${owner ? ` of ${owner.issuers}` : by} ${tail.en}`), pieces };
  }
  if (!type) {
    const plain = renderPhrase(tail.core);
    return { en: tidyEnglish(`${plain.en} ${tail.en}${by}`), pieces: [...plain.pieces, ...tail.pieces] };
  }
  const counted = /([一二三四五六七八九十]{1,3})(条|年)$/.exec(fold(tail.core.slice(0, -type.zh.length)));
  const ending = (counted?.[0].length ?? 0) + type.zh.length;
  const kind = counted?.[1] ? `${renderNumberName(parseHanNumber(counted[1]))}${counted[2] === '年' ? '-Year' : ''} ${type.en}` : type.en;
  const place = readPlacePrefix(tail.core);
  const opening = place?.zh.length ?? 0;
  const about = /^关于/.test(fold(tail.core.slice(opening))) ? tail.core.slice(opening, opening + 2) : '';
  const start = opening + about.length;
  const body = renderBody(tail.core.slice(start, tail.core.length - ending), type.en);
  const subjectOf = withArticle(body.en);
  const link = takesOn.test(type.en) ? 'on' : /List$|Catalogue$/.test(type.en) && !subjectOf.startsWith('the ') ? 'of' : 'for';
  const subject = body.en ? `${link} ${subjectOf}` : '';
  const pieces = [
    ...(place ? (place.pieces ?? [piece(place.zh, place.en)]) : []),
    ...(about ? [piece(about, 'on')] : []),
    ...body.pieces,
    piece(tail.core.slice(-ending), kind),
    ...tail.pieces,
  ];
  const local = place && by === '' && planned.test(type.en) && !place.en.includes(',') && !/^the /.test(place.en);
  const named = local ? `${place.en} ${kind}` : `${kind}${by}${place ? ` of ${withPlaceArticle(place.en)}` : ''}`;
  return { en: tidyEnglish(`${named} ${subject} ${tail.en}`), pieces };
}
