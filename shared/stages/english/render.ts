import { group } from '../../model/values.ts';
import { fold } from '../../registry/script.ts';
import { replyToDelegate } from './delegate-replies.ts';
import type { TitlePiece } from './english.ts';
import { renderHeadline, renderPlaceHeadline } from './headlines.ts';
import { readTitleIssuers, type TitleIssuers } from './issuing-bodies.ts';
import { type Rendered, renderPhrase, tidyEnglish } from './phrase.ts';
import { readPlacePrefix, titleLabels } from './place-prefix.ts';
import { renderFields } from './standard-title.ts';
import { byIssuers, readKindAtEnd, renderFrame } from './title-frame.ts';
import { findLandmarkName, findTypeWord, readTypeAtEnd, readTypeSuffix, renderWork, takesOn } from './work-title.ts';

const piece = (zh: string, en: string): TitlePiece => ({ zh, en });

/** A title with 《X》 in it. */
function renderQuoted(text: string, head: TitleIssuers | undefined): Rendered | undefined {
  const open = text.indexOf('《');
  const close = text.lastIndexOf('》');
  if (open < 0 || close < open) return undefined;
  const before = text.slice(0, open);
  const tail = readTypeSuffix(text.slice(close + 1));
  const raw = text.slice(open + 1, close);
  const nested = /^〈(.{2,80})〉(.{0,20})$/.exec(raw);
  const inside = nested?.[1] ?? raw;
  const split = /标准/.test(before) ? renderFields(inside, true) : undefined;
  const work = split ?? (readTitleIssuers(inside)?.rest.startsWith('关于') ? renderTitle(inside) : renderWork(inside));
  const closing = nested ? [piece('〉', ''), ...(nested[2] ? renderPhrase(nested[2]).pieces : [])] : [];
  const left = renderPhrase(before);
  const right = renderPhrase(tail.core);
  const pieces = [
    ...(before ? left.pieces : []),
    piece(nested ? '《〈' : '《', ''),
    ...work.pieces,
    ...closing,
    piece('》', ''),
    ...(tail.core ? right.pieces : []),
    ...tail.pieces,
  ];
  const framed = renderFrame(fold(before).trim(), group(nested, 2) + fold(tail.core).trim(), work.en, head);
  const plain = `${head ? `${head.issuers.replace(/^the /, 'The ')}: ` : ''}${left.en} ${work.en} ${right.en}`;
  return { en: tidyEnglish(`${framed ?? plain} ${tail.en}`), pieces };
}

/** 有关工作, 有关事项 at the end of what a notice is about; a bare 工作 says nothing. */
function renderMatter(text: string): Rendered {
  const end = /(?:(有关|相关)(?:工作|事项|事宜|问题)|工作|(?<=抽查|检查|处置|督查|整改)情况|(?<=征集|评选|遴选|推介|宣传)活动)$/.exec(
    fold(text),
  );
  if (!end || end.index < 2) return renderPhrase(text);
  const inner = renderPhrase(text.slice(0, end.index).replace(/的$/, ''));
  const of = text.slice(0, end.index).endsWith('的') ? [piece('的', '')] : [];
  const matter = end[1] ? 'Matters Concerning ' : '';
  return { en: `${matter}${inner.en}`, pieces: [...inner.pieces, ...of, piece(text.slice(end.index), matter.trim())] };
}

/** 转发X等部门关于Y意见的通知: what is forwarded is a title of its own. */
function renderForwarding(text: string, head: TitleIssuers | undefined): Rendered | undefined {
  const tail = readTypeSuffix(text);
  const match = /^(转发|批转)(.{8,200}?)(的?通知)$/.exec(tail.core);
  if (!match?.[2] || /^《/.test(match[2])) return undefined;
  const inner = renderTitle(match[2]);
  return {
    en: tidyEnglish(`Notice${byIssuers(head)} on Forwarding the ${inner.en} ${tail.en}`),
    pieces: [piece(group(match, 1), 'Forwarding'), ...inner.pieces, piece(group(match, 3), 'Notice'), ...tail.pieces],
  };
}

/** 公告2026年第31号, 公告第12号 after the issuers, and what may follow. */
function renderNumbered(text: string, head: TitleIssuers | undefined): Rendered | undefined {
  const match = /^(公告|令|通告)\s{0,3}(?:[（(]?(\d{4})年第(\d{1,4})号[）)]?|第([〇零一二三四五六七八九十百\d]{1,6})号)\s{0,3}/.exec(text);
  if (!match || !head) return undefined;
  const kind = match[1] === '令' ? 'Order' : 'Announcement';
  const name = `${kind} No. ${match[3] ?? match[4]}${match[2] ? ` of ${match[2]}` : ''}${byIssuers(head)}`;
  const own = piece(match[0], name);
  const rest = text.slice(match[0].length);
  if (rest === '') return { en: name, pieces: [own] };
  const within = /^([（(])(.{4,})([）)])$/.exec(rest);
  const inner = renderRest(within?.[2] ?? rest, undefined);
  const [open, close] = within ? [[piece(group(within, 1), '(')], [piece(group(within, 3), ')')]] : [[], []];
  return { en: tidyEnglish(within ? `${name} (${inner.en})` : `${name}: ${inner.en}`), pieces: [own, ...open, ...inner.pieces, ...close] };
}

/** 关于支持X若干政策的通知: the policies are what the notice brings. */
function severalAbout(text: string): Rendered | undefined {
  const match = /^(.{6,80}?)(若干(?:政策措施|政策|措施|意见|规定))$/.exec(text);
  return match ? renderWork(text) : undefined;
}

/** 关于X管理办法 is the name of a work and no notice. */
const named = /Measures|Provisions|Plan|Guidelines|Policies/;

/** 关于X的通知, with X either the name of a work that is issued or something to be done. */
function renderAbout(text: string, head: TitleIssuers | undefined): Rendered | undefined {
  const tail = readTypeSuffix(text);
  const start = /^(?:关于|对)/.exec(fold(tail.core))?.[0];
  const type = readKindAtEnd(tail.core);
  if (!start || !type || start.length + type.zh.length >= tail.core.length) return undefined;
  if (!type.zh.startsWith('的') && named.test(type.en)) return undefined;
  const middle = tail.core.slice(start.length, -type.zh.length);
  const issuing = /^(?:印发|发布|公布|转发|下发)/.exec(fold(middle))?.[0];
  const inner = issuing ? renderWork(middle.slice(issuing.length)) : renderMatter(middle);
  if (!issuing) {
    const several = severalAbout(middle);
    if (several)
      return {
        en: tidyEnglish(`${type.en}${byIssuers(head)} on ${several.en} ${tail.en}`),
        pieces: [piece(tail.core.slice(0, start.length), 'on'), ...several.pieces, piece(type.zh, type.en), ...tail.pieces],
      };
  }
  const verb = issuing ? (issuing === '转发' ? 'Forwarding the ' : 'Issuing the ') : '';
  const pieces = [
    piece(tail.core.slice(0, start.length), 'on'),
    ...(issuing ? [piece(middle.slice(0, issuing.length), verb.replace(' the ', ''))] : []),
    ...inner.pieces,
    piece(type.zh, type.en),
    ...tail.pieces,
  ];
  const link = start === '对' ? 'to' : takesOn.test(type.en) || issuing ? 'on' : 'for';
  return { en: tidyEnglish(`${type.en}${byIssuers(head)} ${link} ${verb}${inner.en} ${tail.en}`), pieces };
}

const standardNumber =
  /^((?:GB|GB\/[TZ]|[A-Z]{2}\/T|DB\d{2,6}(?:\/T)?|T\/[A-Z]{2,10}|TC260-)\s?[\d.]{1,12}(?:[-—]\d{4})?)\s{1,3}(?=[\u4e00-\u9fff])/;

/** GB/T 45652-2025 网络安全技术 数据安全规范: the number stands as it is, the fields of the name are parted by dashes. */
function renderStandard(text: string): Rendered | undefined {
  const number = standardNumber.exec(text);
  if (number?.[1]) {
    const inner = renderTitle(text.slice(number[0].length));
    return { en: `${number[1]}: ${inner.en}`, pieces: [piece(number[0], number[1]), ...inner.pieces] };
  }
  return renderFields(text);
}

/** 公布对X实施Y的决定 behind the number of an announcement. */
function renderAnnounced(text: string): Rendered | undefined {
  const match = /^(公布)(.{4,120}的决定)$/.exec(text);
  if (!match?.[1] || !match[2]) return undefined;
  const inner = renderWork(match[2]);
  return { en: `Announcing the ${inner.en}`, pieces: [piece(match[1], 'Announcing'), ...inner.pieces] };
}

function renderRest(text: string, head: TitleIssuers | undefined): Rendered {
  const reply = replyToDelegate(fold(text), byIssuers(head));
  if (reply) return { en: reply, pieces: [piece(text, reply)] };
  const special = head ? undefined : (renderStandard(text) ?? renderAnnounced(text));
  if (special) return special;
  const passed = /^[转轉批][发發转轉][^《]{3,40}[关關][于於]《/.test(text) ? renderForwarding(text, head) : undefined;
  const framed =
    renderNumbered(text, head) ?? passed ?? renderQuoted(text, head) ?? renderForwarding(text, head) ?? renderAbout(text, head);
  if (framed) return framed;
  const reading = /^(.{6,80}?)((?:政策)?解读|答记者问)$/.exec(fold(text));
  if (reading?.[1] && !head && !/[:：丨|]/.test(text)) {
    const inner = renderWork(text.slice(0, reading[1].length));
    const label = reading[2] === '答记者问' ? 'Press Q&A on' : 'Interpretation of';
    return { en: `${label} the ${inner.en}`, pieces: [...inner.pieces, piece(text.slice(reading[1].length), label)] };
  }
  const told = head ? undefined : renderPlaceHeadline(text);
  if (told) return told;
  if (!head) return renderWork(text);
  const whole = findTypeWord(text);
  if (whole) return { en: `${whole}${byIssuers(head)}`, pieces: [piece(text, whole)] };
  const issuing = /^(?:联合)?(?:印发|发布|公布|出台)(?=关于.{4,200}(?:意见|方案|办法|规定|通知|公告|措施|决定|指引|指南)$)/.exec(
    fold(text),
  );
  if (issuing) {
    const verb = text.slice(0, issuing[0].length);
    const inner = renderTitle(text.slice(verb.length));
    const en = `${renderHeadline(head.issuers, head.many, `Issuing the ${inner.en}`)}`.replace('the Several', 'Several');
    return { en: tidyEnglish(en), pieces: [piece(verb, 'Issuing'), ...inner.pieces] };
  }
  if (readTypeAtEnd(readTypeSuffix(text).core)) return renderWork(text, byIssuers(head));
  const work = renderWork(text);
  return { en: tidyEnglish(renderHeadline(head.issuers, head.many, work.en)), pieces: work.pieces };
}

/** English of a title and its pieces, in the order of the Chinese. */
export function renderTitle(title: string): Rendered {
  for (const [pattern, label] of titleLabels) {
    const match = pattern.exec(title);
    if (!match || match[0].length >= title.length) continue;
    const inner = renderTitle(title.slice(match[0].length));
    return { en: tidyEnglish(`${label} ${inner.en}`), pieces: [piece(match[0], label), ...inner.pieces] };
  }
  if (findLandmarkName(title)) return renderWork(title);
  const colon = /(?<!第.{1,3}部分)[:：]|——/.exec(title);
  const head = readTitleIssuers(title);
  if (head && head.rest !== '') {
    const rest = renderRest(head.rest, head);
    return { en: rest.en, pieces: [...head.pieces, ...rest.pieces] };
  }
  if (colon && colon.index > 1 && !title.slice(0, colon.index).includes('《') && !readPlacePrefix(title)) {
    const left = renderPhrase(title.slice(0, colon.index));
    const right = renderTitle(title.slice(colon.index + colon[0].length));
    return { en: tidyEnglish(`${left.en}: ${right.en}`), pieces: [...left.pieces, piece(colon[0], ':'), ...right.pieces] };
  }
  return renderRest(title, undefined);
}
