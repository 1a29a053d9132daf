import { group } from '../../model/values.ts';
import { renderAbout } from './about-title.ts';
import { replyToDelegate } from './delegate-replies.ts';
import { renderAnnounced, renderHeadline, renderPlaceHeadline, renderReading } from './headlines.ts';
import { readTitleIssuers, type TitleIssuers } from './issuing-bodies.ts';
import { renderPhrase } from './phrase.ts';
import { readPlacePrefix, titleLabels } from './place-prefix.ts';
import { renderFields } from './standard-title.ts';
import { tidyEnglish } from './tidy.ts';
import { byIssuers, renderFrame } from './title-frame.ts';
import { joinNames, piece, type Rendered, type Row, renderFirst, type TitleText } from './title-text.ts';
import { findTypeWord, readTypeAtEnd, readTypeSuffix, renderKnownWork, renderWork } from './work-title.ts';

/** How a title begins, as it is tried: a label, a landmark by its whole name, its issuers, or words before a colon. What is left is one of `rests`. */
const openings: readonly Row<[TitleText]>[] = [
  { form: '专家解读｜X', render: renderLabelled },
  { form: '人工智能法', render: renderKnownWork },
  { form: '教育部等五部门关于X的通知', render: renderIssued },
  { form: 'X：Y', render: renderColon },
];

/** A form that holds `with` issuers before it, `without` them, or in `both` cases. */
type Rest = Row<[TitleText, TitleIssuers | undefined]> & { readonly issuers: 'with' | 'without' | 'both' };

/** What stands behind the issuers, or is the whole title: the first form that holds and fits renders it. */
const rests: readonly Rest[] = [
  { issuers: 'both', form: '对十四届全国人大四次会议第3021号建议的答复', render: renderReply },
  { issuers: 'without', form: 'GB/T 45652-2025 网络安全技术 数据安全规范', render: (text) => renderStandard(text) },
  { issuers: 'without', form: '公布X的决定', render: (text) => renderAnnounced(text) },
  { issuers: 'with', form: '公告2026年第31号', render: renderNumbered },
  { issuers: 'both', form: '转发X关于《Y》的通知: Y is quoted by what is forwarded', render: renderForwardingQuoted },
  { issuers: 'both', form: '关于印发《X》的通知', render: renderQuoted },
  { issuers: 'both', form: '转发X等部门关于Y意见的通知', render: renderForwarding },
  { issuers: 'both', form: '关于X的通知', render: renderAbout },
  { issuers: 'without', form: 'X政策解读, X答记者问', render: (text) => renderReading(text) },
  { issuers: 'without', form: '北京发布X行动方案', render: (text) => renderPlaceHeadline(text) },
  { issuers: 'without', form: 'X: the name of a work, or words', render: (text) => renderWork(text) },
  { issuers: 'with', form: '公告: a kind alone', render: renderKindAlone },
  { issuers: 'with', form: '联合印发关于X的意见', render: renderIssuing },
  {
    issuers: 'with',
    form: 'X管理办法',
    render: (text, head) => (readTypeAtEnd(readTypeSuffix(text).core) ? renderWork(text, byIssuers(head)) : undefined),
  },
  { issuers: 'with', form: '部署X: a headline', render: renderDeed },
];

/** English of a title and its pieces, in the order of the Chinese. */
export const renderTitle = (title: TitleText): Rendered => renderFirst(openings, title) ?? renderRest(title, undefined);

function renderRest(text: TitleText, head: TitleIssuers | undefined): Rendered {
  const fitting = rests.filter(({ issuers }) => issuers === 'both' || issuers === (head ? 'with' : 'without'));
  return renderFirst(fitting, text, head) ?? renderWork(text);
}

function renderLabelled(title: TitleText): Rendered | undefined {
  for (const [pattern, label] of titleLabels) {
    const length = group(pattern.exec(title.text), 0).length;
    if (length === 0 || length >= title.length) continue;
    const inner = renderTitle(title.slice(length));
    return { en: tidyEnglish(`${label} ${inner.en}`), pieces: [piece(title.slice(0, length), label), ...inner.pieces] };
  }
  return undefined;
}

function renderIssued(title: TitleText): Rendered | undefined {
  const head = readTitleIssuers(title);
  if (!head || head.rest.length === 0) return undefined;
  const rest = renderRest(head.rest, head);
  return { en: rest.en, pieces: [...head.pieces, ...rest.pieces] };
}

function renderColon(title: TitleText): Rendered | undefined {
  const colon = /(?<!第.{1,3}部分)[:：]|——/.exec(title.text);
  if (!colon || colon.index < 2 || title.text.slice(0, colon.index).includes('《') || readPlacePrefix(title)) return undefined;
  const left = renderPhrase(title.slice(0, colon.index));
  const right = renderTitle(title.slice(colon.index + colon[0].length));
  return { en: tidyEnglish(`${left.en}: ${right.en}`), pieces: [...left.pieces, piece(colon[0], ':'), ...right.pieces] };
}

function renderReply(text: TitleText, head: TitleIssuers | undefined): Rendered | undefined {
  const en = replyToDelegate(text.folded, byIssuers(head));
  return en ? { en, pieces: [piece(text, en)] } : undefined;
}

const standardNumber =
  /^((?:GB|GB\/[TZ]|[A-Z]{2}\/T|DB\d{2,6}(?:\/T)?|T\/[A-Z]{2,10}|TC260-)\s?[\d.]{1,12}(?:[-—]\d{4})?)\s{1,3}(?=[\u4e00-\u9fff])/;

/** The number of a standard stands as it is, the fields of its name are parted by dashes. */
function renderStandard(text: TitleText): Rendered | undefined {
  const [whole = '', number] = standardNumber.exec(text.text) ?? [];
  if (number === undefined) return renderFields(text);
  const inner = renderTitle(text.slice(whole.length));
  return { en: `${number}: ${inner.en}`, pieces: [piece(whole, number), ...inner.pieces] };
}

const numbered = /^(公告|令|通告)\s{0,3}(?:[（(]?(\d{4})年第(\d{1,4})号[）)]?|第([〇零一二三四五六七八九十百\d]{1,6})号)\s{0,3}/;

/** 公告2026年第31号, 令第12号, and what may follow. */
function renderNumbered(text: TitleText, head: TitleIssuers | undefined): Rendered | undefined {
  const [whole, kind, year, number, alone] = numbered.exec(text.text) ?? [];
  if (whole === undefined) return undefined;
  const of = year ? ` of ${year}` : '';
  const name = `${kind === '令' ? 'Order' : 'Announcement'} No. ${number ?? alone}${of}${byIssuers(head)}`;
  const own = piece(whole, name);
  const rest = text.slice(whole.length);
  if (rest.length === 0) return { en: name, pieces: [own] };
  const bracketed = /^[（(].{4,}[）)]$/.test(rest.text);
  const inner = renderRest(bracketed ? rest.slice(1, -1) : rest, undefined);
  return bracketed
    ? { en: tidyEnglish(`${name} (${inner.en})`), pieces: [own, piece(rest.slice(0, 1), '('), ...inner.pieces, piece(rest.slice(-1), ')')] }
    : { en: tidyEnglish(`${name}: ${inner.en}`), pieces: [own, ...inner.pieces] };
}

const forwardsQuoted = /^[转轉批][发發转轉][^《]{3,40}[关關][于於]《/;
function renderForwardingQuoted(text: TitleText, head: TitleIssuers | undefined): Rendered | undefined {
  return forwardsQuoted.test(text.text) ? renderForwarding(text, head) : undefined;
}

/** What is forwarded is a title of its own. */
function renderForwarding(text: TitleText, head: TitleIssuers | undefined): Rendered | undefined {
  const tail = readTypeSuffix(text);
  const [whole, verb = '', what = '', end = ''] = /^(转发|批转)(.{8,200}?)(的?通知)$/.exec(tail.core.text) ?? [];
  if (whole === undefined || what.startsWith('《')) return undefined;
  const inner = renderTitle(tail.core.slice(verb.length, -end.length));
  return {
    en: tidyEnglish(`Notice${byIssuers(head)} on Forwarding the ${inner.en} ${tail.en}`),
    pieces: [piece(verb, 'Forwarding'), ...inner.pieces, piece(end, 'Notice'), ...tail.pieces],
  };
}

/** A title with 《X》 in it. */
function renderQuoted(text: TitleText, head: TitleIssuers | undefined): Rendered | undefined {
  const [open, close] = [text.text.indexOf('《'), text.text.lastIndexOf('》')];
  if (open < 0 || close < open) return undefined;
  const before = text.slice(0, open);
  const tail = readTypeSuffix(text.slice(close + 1));
  const [nested, within = '', behind = ''] = /^〈(.{2,80})〉(.{0,20})$/.exec(text.text.slice(open + 1, close)) ?? [];
  const inside = nested === undefined ? text.slice(open + 1, close) : text.slice(open + 2, open + 2 + within.length);
  const work = renderQuotedWorks(inside, /标准/.test(before.text));
  const closing = nested === undefined ? [] : [piece('〉', ''), ...renderPhrase(text.slice(close - behind.length, close)).pieces];
  const [left, right] = [renderPhrase(before), renderPhrase(tail.core)];
  const quote = piece(nested === undefined ? '《' : '《〈', '');
  const pieces = [...left.pieces, quote, ...work.pieces, ...closing, piece('》', ''), ...right.pieces, ...tail.pieces];
  const framed = renderFrame(before.folded.trim(), behind + tail.core.folded.trim(), work.en, head);
  // Words around a work that are no frame of a title have no order in English.
  return { en: framed === undefined ? text.text : tidyEnglish(`${framed} ${tail.en}`), pieces };
}

/** 《A》《B》: two works of one notice. */
function renderQuotedWorks(inside: TitleText, standard: boolean): Rendered {
  const marks = [...inside.text.matchAll(/》[、，和与及]{0,2}《/g)];
  if (marks.length === 0) return renderQuotedWork(inside, standard);
  const starts = [0, ...marks.map(({ index, 0: mark }) => index + mark.length)];
  const works = starts.map((start, i) => renderQuotedWork(inside.slice(start, marks[i]?.index), standard));
  return {
    en: joinNames(works.map(({ en }, i) => (i === 0 ? en : withThe(en)))),
    pieces: works.flatMap(({ pieces }, i) => [
      ...pieces,
      ...(marks[i] ? [piece(group(marks[i], 0), i + 2 === works.length ? 'and' : ',')] : []),
    ]),
  };
}
const withThe = (work: string): string => (/^(?:Several|the)\b/.test(work) ? work : `the ${work}`);

/** A quoted title may be one of a notice with its issuers. */
function renderQuotedWork(inside: TitleText, standard: boolean): Rendered {
  const known = renderKnownWork(inside);
  if (known) return known;
  const fields = standard ? renderFields(inside, true) : undefined;
  return fields ?? (readTitleIssuers(inside)?.rest.text.startsWith('关于') ? renderTitle(inside) : renderWork(inside));
}

function renderKindAlone(text: TitleText, head: TitleIssuers | undefined): Rendered | undefined {
  const kind = findTypeWord(text);
  return kind === undefined ? undefined : { en: `${kind}${byIssuers(head)}`, pieces: [piece(text, kind)] };
}

const issuing = /^(?:联合)?(?:印发|发布|公布|出台)(?=关于.{4,200}(?:意见|方案|办法|规定|通知|公告|措施|决定|指引|指南)$)/;

/** Bodies that issue a text, whose title follows the verb. */
function renderIssuing(text: TitleText, head: TitleIssuers | undefined): Rendered | undefined {
  const verb = issuing.exec(text.folded)?.[0];
  if (verb === undefined || !head) return undefined;
  const inner = renderTitle(text.slice(verb.length));
  const en = renderHeadline(head.issuers, head.many, `Issuing the ${inner.en}`).replace('the Several', 'Several');
  return { en: tidyEnglish(en), pieces: [piece(text.slice(0, verb.length), 'Issuing'), ...inner.pieces] };
}

function renderDeed(text: TitleText, head: TitleIssuers | undefined): Rendered | undefined {
  const deed = renderWork(text);
  return head && { en: tidyEnglish(renderHeadline(head.issuers, head.many, deed.en)), pieces: deed.pieces };
}
