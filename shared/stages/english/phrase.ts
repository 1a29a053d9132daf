import { group, orEmpty } from '../../model/values.ts';
import { spellPlace } from '../../registry/dictionary.ts';
import { wordPairs } from '../../registry/glossary.ts';
import { expressionsOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import { toSingular, withArticle } from './nouns.ts';
import { renderOthers } from './numbers.ts';
import { tidyEnglish } from './tidy.ts';
import { piece, type Rendered, type Row, renderFirst, type TitleText } from './title-text.ts';
import { tokenize } from './tokens.ts';
import { renderInOrder } from './word-order.ts';

const { somewhere } = expressionsOf(expressions.phrase);

/** 利用X加强Y: Using X to Strengthen Y. */
const aims = wordPairs['aims'];
/** Agent-Led Development. */
const drivenBy = wordPairs['driven-by'];
const drivers = wordPairs['drivers'];
/** What others are counted with is a place: 滨河等三地. */
const spelt = (en: string): string => en.replace(/\p{Script=Han}{2,3}/gu, (name) => spellPlace(name) ?? name);
type Form = readonly [pattern: RegExp, render: (parts: readonly string[], words: readonly string[]) => string];
const supports: Readonly<Record<string, string>> = { 赋能: 'Empowering', 助推: 'Boosting', 助力: 'Boosting' };
/**
 * Turns of phrase whose parts stand in another order in English: the groups of a pattern are the parts, and together they are the whole.
 */
const turnsOfPhrase: readonly Form[] = [
  [
    /^(运用|利用|依托)(.{2,14}?)(加强|促进|推动|推进|提升|支持|优化)(对)?(.{2,40})$/,
    (p, words) => `Using ${p[1]} to ${orEmpty(aims[group(words, 2)])} ${p[4]}`,
  ],
  [
    /^(加快|推动|推进|促进|实现|支持)?([^、，和与及]{2,12}?)(引领|驱动)(的)?(.{0,8}?(?:发展|创新|转型|升级))$/,
    (p) => `${p[0]} ${toSingular(group(p, 1))}-${drivenBy[group(p, 2)] ?? 'Led'} ${p[4]}`,
  ],
  [/^(20\d\d年?度?)?([^、，]{2,12}?赋能.{2,14}?)((?:典型|优秀|示范|创新)(?:应用)?(?:案例|场景))$/, (p) => `${p[0]} ${p[2]} of ${p[1]}`],
  [/^([^基]{0,30}?)(基于)([^的]{2,20})(的)(.{2,40})$/, (p) => `${p[0]} ${p[4]} Based on ${p[2]}`],
  [/^(立足|聚焦|围绕)(.{2,20}?)(推动|加快|促进|推进|加强)(.{4,40})$/, (p) => `${p[2]} ${withArticle(orEmpty(p[3]))} ${p[0]} ${p[1]}`],
  [
    /^(推进|加快|推动|促进|加强)(.{4,40}?)(更好发挥|充分发挥|更好地发挥)(.{2,14})(作用)$/,
    (p) => `${p[0]} ${withArticle(orEmpty(p[1]))} and ${p[2]} the Role of ${p[3]}`,
  ],
  [
    /^((?!.{0,10}(?:第|实施|开展|组织|做好|举办|推动|推进|支持|加快|促进|加强|深化|落实))[^、，和与年]{2,12}?)(赋能|助推|助力|支撑)((?!案例|场景|行动|平台)[^、，]{4,30})$/,
    (p, [, zh = '']) => `${supports[zh] ?? 'Supporting'} ${withArticle(orEmpty(p[2]))} with ${p[0]}`,
  ],
  [
    /^((?:深化|推进|加快|支持|促进|鼓励|推动|发展|培育|打造|建设).{4,60}?)((?:专项|引导|补助|奖补|扶持)(?:资金|经费|基金)|(?:项目)?(?:扶持|资助)计划)(使用)?(管理)?$/,
    (p) => `${p[3] && 'the Administration of '}${p[2] && 'the Use of '}${p[1]} for ${p[0]}`,
  ],
  [
    /^(加快推进|深入推进|推进|推动|加快)(?!实施)([^、，和与年]{2,12}?)(赋能)([^、，]{4,30})$/,
    (p) => `${p[0]} the Empowerment of ${withArticle(orEmpty(p[3]))} with ${p[1]}`,
  ],
  [/^(审理)(.{2,40}?案件)(适用法律)$/, ([, what]) => `the Application of Law in the Trial of ${what}`],
  [/^(.{4,60}?)(若干问题|有关问题)$/, ([what], [, zh]) => `${zh === '若干问题' ? 'Several Issues' : 'Issues'} Concerning ${what}`],
  [/^(涉及?)(人工智能|数据|算法|网络|个人信息|知识产权)(.{2,12})$/, ([, about, what]) => `${what} Involving ${about}`],
  [
    /^(加强|坚持|完善|深化|强化)(.{1,6}?)(对)(.{2,20}?)(工作)?(的)?(全面领导|集中统一领导|领导)$/,
    (p) => `${p[0]} ${p[6]} of ${p[1]} over ${p[3]}`,
  ],
  [/^(开展|部署开展)([“"「]?清朗[·•]?)(.{2,30}?)([”"」])?(系列)?(专项行动)$/, (p) => `${p[0]} the Qinglang Special Action on ${p[2]}`],
  [
    /^(开展|组织开展|部署开展|启动)([^“]{3,40}?)(专项行动|专项整治行动|专项整治)$/,
    (p) => `${p[0]} the Special Action on ${withArticle(group(p, 1))}`,
  ],
  [/^(更好|充分)?(发挥)(.{2,14}?)(的)?(作用)(.{4,60})$/, (p) => `${p[0]} ${p[1]} the Role of ${p[2]} and ${p[5]}`],
  [/^(由)(企业|政府|高校|行业)(主导|牵头)(的)(.{2,40})$/, (p) => `${toSingular(group(p, 1))}-Led ${p[4]}`],
  [/^(优化|完善|落实|调整|明确|实施)(.{4,60}?)(有关|相关)(举措|措施|政策|规定|要求)$/, (p) => `${p[0]} ${p[3]} Concerning ${p[1]}`],
  [/^(将)(.{2,30}?)(纳入|列入)(.{2,40})$/, (p) => `Including ${p[1]} in ${withArticle(group(p, 3))}`],
  [
    /^(限制|禁止|规范)(向)(.{2,10}?)(提供)(.{2,30})$/,
    (p) => `${p[0]} the Provision of ${p[4]} to ${p[2]}${p[2] === 'Overseas' ? ' Parties' : ''}`,
  ],
  [/^(规范|促进|推动|限制|禁止|支持)(.{2,24}?)(用于)(.{2,24})$/, (p) => `${p[0]} the Use of ${p[1]} for ${p[3]}`],
  [
    /^(?!调整|修订|修改|更新|发布|公布|制定|编制|建立|实施|完善|推广|将)(.{3,80}?)(?<!性)(名单|清单|目录)$/,
    ([what]) => `the List of ${withArticle(orEmpty(what))}`,
  ],
  [/^(面向|针对|适用于)(.{2,20})(的)(.{2,40})$/, (p) => `${p[3]} for ${p[1]}`],
  [/^(.{0,12}?(?:学生|未成年人|教师|儿童|老年人|用户|人员|企业|机关))(使用)(.{2,24})$/, ([who, , what]) => `the Use of ${what} by ${who}`],
  [
    /^([^等]{2,40})(等(?:[二两三四五六七八九十]{1,3}|\d{1,2})(?:个(?:城市|省份|省|市|县|区)|家|地|市|省|县))$/,
    ([first], [zh = '', counted = '']) => `${spelt(orEmpty(first))} and ${renderOthers(zh, counted)}`,
  ],
  [
    /^([^等]{2,60})(?<![高中初同平均])(等)(?![一二两三四五六七八九十])(新?\p{Script=Han}{2,10})$/u,
    ([first, , more]) => `${first} and Other ${more}`,
  ],
];

/** Turns that change the order of words, as they are tried; what has none of them is rendered word by word. */
const turns: readonly Row<[TitleText]>[] = [
  { form: '对X进行Y, 对X实施Y', render: renderDoneTo },
  { form: '如何申领X, X怎么申领', render: renderQuestion },
  { form: '利用X加强Y and others that are patterns alone', render: renderTurnOfPhrase },
  { form: '为X提供Y', render: (text) => renderDoing(provided.exec(text.text), text, 'for') },
  { form: '以X推动Y', render: (text) => renderDoing(doneBy.exec(text.text), text, 'with') },
  { form: '加快推进X在Y领域应用', render: renderAppliedIn },
  { form: '在X开展Y', render: renderSomewhere },
];

/** Renders a phrase by its words and their order. Unknown Chinese is kept. `acting`: the phrase begins with what is done. */
export function renderPhrase(text: TitleText, acting = false): Rendered {
  const turned = renderFirst(turns, text);
  if (turned) return turned;
  const list = tokenize(text, acting);
  return { en: tidyEnglish(renderInOrder(list)), pieces: list.map(({ zh, en, by }) => piece(zh, en.trim(), by)) };
}

const doneTo = /^(对于?)(.{2,60}?)(进行|予以|开展|实施|给予|加征)(.{2,20})$/;

/** What is done stands before what it is done to. */
function renderDoneTo(text: TitleText): Rendered | undefined {
  const [whole, lead = '', object = '', doing = '', deed = ''] = doneTo.exec(text.text) ?? [];
  if (whole === undefined) return undefined;
  const to = renderPhrase(text.slice(lead.length, lead.length + object.length));
  const what = renderPhrase(text.slice(-deed.length));
  const verb = { 实施: 'Implementing', 加征: 'Imposing Additional' }[doing];
  return {
    en: verb ? `${verb} ${what.en} on ${to.en}` : `the ${what.en} of ${to.en}`,
    pieces: [piece(lead, 'on'), ...to.pieces, piece(doing, ''), ...what.pieces],
  };
}

const verbs = Object.keys(wordPairs.asked).join('|');
const question = new RegExp(`^(?:(.{2,30}?)(怎么|如何|怎样)(${verbs})|(怎么|如何|怎样)(${verbs})(.{2,40}?))([？?]?)$`);

/** How to Apply for Compute Vouchers. */
function renderQuestion(text: TitleText): Rendered | undefined {
  const [, before, how = '', verb = '', first = '', then = '', after, mark = ''] = question.exec(text.folded) ?? [];
  const subject = before ?? after;
  if (subject === undefined) return undefined;
  const from = before === undefined ? first.length + then.length : 0;
  const what = renderPhrase(text.slice(from, from + subject.length));
  const doing = orEmpty(wordPairs.asked[verb || then]);
  const asking = [piece(how || first, 'How to'), piece(verb || then, doing)];
  const end = mark === '' ? [] : [piece(text.slice(-1), '?')];
  const pieces = before === undefined ? [...asking, ...what.pieces, ...end] : [...what.pieces, ...asking, ...end];
  return { en: tidyEnglish(`How to ${doing} ${what.en}${mark ? '?' : ''}`), pieces };
}

/** 平等, 等级, 等待: the 等 of a word does not end a list. */
const unlike = /^(?:级|同|于|待|等|额)/;
const longestTurn = 200;

function renderTurnOfPhrase(text: TitleText): Rendered | undefined {
  if (text.length > longestTurn) return undefined;
  for (const [pattern, render] of turnsOfPhrase) {
    const match = pattern.exec(text.folded);
    if (!match || unlike.test(group(match, 3))) continue;
    let at = 0;
    const parts = match.slice(1).map((each = '') => {
      at += each.length;
      return each === '' ? undefined : renderPhrase(text.slice(at - each.length, at));
    });
    const groups = match.slice(1).filter((each) => each !== undefined);
    const en = render(
      parts.map((part) => orEmpty(part?.en)),
      groups,
    );
    return { en: tidyEnglish(en), pieces: parts.flatMap((part) => part?.pieces ?? []) };
  }
  return undefined;
}

const provided = /^(为|向|面向)(.{2,24}?)(提供|开放|发放|推广)(.{2,40})$/;
const doneBy = /^(以)(.{2,20}?)(推动|驱动|赋能|引领|促进|带动|支撑|助推)(.{2,40})$/;

/** Providing Y for X, Promoting Y with X. */
function renderDoing(match: RegExpExecArray | null, text: TitleText, link: 'for' | 'with'): Rendered | undefined {
  const [whole, lead = '', party = '', doing = ''] = match ?? [];
  if (whole === undefined) return undefined;
  const start = lead.length + party.length;
  const whom = renderPhrase(text.slice(lead.length, start));
  const verb = drivers[doing];
  const object = renderPhrase(text.slice(verb ? start + doing.length : start));
  const what = verb ? { en: `${verb} ${object.en}`, pieces: [piece(doing, verb), ...object.pieces] } : object;
  return { en: tidyEnglish(`${what.en} ${link} ${whom.en}`), pieces: [piece(lead, link), ...whom.pieces, ...what.pieces] };
}

const advancing = '加快推进|加快推动|推进|推动|加快|加强|促进|深化|拓展|扩大|规范|规范和加强';
const appliedIn = new RegExp(
  `^(${advancing})(.{2,24}?)(在)(.{2,20}?)((?:领域|行业)?(?:中)?的?)((?:规模化|创新|深度|广泛|示范|推广){0,2}应用|推广|使用)$`,
);
const uses = wordPairs['uses'];

/** Advancing the Application of X in Y. */
function renderAppliedIn(text: TitleText): Rendered | undefined {
  const [whole, verb = '', thing = '', , field = '', of = '', use = ''] = appliedIn.exec(text.text) ?? [];
  if (whole === undefined) return undefined;
  const start = verb.length + thing.length;
  const doing = renderPhrase(text.slice(0, verb.length));
  const what = renderPhrase(text.slice(verb.length, start));
  const where = renderPhrase(text.slice(start + 1, start + 1 + field.length));
  const used = renderPhrase(text.slice(-use.length));
  const pieces = [...doing.pieces, ...what.pieces, piece('在', 'in'), ...where.pieces, ...(of ? [piece(of, 'of')] : []), ...used.pieces];
  return { en: tidyEnglish(`${doing.en} the ${uses[use] ?? used.en} of ${what.en} in ${where.en}`), pieces };
}

const wholes = wordPairs['whole-places'];

/** Where a thing is done stands last. */
function renderSomewhere(text: TitleText): Rendered | undefined {
  const [found, lead = '', where = ''] = somewhere.exec(text.text) ?? [];
  if (found === undefined) return undefined;
  const start = lead.length + 1;
  const whole = wholes[where];
  const place = whole ? { en: whole, pieces: [piece(where, whole)] } : renderPhrase(text.slice(start, start + where.length));
  const [before, doing] = [renderPhrase(text.slice(0, lead.length)), renderPhrase(text.slice(start + where.length))];
  return {
    en: tidyEnglish(`${before.en} ${doing.en} in ${withArticle(place.en)}`),
    pieces: [...before.pieces, piece('在', 'in'), ...place.pieces, ...doing.pieces],
  };
}
