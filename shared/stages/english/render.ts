import { group, han, orEmpty } from '../../model/values.ts';
import { wordPairs } from '../../registry/glossary.ts';
import { findIssuer } from '../../registry/issuers.ts';
import { seriesInEnglish } from '../../registry/official-names.ts';
import { numeralOf } from '../text/numerals.ts';
import { expressionsOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import { readPlacePrefix, readTitleIssuers, type TitleIssuers } from './issuing-bodies.ts';
import { renderOrdinal } from './numbers.ts';
import { renderPhrase } from './phrase.ts';
import book from './phrase-book.json' with { type: 'json' };
import { byIssuers, readKindAtEnd, renderFrame } from './title-frame.ts';
import { joinNames, piece, type Rendered, type Row, rendered, renderFirst, type TitleText } from './title-text.ts';
import { tokenize } from './tokens.ts';
import { findTypeWord, readTypeAtEnd, readTypeSuffix, renderKnownWork, renderWork, takesOn } from './work-title.ts';

const {
  /** What the name of a standard begins with, and its part: 第2部分：资产管理. */
  fields,
  /** What standards are called, and words that a notice has and a standard has not. */
  standards,
  matters,
  /** 支持X若干政策: the policies are what the notice brings, and the name of a work. */
  severalAtEnd,
  notices,
  named,
  numbered,
  issuing,
} = expressionsOf(expressions.render);

/** 有关工作, 有关事项 at the end of what a notice is about; a bare 工作 says nothing. */
function renderMatter(text: TitleText): Rendered {
  const end = matters.exec(text.folded);
  if (!end || end.index < 2) return renderPhrase(text, true);
  const of = text.text[end.index - 1] === '的' ? 1 : 0;
  const inner = renderPhrase(text.slice(0, end.index - of), true);
  // 做好X有关工作: the deed says it already.
  const matter = end[1] && !/^(?:Further )?[A-Z][a-z]+ing\b/.test(inner.en) ? 'Matters Concerning ' : '';
  return rendered(`${matter}${inner.en}`, inner, of ? piece('的', '') : undefined, piece(text.slice(end.index), matter.trim()));
}

/** 新时代推进X: the time of what is to be done, which English says behind it. */
function renderTimed(text: TitleText): Rendered {
  const [zh, en = ''] = book.times.find(([each = '']) => text.folded.startsWith(each)) ?? [];
  const inner = zh === undefined ? undefined : renderMatter(text.slice(zh.length));
  if (zh === undefined || !inner || !/^(?:Further )?[A-Z][a-z]+ing\b/.test(inner.en)) return renderMatter(text);
  return rendered(`${inner.en} ${en}`, piece(text.slice(0, zh.length), en), inner);
}

/** 全球人工智能治理上海宣言: a declaration is named for the place where it was made, and its subject comes first. */
const declared = /^(.{4,60})(宣言|共识|原则)$/;
function renderDeclaration(text: TitleText): Rendered | undefined {
  const [, before = '', kind = ''] = declared.exec(text.folded) ?? [];
  const place = before === '' ? undefined : tokenize(text.slice(0, before.length)).at(-1);
  if (place?.proper !== 'place' || place.zh.length + 3 > before.length) return undefined;
  const about = renderPhrase(text.slice(0, before.length - place.zh.length));
  const name = `${place.en} ${findTypeWord(text.slice(before.length)) ?? renderPhrase(text.slice(before.length)).en}`;
  return rendered(`${name} on ${about.en}`, about, piece(`${place.zh}${kind}`, name));
}

/** 关于X的通知, with X either the name of a work that is issued or something to be done. */
function renderAbout(text: TitleText, head: TitleIssuers | undefined): Rendered | undefined {
  const tail = readTypeSuffix(text);
  const { core } = tail;
  const start = /^(?:关于|对)/.exec(core.folded)?.[0];
  const type = readKindAtEnd(core);
  if (!start || !type || start.length + type.zh.length >= core.length) return undefined;
  if (!type.zh.startsWith('的') && named.test(type.en)) return undefined;
  const middle = core.slice(start.length, -type.zh.length);
  const issuing = group(/^(?:印发|发布|公布|转发|下发)/.exec(middle.folded), 0);
  const verb = issuing && (issuing === '转发' ? 'Forwarding' : 'Issuing');
  const several = issuing === '' && severalAtEnd.test(middle.text);
  const inner = issuing || several ? renderWork(middle.slice(issuing.length)) : renderTimed(middle);
  const link = several || issuing || takesOn.test(type.en) ? 'on' : start === '对' ? 'to' : 'for';
  const about = piece(core.slice(0, start.length), 'on');
  const issued = issuing ? piece(middle.slice(0, issuing.length), verb) : undefined;
  const en = `${type.en}${byIssuers(head)} ${link} ${verb && `${verb} the `}${inner.en} ${tail.en}`;
  return rendered(en, about, issued, inner, piece(type.zh, type.en), tail);
}

type Organ = { readonly nation: string; readonly place: string; readonly thing: string };
const organs: Readonly<Record<string, Organ>> = {
  人大: { nation: 'National People’s Congress', place: 'People’s Congress', thing: 'Recommendation' },
  政协: { nation: 'CPPCC National Committee', place: 'CPPCC Committee', thing: 'Proposal' },
};
const levels: Readonly<Record<string, string>> = {
  省: 'Provincial',
  市: 'Municipal',
  自治区: 'Regional',
  州: 'Prefectural',
  区: 'District',
  县: 'County',
};

const of = `(?<of>全国|(?:${han}{2,7})?(?:省|市|自治区|州|区|县))`;
const organ = '(?<organ>人大|人民代表大会|政协)';
const session = '第?(?<session>[一二三四五六七八九十\\d]{1,4})次(?:全体)?会议';
const term = '第?(?<term>[一二三四五六七八九十\\d]{1,4})届';
const national = '(?<organ>政协)(?:全国委员会)';

const delegates = [
  `${of}${organ}${term}(?:委员会)?${session}`,
  `${of}${term}${organ}${session}`,
  `${term}${of}${organ}${session}`,
  `${national}${term}${session}`,
  `(?<organ>政协)?${term}${of}委员会${session}`,
].map(
  (each) =>
    new RegExp(
      `^(?:关于)?(?:对)?${each}(?:第)?0{0,4}(?<number>\\d{1,8})号(?:[（(][^（）()]{1,20}[）)])?(?:代表|委员)?(?:建议|提案|议案)(?:办理情况)?的?(?<kind>答复|复函|答复的函|的函)$`,
      'u',
    ),
);

/** 对十四届全国人大四次会议第3021号建议的答复, 对市政协十五届一次会议第123号提案的答复: all made alike. `text` is folded, without its issuers. */
function replyToDelegate(text: string, by: string): string | undefined {
  for (const pattern of delegates) {
    const found = pattern.exec(text)?.groups;
    if (!found) continue;
    const { of = '全国', term = '', session = '', number, kind } = found;
    const own = organs[(found['organ'] ?? '政协').replace('人民代表大会', '人大')];
    const place = levels[of] ?? findIssuer(`${of}人民政府`)?.english.replace(/ People's Government$/, '');
    if (!own || (of !== '全国' && place === undefined)) return undefined;
    const body = of === '全国' ? own.nation : `${place} ${own.place}`;
    const reply = kind === '答复' ? 'Reply' : 'Letter of Reply';
    return `${reply}${by} to ${own.thing} No. ${number} of the ${renderOrdinal(session)} Session of the ${renderOrdinal(term)} ${body}`;
  }
  return undefined;
}

/** 北京发布X行动方案: a headline whose subject is a place. */
function renderPlaceHeadline(text: TitleText): Rendered | undefined {
  const [first, second] = tokenize(text.slice(0, 24));
  const verb = second && /^(?:发布|發佈|印发|印發|出台|公布)$/.test(second.zh) ? second.zh : undefined;
  if (first?.proper !== 'place' || verb === undefined) return undefined;
  const rest = text.slice(first.zh.length + verb.length);
  if (!readTypeAtEnd(readTypeSuffix(rest).core)) return undefined;
  const work = renderWork(rest);
  const issued = `${first.en} Issues ${/^(?:\d|Several |Ten )/.test(work.en) ? '' : 'the '}${work.en}`;
  return rendered(issued, piece(first.zh, first.en), piece(verb, 'Issues'), work);
}

/** X政策解读, X答记者问 */
function renderReading(text: TitleText): Rendered | undefined {
  const [, work, end = ''] = /^(.{6,80}?)((?:政策)?解读|答记者问)$/.exec(text.folded) ?? [];
  if (work === undefined || /[:：丨|]/.test(text.text)) return undefined;
  const inner = renderWork(text.slice(0, work.length));
  const label = end === '答记者问' ? 'Press Q&A on' : 'Interpretation of';
  return rendered(`${label} the ${inner.en}`, inner, piece(text.slice(work.length), label));
}

/** A headline whose subject are bodies: The Ministry of Education Launches …; `many` of them launch. */
function renderHeadline(subject: string, many: boolean, deed: string): string {
  const [first = '', ...rest] = deed.split(' ');
  const verb = wordPairs['headline-verbs'][first];
  if (verb === undefined) return `${subject.replace(/^the /, '')} ${deed}`;
  const third = /(?:sh|ch|s)$/.test(verb) ? `${verb}es` : /[^aeo]y$/.test(verb) ? `${verb.slice(0, -1)}ies` : `${verb}s`;
  return [subject.replace(/^the /, 'The '), many ? verb : third, ...rest].join(' ');
}

const part = /^第([一二三四五六七八九十\d]{1,3})部分[:：](.{2,40})$/;
const name = /^[\p{Script=Han}、（）()“”+：A-Za-z\d]{2,60}$/u;

/** 网络安全技术 数据安全规范: the fields of the name of a standard are parted by dashes. `named` says that it is a standard. */
function renderFields(title: TitleText, named = false): Rendered | undefined {
  const texts = title.text.split(/\s{1,3}/);
  if (texts.length < 2 || texts.length > 4 || !texts.every((each) => name.test(each))) return undefined;
  const parted = standards.test(group(texts, texts.length - 1)) && !notices.test(title.text);
  if (!(named || parted || fields.test(group(texts, 0)) || part.test(group(texts, texts.length - 1)))) return undefined;
  const known = texts.findLastIndex((_, n) => n > 0 && seriesInEnglish(texts.slice(0, n).join(' ')) !== undefined);
  const head =
    known > 0 ? title.text.slice(0, title.text.indexOf(group(texts, known), texts.slice(0, known).join(' ').length)).trimEnd() : '';
  let at = head.length;
  const each = texts.slice(Math.max(0, known)).map((text, n) => {
    const i = n + Math.max(0, known);
    const start = title.text.indexOf(text, at);
    at = start + text.length;
    const field = title.slice(start, at);
    const [, number, of = ''] = part.exec(text) ?? [];
    if (number === undefined) return i === texts.length - 1 || readTypeAtEnd(field) ? renderWork(field) : renderPhrase(field);
    const inner = renderPhrase(field.slice(-of.length));
    const label = `Part ${numeralOf(number)}:`;
    return rendered(`${label} ${inner.en}`, piece(field.slice(0, -of.length), label), inner);
  });
  if (known > 0) {
    const en = orEmpty(seriesInEnglish(texts.slice(0, known).join(' ')));
    each.unshift({ en, pieces: [piece(title.slice(0, head.length), en)] });
  }
  const pieces = each.flatMap((field, i) => (i === 0 ? field.pieces : [piece(' ', '—'), ...field.pieces]));
  return { en: each.map(({ en }) => en).join(' — '), pieces };
}

/**
 * How a title begins, as it is tried: a label, a landmark by its whole name, its issuers, or words before a colon. What is left is one of
 * `rests`.
 */
const openings: readonly Row<[TitleText]>[] = [
  { form: '专家解读｜X', render: renderLabelled },
  { form: '人工智能法', render: renderKnownWork },
  { form: '教育部等五部门关于X的通知', render: renderIssued },
  { form: 'X：Y', render: renderColon },
];

/** A form that holds `with` issuers before it, `without` them, or in `both` cases. */
type Rest = Row<[TitleText, TitleIssuers | undefined]> & { readonly issuers: 'with' | 'without' | 'both' };

const rests: readonly Rest[] = [
  { issuers: 'both', form: '对十四届全国人大四次会议第3021号建议的答复', render: renderReply },
  { issuers: 'without', form: 'GB/T 45652-2025 网络安全技术 数据安全规范', render: (text) => renderStandard(text) },
  { issuers: 'with', form: '公告2026年第31号', render: renderNumbered },
  { issuers: 'both', form: '转发X等部门关于Y意见的通知', render: renderForwarding },
  { issuers: 'both', form: '关于印发《X》的通知', render: renderQuoted },
  { issuers: 'both', form: '关于X的通知', render: renderAbout },
  { issuers: 'without', form: 'X政策解读, X答记者问', render: (text) => renderReading(text) },
  { issuers: 'without', form: '全球人工智能治理上海宣言', render: (text) => renderDeclaration(text) },
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

export const renderTitle = (title: TitleText): Rendered => renderFirst(openings, title) ?? renderRest(title, undefined);

function renderRest(text: TitleText, head: TitleIssuers | undefined): Rendered {
  const fitting = rests.filter(({ issuers }) => issuers === 'both' || issuers === (head ? 'with' : 'without'));
  return renderFirst(fitting, text, head) ?? renderWork(text);
}

const labels = book.labels.map(([form = '', label = '']) => ({ form: new RegExp(`^(?:${form})`), label }));

function renderLabelled(title: TitleText): Rendered | undefined {
  for (const { form, label } of labels) {
    const length = group(form.exec(title.text), 0).length;
    if (length === 0 || length >= title.length) continue;
    const inner = renderTitle(title.slice(length));
    return rendered(`${label} ${inner.en}`, piece(title.slice(0, length), label), inner);
  }
  return undefined;
}

function renderIssued(title: TitleText): Rendered | undefined {
  const head = readTitleIssuers(title);
  if (!head || head.rest.length === 0) return undefined;
  const rest = renderRest(head.rest, head);
  return rendered(rest.en, head, rest);
}

function renderColon(title: TitleText): Rendered | undefined {
  const colon = /(?<!第.{1,3}部分)[:：]|——/.exec(title.text);
  if (!colon || colon.index < 2 || title.text.slice(0, colon.index).includes('《') || readPlacePrefix(title)) return undefined;
  const left = renderPhrase(title.slice(0, colon.index));
  const right = renderTitle(title.slice(colon.index + colon[0].length));
  return rendered(`${left.en}: ${right.en}`, left, piece(colon[0], ':'), right);
}

function renderReply(text: TitleText, head: TitleIssuers | undefined): Rendered | undefined {
  const en = replyToDelegate(text.folded, byIssuers(head));
  return en === undefined ? undefined : rendered(en, piece(text, en));
}

const standardNumber =
  /^((?:GB|GB\/[TZ]|[A-Z]{2}\/T|DB\d{2,6}(?:\/T)?|T\/[A-Z]{2,10}|TC260-)\s?[\d.]{1,12}(?:[-—]\d{4})?)\s{1,3}(?=\p{Script=Han})/u;

/** The number of a standard stands as it is, the fields of its name are parted by dashes. */
function renderStandard(text: TitleText): Rendered | undefined {
  const [whole = '', number] = standardNumber.exec(text.text) ?? [];
  if (number === undefined) return renderFields(text);
  const inner = renderTitle(text.slice(whole.length));
  return rendered(`${number}: ${inner.en}`, piece(whole, number), inner);
}

/** 公告2026年第31号, 令第12号, and what may follow. */
function renderNumbered(text: TitleText, head: TitleIssuers | undefined): Rendered | undefined {
  const [whole, kind, year, number, alone] = numbered.exec(text.text) ?? [];
  if (whole === undefined) return undefined;
  const of = year ? ` of ${year}` : '';
  const name = `${kind === '令' ? 'Order' : 'Announcement'} No. ${number ?? alone}${of}${byIssuers(head)}`;
  const own = piece(whole, name);
  const rest = text.slice(whole.length);
  if (rest.length === 0) return rendered(name, own);
  const inner = renderRest(rest, undefined);
  return rendered(`${name}: ${inner.en}`, own, inner);
}

function renderForwarding(text: TitleText, head: TitleIssuers | undefined): Rendered | undefined {
  const tail = readTypeSuffix(text);
  const [whole, verb = '', what = '', end = ''] = /^(转发|批转)(.{8,200}?)(的?通知)$/.exec(tail.core.text) ?? [];
  if (whole === undefined || what.startsWith('《')) return undefined;
  const inner = renderTitle(tail.core.slice(verb.length, -end.length));
  const en = `Notice${byIssuers(head)} on Forwarding the ${inner.en} ${tail.en}`;
  return rendered(en, piece(verb, 'Forwarding'), inner, piece(end, 'Notice'), tail);
}

function renderQuoted(text: TitleText, head: TitleIssuers | undefined): Rendered | undefined {
  const [open, close] = [text.text.indexOf('《'), text.text.lastIndexOf('》')];
  if (open < 0 || close < open) return undefined;
  const before = text.slice(0, open);
  const tail = readTypeSuffix(text.slice(close + 1));
  const work = renderQuotedWorks(text.slice(open + 1, close), /标准/.test(before.text));
  const [left, right] = [renderPhrase(before), renderPhrase(tail.core)];
  const framed = renderFrame(before.folded.trim(), tail.core.folded.trim(), work.en, head);
  // Words around a work that are no frame of a title have no order in English.
  const en = framed === undefined ? text.text : `${framed} ${tail.en}`;
  return { ...rendered(en, left, piece('《', ''), work, piece('》', ''), right, tail), ...(framed === undefined && { en }) };
}

function renderQuotedWorks(inside: TitleText, standard: boolean): Rendered {
  const marks = [...inside.text.matchAll(/》[、，和与及]{0,2}《/g)];
  if (marks.length === 0) return renderQuotedWork(inside, standard);
  const starts = [0, ...marks.map(({ index, 0: mark }) => index + mark.length)];
  const works = starts.map((start, i) => renderQuotedWork(inside.slice(start, marks[i]?.index), standard));
  return rendered(
    joinNames(works.map(({ en }, i) => (i === 0 ? en : withThe(en)))),
    ...works.flatMap((work, i) => [work, marks[i] && piece(marks[i][0], i + 2 === works.length ? 'and' : ',')]),
  );
}
const withThe = (work: string) => (/^(?:Several|the)\b/.test(work) ? work : `the ${work}`);

function renderQuotedWork(inside: TitleText, standard: boolean): Rendered {
  const known = renderKnownWork(inside);
  if (known) return known;
  const fields = standard ? renderFields(inside, true) : undefined;
  return fields ?? (readTitleIssuers(inside)?.rest.text.startsWith('关于') ? renderTitle(inside) : renderWork(inside));
}

function renderKindAlone(text: TitleText, head: TitleIssuers | undefined): Rendered | undefined {
  const kind = findTypeWord(text);
  return kind === undefined ? undefined : rendered(`${kind}${byIssuers(head)}`, piece(text, kind));
}

function renderIssuing(text: TitleText, head: TitleIssuers | undefined): Rendered | undefined {
  const verb = issuing.exec(text.folded)?.[0];
  if (verb === undefined || !head) return undefined;
  const inner = renderTitle(text.slice(verb.length));
  const en = renderHeadline(head.issuers, head.many, `Issuing the ${inner.en}`).replace('the Several', 'Several');
  return rendered(en, piece(text.slice(0, verb.length), 'Issuing'), inner);
}

function renderDeed(text: TitleText, head: TitleIssuers | undefined): Rendered | undefined {
  const deed = renderWork(text);
  return head && rendered(renderHeadline(head.issuers, head.many, deed.en), deed);
}
