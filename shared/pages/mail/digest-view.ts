import { dateKinds } from '../../model/article.ts';
import type { Digest, DigestItem } from '../../model/digest.ts';
import type { SummaryLine } from '../../model/summary.ts';
import { wholeDays } from '../../model/time.ts';
import { hasHan, opt } from '../../model/values.ts';
import { findIssuer } from '../../registry/issuers.ts';
import { places } from '../../registry/places.ts';
import { inOneBreath } from '../../stages/digest/telling.ts';
import { summaryInBrief } from '../../stages/english/summary-parts.ts';
import { beijing, type Locale, renderTimeLeft } from '../words/days.ts';
import { bracketed, plainLine, webAddress } from '../words/escape.ts';
import { fieldName, quotesShown, renderEffect, statusName } from '../words/status-reason.ts';
import { englishName, headlineOf, issuersInBrief, ownHeadline } from '../words/text-name.ts';
import { capital, dateNames, issuerMissing, type LanguagePair, relationLabels, typeNames, unseenWords, wayNames } from '../words/words.ts';

/** What a reader is told of one item, worded once; the text, the mail and the page only lay it out. */
export type ItemView = {
  readonly id: string;
  /** `short`: what a line tells of it. */
  readonly lead?: { readonly strong: string; readonly rest: string; readonly short?: string };
  readonly english: string;
  /** The English is words of the title, and no title. */
  readonly wordList?: true;
  readonly chinese?: string;
  readonly page?: { readonly english: string; readonly chinese: string };
  readonly by?: string;
  readonly kind: string;
  readonly unseen?: string;
  readonly status: string;
  readonly facts: readonly FactView[];
  /** What the act does, in English; the quotes stand in where nothing is known of it, and in Chinese. */
  readonly said: readonly SummaryLine[];
  readonly quotes: readonly string[];
  readonly coverage: readonly { readonly title: string; readonly original?: string; readonly url?: string; readonly type: string }[];
  readonly official?: string;
};

/** `kind`: what the row is about, whatever its label. */
export type FactView = {
  readonly kind: 'editor' | 'number' | 'dates' | 'comment' | 'relation' | 'changes';
  readonly label: string;
  readonly lines: readonly string[];
};

/** Longest title and quote that are shown whole, in characters; real ones are far shorter. */
const titleLimit = 400;
const quoteLimit = 400;

function leadOf(item: DigestItem, today: string, { say, day, word }: Locale): ItemView['lead'] {
  if (item.what === 'withdrawn') return { strong: say('Withdrawn'), rest: say('no longer on its official page') };
  const { commentBy, effective } = item.dates;
  const left = commentBy && renderTimeLeft(commentBy.value, today, say);
  if (commentBy && left !== undefined) return { strong: capital(left), rest: `${word(dateNames, 'commentBy')} ${day(commentBy.value)}` };
  const until = effective && wholeDays(today, effective.value);
  if (effective && until !== undefined && (until > 0 || item.what === 'effect'))
    return {
      strong: day(effective.value),
      rest: say(effectWords(until), until > 0 ? `${until}天后施行` : '已施行'),
      ...(item.what !== 'effect' && { short: say(`Takes effect ${day(effective.value)}`, `${day(effective.value)}起施行`) }),
    };
  if (item.what === 'changed') return { strong: say('Changed'), rest: say('since first collected') };
  return item.older ? { strong: say('Older document'), rest: say('newly collected') } : undefined;
}

const effectWords = (until: number): string =>
  until > 0 ? `takes effect in ${until} ${until === 1 ? 'day' : 'days'}` : until === 0 ? 'takes effect today' : 'took effect';

const pastNames: Partial<Record<string, LanguagePair>> = { effective: ['took effect', '施行'], expires: ['expired', '失效'] };
/** `signed and published 29 August 2025; takes effect 1 September 2025`, in one line. */
function dateLine({ dates }: DigestItem, today: string, { say, day, word }: Locale): string {
  const both = dates.signed?.value === dates.published?.value;
  const lines = dateKinds.flatMap((kind) => {
    const { value, time } = dates[kind] ?? {};
    if (value === undefined || (kind === 'signed' && both)) return [];
    const past = value <= today ? pastNames[kind] : undefined;
    const own = past ? say(...past) : word(dateNames, kind);
    const name = kind === 'published' && both ? say('signed and {own}', { own }) : own;
    return [`${name} ${day(value)}${time === undefined ? '' : say(`, ${time}`, ` ${time}`)}`];
  });
  return plainLine(lines.join(say('; ')), titleLimit);
}

function relationFacts(item: DigestItem, { word, language, say, day }: Locale): ItemView['facts'] {
  const lines = new Map<string, string[]>();
  for (const { relation, title, number, since, changes = [] } of item.relations.slice(0, 8)) {
    const english = language === 'zh' || title === undefined ? undefined : englishName({ title });
    const inStore = since && say('(held since {since})', { since: day(since) });
    const does = changes.map((change) => renderEffect(change, { say, day })).join(say('; '));
    const named = [english, title && bracketed(title), number, inStore, does && say('({does})', { does })].filter(Boolean).join(' ');
    lines.set(relation, [...(lines.get(relation) ?? []), plainLine(named, titleLimit)]);
  }
  return [...lines].map(([relation, each]) => ({ kind: 'relation', label: word(relationLabels, relation), lines: each }));
}

function changeLines(item: DigestItem, tongue: Locale): readonly string[] {
  const { say } = tongue;
  return item.changes.slice(0, 6).map(({ field, before, after }) => {
    const name = plainLine(fieldName(field, tongue.language), 60);
    const was = before === undefined ? say('none') : plainLine(before, 120);
    const now = after === undefined ? say('none') : plainLine(after, 120);
    return plainLine(say('{name}: was {was}; now {now}', { name, was, now }), titleLimit);
  });
}

/** The ways to send views, as text: a mail turns none of them into a link. */
const wayLines = ({ participate = [] }: DigestItem, { say, word }: Locale): readonly string[] =>
  participate.map(({ by, to }) => plainLine(`${word(wayNames, by)}${say(': ')}${to}`, titleLimit));

function factsOf(item: DigestItem, today: string, tongue: Locale): ItemView['facts'] {
  const { say } = tongue;
  const { note, moved } = item.edited ?? {};
  const editor = [note && plainLine(note, quoteLimit), moved && say('moved within its section')].filter((each) => each !== undefined);
  const rows: readonly FactView[] = [
    { kind: 'editor', label: say('Editor'), lines: editor },
    { kind: 'number', label: say('Number'), lines: item.number === undefined ? [] : [plainLine(item.number, 100)] },
    { kind: 'dates', label: say('Dates'), lines: [dateLine(item, today, tongue) || say('not stated')] },
    { kind: 'comment', label: say('Comment'), lines: wayLines(item, tongue) },
    ...relationFacts(item, tongue),
    { kind: 'changes', label: say('Changes'), lines: changeLines(item, tongue) },
  ];
  return rows.filter(({ lines }) => lines.length > 0);
}

/** 市数据局 on an act of Tianjin is Tianjin's: 天津市数据局. */
function inPlace(name: string, title: string): { readonly zh: string; readonly en: string } | undefined {
  const form =
    /^[省市]/.test(name) && places.flatMap(({ forms }) => forms).find((each) => each.endsWith(name.charAt(0)) && title.includes(each));
  const zh = form ? form + name.slice(1) : name;
  const en = form ? findIssuer(zh)?.english : undefined;
  return en === undefined ? undefined : { zh, en };
}

/** `Guizhou government office`, `Gansu people's congress`: what a line has room for; the act's page has the whole name. */
const ofPlace =
  /^(?:General Office|Standing Committee) of the (.+?)(?: Provincial| Municipal| Autonomous Region)? People's (Government|Congress)$/;
const inBrief = (name: string): string =>
  name.replace(ofPlace, (_, place: string, body: string) => `${place} ${body === 'Congress' ? "people's congress" : 'government office'}`);

/** Of what no body issued who carries it. */
function byLine(item: DigestItem, { say, language }: Locale): string | undefined {
  const names = item.issuers.map(({ name, english }) => {
    const own = inPlace(name, item.act?.title ?? item.title);
    return plainLine(language === 'zh' ? (own?.zh ?? name) : inBrief(english ?? own?.en ?? name), 120);
  });
  const where = item.carrier && plainLine(item.carrier[language], 120);
  return issuersInBrief(names, say) ?? (where && say('published on {where}', { where }));
}

/** What the days and the ways to send views beside it tell, and on what law it rests. */
export const beside = /^(?:They|It) (?:would )?(?:expires?|(?:is|are|be) based on)\b|^Comments (?:can|could) be sent\b|^Comments by\b/;
/** Names of chapters in a row. */
const chapters = /^(?:They|It) (?:would )?covers?\b/;

/** What no words of an act say: which draft became it, and what differs. */
const compares = /^(?:This is the final text|Its final text|Against the) /;
/** Where an act stands to others, and what it covers: told before what it does. */
const leads =
  /^(?:On record: |This is |Its |Against |By duties: |Comments |Applications |(?:They|It) )|\b(?:issued|published) (?:this|these)\b/;
/** What the headline tells of an act is the first that its item tells of it. */
function inOrder({ summary = [], does = [] }: DigestItem): readonly SummaryLine[] {
  const at = summary.findIndex(({ says }) => inOneBreath(says) === does[0]?.says);
  const to = summary.findIndex(({ kind, says }) => kind === 'sentence' && !leads.test(says));
  const first = summary[at];
  return first === undefined || to < 0 || at <= to ? summary : summary.toSpliced(at, 1).toSpliced(to, 0, first);
}

/** （二）推动数据汇聚: without the number of its place in a list. */
const listNumber = /^(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十\d]{1,2}[、.．])\s{0,2}/;
const sameWords = 24;
/** Two cuts of one sentence are one. */
function unlike(quotes: readonly string[]): readonly string[] {
  return quotes.filter((quote, at) => {
    const from = Math.max(0, Math.floor((quote.length - sameWords) / 2));
    const middle = quote.slice(from, from + sameWords);
    return middle.length < sameWords || !quotes.slice(0, at).some((other) => other.includes(middle));
  });
}

/** Blanks that a printed page has beside Chinese; the one behind the number of an article stays. */
const blanks =
  /(?<!第[^条章节款]{1,9}[条章节款])(?<=[\p{Script=Han}，。；：、！？“”（）《》〈〉〔〕])\s+(?=\S)|(?<=\S)\s+(?=[\p{Script=Han}，。；：、！？”）》〉〕])(?<!第[^条章节款]{1,9}[条章节款]\s+)/gu;
/** A bracket that the end of a quote has cut off. */
const openEnd = /(?<=\S)[（(][^（()）]{0,80}$/;
/** A Chinese quote as it is set in Chinese. */
export const setChinese = (quote: string): string => quote.replace(blanks, '').replace(openEnd, '').trim();

/** Cells of a table in a row: nothing ends among so many letters. */
const cells = /^[^，。；：,;:]{60}/;

/** The words of an act that prove what is told of it. */
function proofsOf(item: DigestItem): readonly string[] {
  const told = summaryInBrief(inOrder(item), Number.POSITIVE_INFINITY).filter(
    ({ says, quote }) => !beside.test(says) && !chapters.test(says) && !compares.test(says) && !cells.test(quote),
  );
  return unlike(quotesShown({ ...item, summary: told })).map((quote) => setChinese(quote.replace(listNumber, '')));
}

/** What tells who issued an act, from when on, for whom it is and what it ends: not what it asks for. */
const ofTheAct = /^(?:Applies to|Would apply to|Consequences|Fines|Proposed fines|Repeals|Replaces|Would re(?:peal|place))\b/;
/** The first thing that an act asks for, by its own words. */
export const firstAsked = ({ summary = [], ...item }: DigestItem): string | undefined =>
  proofsOf({ ...item, summary: summary.filter(({ says }) => !leads.test(says) && !ofTheAct.test(says)) })[0];

function quotesOf(item: DigestItem, { language }: Locale): readonly string[] {
  const proofs = language === 'zh' ? proofsOf(item) : [];
  return proofs.length > 0 ? proofs : item.quotes.filter((quote) => quote !== item.number).slice(0, 3);
}

/** A sentence that is too long to be told whole is told on the act's page. */
const saidOf = (item: DigestItem, { language }: Locale): readonly SummaryLine[] =>
  language === 'zh'
    ? []
    : inOrder(item).flatMap(({ kind, says, quote, machine }) => {
        const told = inOneBreath(says, quoteLimit);
        return told === ''
          ? []
          : {
              ...{ kind, says: plainLine(told, quoteLimit), quote: plainLine(quote, quoteLimit) },
              ...(machine !== undefined && { machine: `${plainLine(machine, quoteLimit)} (machine translation)` }),
            };
      });

/** What is no title in English: no subject, and beside its Chinese. */
export const isWordList = ({ english, wordList }: Pick<ItemView, 'english' | 'wordList'>): boolean =>
  wordList === true || /^Words: |^[A-Z][a-z ]{2,30} in Chinese$/.test(english);

/** `MARA, MOST: notice, Computing Platform` says itself by whom; a name that has no English stands in the Chinese title. */
export const byBeside = (headline: string, by = ''): string | undefined =>
  [headline, headline.replace(', ', ' and ')].some((each) => each.startsWith(`${by}: `)) || (hasHan(by) && !hasHan(headline))
    ? undefined
    : by || undefined;

export const lineTitle = (view: ItemView, { language }: Pick<Locale, 'language'>): string => {
  const { english, chinese = english } = view;
  return language === 'zh' ? chinese : isWordList(view) && chinese !== english ? `${english} ${chinese}` : english;
};

export function itemView(item: DigestItem, today: string, tongue: Locale): ItemView {
  const named = headlineOf(item);
  const isTitle = named.by === undefined && !isWordList(named);
  const english = plainLine(tongue.language === 'zh' && !isTitle ? named.chinese : named.english, titleLimit);
  const chinese = plainLine(named.chinese, titleLimit);
  const lead = leadOf(item, today, tongue);
  const official = webAddress(item.url);
  const unseen = unseenWords(item, tongue.language);
  const by = byLine(item, tongue);
  const kinds = [
    ...(item.status === 'draft' ? [] : [tongue.word(typeNames, item.type)]),
    by ?? plainLine(issuerMissing(item, tongue.language), titleLimit),
  ];
  const said = saidOf(item, tongue);
  const own = plainLine(item.title, titleLimit);
  return {
    id: item.id,
    ...(named.by === 'words' && { wordList: true as const }),
    english: english || tongue.say('Untitled'),
    kind: kinds.join(' · '),
    status: item.status === 'unknown' ? '' : statusName(item, tongue.say),
    facts: factsOf(item, today, tongue),
    said,
    quotes: said.length > 0 ? [] : quotesOf(item, tongue).map((quote) => plainLine(quote, quoteLimit)),
    coverage: item.coverage.map((report) => coverageView(report, tongue)),
    ...(lead && { lead }),
    ...opt({ by: [by, unseen].filter(Boolean).join(tongue.say('; ')) || undefined, unseen }),
    ...(chinese !== english && chinese !== '' && { chinese }),
    ...(own !== chinese && { page: { english: plainLine(ownHeadline(item).english, titleLimit), chinese: own } }),
    ...(official !== undefined && { official }),
  };
}

function coverageView(report: DigestItem['coverage'][number], { word, language }: Locale): ItemView['coverage'][number] {
  const title = plainLine(language === 'en' ? ownHeadline(report).english : report.title, titleLimit);
  const original = plainLine(report.title, titleLimit);
  const url = webAddress(report.url);
  return { title, type: word(typeNames, report.type), ...(original !== title && { original }), ...(url !== undefined && { url }) };
}

/** The day of composition in Beijing: mail counts its days from here. */
export const composedDay = (digest: Digest): string => beijing(digest.composedAt).slice(0, 10);
