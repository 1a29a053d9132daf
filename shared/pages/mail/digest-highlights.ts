import {
  type Digest,
  type DigestItem,
  type Highlight,
  type HighlightReason,
  type Placed,
  placedItems,
  type SectionId,
  sectionItems,
  sectionNames,
  sections,
} from '../../model/digest.ts';
import { hasHan, opt, orEmpty } from '../../model/values.ts';
import { beijing, type Locale, renderTimeLeft } from '../words/days.ts';
import { bracketed, headerLine, plainLine } from '../words/escape.ts';
import { fieldName } from '../words/status-reason.ts';
import { ownHeadline } from '../words/text-name.ts';
import { capital } from '../words/words.ts';
import { countWords, figureRows, shortTitle } from './digest-parts.ts';
import { byBeside, firstAsked, isWordList, itemView, setChinese } from './digest-view.ts';

/** Why an item matters, in words: one clause for each reason, without a stop. */

const titleWords = 20;

function namedText({ title }: HighlightReason, { language, say }: Locale): string {
  if (!title) return say('an earlier text');
  const chinese = bracketed(setChinese(plainLine(title.zh, 200)));
  const english = plainLine(title.en, 240).replace(/"([^"]{1,80})"/g, '“$1”');
  return language === 'zh' || hasHan(english) || countWords(english) > titleWords ? chinese : english;
}

const when = (value: string, { day, say }: Locale): string => {
  const whole = day(value);
  return value.length === 10 ? whole : say(whole.split(',', 1).join(''), whole.split('（', 1).join(''));
};

/** 第六条 处理者应当…。: without its number and its stop. */
const unnumbered =
  /^(?:第[一二三四五六七八九十百]{1,5}条|[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十\d]{1,2}[、.．])\s{0,2}|[。；]$/g;
const shortened = (text: string): string => {
  const letters = [...plainLine(text, 400).replace(unnumbered, '')];
  return letters.length > 40 ? `${letters.slice(0, 40).join('')}…` : letters.join('');
};
/** A clause is quoted to its end, and so many letters at most. */
const longestClause = 90;
function clauseOf(text: string): string {
  const whole = setChinese(plainLine(text, 400).replace(unnumbered, ''));
  if (whole.length <= longestClause) return whole;
  const end = Math.max(...['，', '；', '。'].map((stop) => whole.lastIndexOf(stop, longestClause)));
  return `${setChinese(end > 0 ? whole.slice(0, end) : [...whole].slice(0, longestClause).join(''))}…`;
}
const quoted = (text: string | undefined, { say }: Locale): string => (text === undefined ? say('none') : `“${shortened(text)}”`);

type Clause = (reason: HighlightReason, tongue: Locale, today: string) => string | undefined;

const clauses: Partial<Readonly<Record<string, Clause>>> = {
  replaces: (reason, tongue) => tongue.say('replaces {act}', { act: namedText(reason, tongue) }),
  repeals: (reason, tongue) => tongue.say('repeals {act}', { act: namedText(reason, tongue) }),
  implements: (reason, tongue) => {
    const name = namedText(reason, tongue);
    // What has no short name in English is told in its item.
    return tongue.language === 'en' && hasHan(name) ? undefined : tongue.say('implements {act}', { act: name });
  },
  finalises: ({ days }, { say }) =>
    days === undefined ? say('final text of a draft') : say('final text, {days} days after the draft', { days }),
  'deadline-moved': ({ before = '', after = '' }, tongue) =>
    tongue.say('deadline moved from {before} to {after}', { before: when(before, tongue), after: when(after, tongue) }),
  changed: ({ before, after }, tongue) =>
    tongue.say('changed: was {before}; now {after}', { before: quoted(before, tongue), after: quoted(after, tongue) }),
  withdrawn: (_, { say }) => say('withdrawn from its official page'),
  closes: ({ day }, tongue, today) => {
    if (day === undefined) return tongue.say('open for comment');
    const left = renderTimeLeft(day, today, tongue.say);
    return tongue.say(
      `comments due ${tongue.day(day)}${left === undefined ? '' : `, ${left}`}`,
      `意见截止${tongue.day(day)}${left === undefined ? '' : `，${left}`}`,
    );
  },
  'takes-effect': ({ day, days = 1 }, tongue) =>
    day === undefined
      ? tongue.say('has a day of effect')
      : tongue.say(`${days < 0 ? 'took' : 'takes'} effect ${when(day, tongue)}`, `${days < 0 ? '已于' : ''}${when(day, tongue)}起施行`),
  target: ({ day }, tongue) =>
    tongue.say(`sets targets${day === undefined ? '' : ` for ${day}`}`, `设定${day === undefined ? '' : `${day}年`}目标`),
  binding: (_, { say }) => say('binding'),
};

type ReasonView = { readonly kind?: string; readonly text: string; readonly quote?: string };
type Headline = Placed & Pick<Highlight, 'reasons'>;

/** Reasons in words, the strongest first; of a kind that is not known here none. `today` (Beijing) is where days are counted from. */
function reasonViews(one: Headline, today: string, tongue: Locale): readonly ReasonView[] {
  const standing = standingOf(one, today, tongue);
  const views = one.reasons.flatMap((reason) => {
    const text = clauses[reason.kind]?.(reason, tongue, today);
    return text === undefined ? [] : [{ kind: reason.kind, text, ...opt('quote', reason.quote || undefined) }];
  });
  return standing === undefined ? views : [{ text: standing }, ...views];
}

/** A line of the first screen and the section where its facts stand; one about an item begins with its headline. */
export type BriefLine = {
  readonly text: string;
  readonly section: SectionId | 'unseen';
  readonly id?: string;
  readonly headline?: string;
  readonly quotes?: readonly string[];
};

/** A line of the brief is two sentences, each read in one breath: what and by whom, and why it matters. */
const headlineWords = 24;
const whyWords = 20;
const subjectWords = 10;
const mostEdits = 3;
const mostMoved = 2;

function findItem(digest: Digest, id: string): Placed | undefined {
  const found = placedItems(digest).filter(({ item }) => item.id === id);
  return found.find(({ item }) => item.inFull === undefined) ?? found[0];
}

function titleOf(item: DigestItem, today: string, tongue: Locale, most: number): string {
  const { english, chinese } = itemView(item, today, tongue);
  return (tongue.language === 'zh' ? (chinese ?? english) : shortTitle(item, english, most)).replace(/[.。]{1,3}$/, '');
}

function fitting(views: readonly ReasonView[]): readonly ReasonView[] {
  const taken: ReasonView[] = [];
  for (const view of views.slice(0, 3)) {
    const words = countWords([...taken, view].map(({ text }) => text).join(' '));
    if (taken.length > 0 && words > whyWords) break;
    taken.push(view);
  }
  return taken;
}

/** Reasons that tell neither a day nor what happened to the text. */
const still: ReadonlySet<string | undefined> = new Set(['binding', 'target', 'national', 'implements', 'new']);

/** How a text stands of which no reason tells it: until when a draft was open, since when a rule is in force; at the least its day. */
function standingOf({ item, reasons }: Headline, today: string, tongue: Locale): string | undefined {
  const { type, dates } = item;
  const { say, day } = tongue;
  const { commentBy, effective, published, signed } = dates;
  if (!reasons.every(({ kind }) => still.has(kind))) return undefined;
  if (type === 'draft')
    return commentBy === undefined ? say('no closing day is stated') : say('comments were due {value}', { value: day(commentBy.value) });
  if (effective !== undefined && effective.value <= today) return say('in force since {value}', { value: day(effective.value) });
  const put = published ?? signed;
  if (put === undefined || doesIn(item, tongue).length > 0 || reasons.some(({ kind }) => kind !== 'new' && kind !== 'national'))
    return undefined;
  return say(`${published ? 'published' : 'dated'} ${day(put.value)}`, `${day(put.value)}${published ? '公布' : '成文'}`);
}

/** What an act speaks of and what a breach costs: not what it asks for. */
const asksNothing = /^(?:(?:Proposed f|F)ines: |(?:It|They) (?:would )?covers? )/;
const verb = /^(?:replaces |repeals |替代|废止)/;
/** Two acts that it replaces are told with one verb. */
const joinEnded = (taken: readonly ReasonView[], { say }: Locale): string =>
  taken
    .map(({ kind, text }, at) => {
      if (at === 0) return text;
      return verb.test(text) && kind === taken[at - 1]?.kind ? `${say(' and ', '和')}${text.replace(verb, '')}` : `${say('; ')}${text}`;
    })
    .join('');

/** What an act does; what is on record of it has no words of its own in Chinese, and in Chinese nothing need be known in English. */
function doesIn(item: DigestItem, { language }: Locale): NonNullable<DigestItem['does']> {
  const { does = [], title } = item;
  if (language !== 'zh' || item.aside) return does;
  const own = does.filter(({ quote }) => quote !== title);
  const asked = own.some(({ says }) => !asksNothing.test(says)) ? undefined : firstAsked(item);
  return asked === undefined ? own : [{ says: '', quote: asked }];
}

/** What an act does in words: sentences without their stops, in Chinese its own. */
export const doesWords = (item: DigestItem, tongue: Locale): readonly string[] =>
  doesIn(item, tongue).map(({ says, quote }) => tongue.say(capital(says.replace(/[.]$/, '')), `“${clauseOf(quote)}”`));

function lineOf({ item, section }: Placed, views: readonly ReasonView[], today: string, tongue: Locale): BriefLine {
  const headline = titleOf(item, today, tongue, headlineWords);
  const by = byBeside(headline, itemView(item, today, tongue).by);
  const does = doesIn(item, tongue);
  const named = by === undefined ? headline : tongue.say('{headline} ({by})', { headline, by });
  // A law replaces one of the same name.
  const whole = views.map((view) =>
    view.text === `replaces ${headline}` ? { ...view, text: `replaces ${tongue.say('an earlier text')}` } : view,
  );
  const taken = fitting(whole.filter(({ kind }) => does.length === 0 || kind !== 'target'));
  const why = capital(joinEnded(taken, tongue));
  const rest = [...doesWords(item, tongue), why].filter(Boolean);
  const text = tongue.say([named, ...rest, ''].join('. ').trim(), `${[named, rest.join('；')].filter(Boolean).join('：')}。`);
  const quotes = [...does, ...taken].flatMap(({ quote }) => quote ?? []);
  return { text, section, id: item.id, headline, quotes: [...new Set(quotes)] };
}

const dayOf = (value: string | undefined, { day, say }: Locale): string =>
  value === undefined
    ? say('none')
    : /^\d{4}-\d\d(?:-\d\d)?$/.test(value)
      ? day(value)
      : `“${[...plainLine(value, 400)].slice(0, 40).join('')}”`;

function editOf({ what, changes }: DigestItem, tongue: Locale): readonly ReasonView[] {
  if (what === 'withdrawn') return [{ text: tongue.say('withdrawn from its official page') }];
  return changes.slice(0, 1).map(({ field, before, after }) => {
    const name = plainLine(fieldName(field, tongue.language), 60);
    const [was, now] = [dayOf(before, tongue), dayOf(after, tongue)];
    return { text: tongue.say('{name} changed from {was} to {now}', { name, was, now }) };
  });
}

const isEdited = ({ item: { what } }: Placed): boolean => what === 'changed' || what === 'withdrawn';

function editLines(digest: Digest, shown: ReadonlySet<string>, today: string, tongue: Locale): readonly BriefLine[] {
  const edited = placedItems(digest)
    .filter((placed) => isEdited(placed) && !shown.has(placed.item.id))
    .map((placed) => lineOf(placed, editOf(placed.item, tongue), today, tongue));
  const more = edited.length - mostEdits;
  const last = edited[mostEdits];
  return [
    ...edited.slice(0, mostEdits),
    ...(last ? [{ text: tongue.say('Changed or withdrawn besides: {more}.', { more }), section: last.section }] : []),
  ];
}

/** Drafts on which views may still be sent and of which no line speaks, the next to close by name. */
function openLine({ sections: { drafts } }: Digest, shown: ReadonlySet<string>, today: string, tongue: Locale): readonly BriefLine[] {
  const open = drafts.filter(({ id, older, dates }) => !shown.has(id) && !older && orEmpty(dates.commentBy?.value) >= today);
  const [next] = open;
  if (!next) return [];
  const [title, day] = [briefTitle(next, tongue), tongue.day(orEmpty(next.dates.commentBy?.value))];
  const n = open.length;
  return [
    {
      text: tongue.say('Also open for comment: {n}, the next until {day}: {title}.', { n, day, title }),
      section: 'drafts',
      id: next.id,
    },
  ];
}

/** What moved among the figures that are followed. */
const movedLine = (digest: Digest, tongue: Locale): readonly BriefLine[] =>
  figureRows(digest, tongue, mostMoved).map(({ subject, now, since }) => ({
    text: tongue.say('{subject}: {now}, {since}.', { subject, now, since }),
    section: 'enforcement',
  }));

function olderLine(digest: Digest, { say }: Locale): readonly BriefLine[] {
  const [first, ...more] = placedItems(digest).filter(({ item }) => isFolded(item));
  if (first === undefined) return [];
  const n = more.length + 1;
  return [{ text: say('Older documents, first seen now: {n}.', { n }), section: first.section }];
}

/** An item that its section only counts. */
export const isFolded = ({ older, what, inFull }: DigestItem): boolean => older === true && what === 'new' && inFull === undefined;

const highlighted = (digest: Digest): readonly Headline[] =>
  (digest.highlights ?? []).flatMap(({ id, reasons }) => {
    const place = findItem(digest, id);
    return place ? [{ ...place, reasons }] : [];
  });

/** The first that has a name: a subject of single words says nothing. */
function subjectHeadline(digest: Digest, today: string, tongue: Locale): string | undefined {
  const items = highlighted(digest).map(({ item }) => item);
  const named = items.find((item) => tongue.language === 'zh' || !isWordList(itemView(item, today, tongue)));
  return named && titleOf(named, today, tongue, subjectWords);
}

function highlightLines(digest: Digest, today: string, tongue: Locale): readonly BriefLine[] {
  const found = highlighted(digest);
  const shown = new Set(found.map(({ item }) => item.id));
  return [
    ...found.map((place) => lineOf(place, reasonViews(place, today, tongue), today, tongue)),
    ...editLines(digest, shown, today, tongue),
    ...openLine(digest, shown, today, tongue),
    ...movedLine(digest, tongue),
    ...olderLine(digest, tongue),
  ];
}

const briefTitle = (item: DigestItem, { language }: Locale): string =>
  plainLine(language === 'zh' ? (item.act?.title ?? item.title) : ownHeadline(item).english, 240).replace(/[.。…]{1,9}$/, (end) =>
    end.includes('…') ? '…' : '',
  );

const nearestClosing = (items: readonly DigestItem[], from: string): string | undefined =>
  items
    .flatMap(({ what, dates: { commentBy } }) => (what !== 'withdrawn' && commentBy?.precision === 'day' ? commentBy.value : []))
    .filter((day) => day >= from)
    .toSorted()[0];

function unseenLine(digest: Digest, { say }: Locale): string {
  const { total, unknown = 0 } = digest.sources;
  const missing = digest.unseen.length;
  if (unknown > 0)
    return say('Of {total} sources {missing} could not be read in full; for {unknown} no record was kept.', { total, missing, unknown });
  if (total === 1) return missing === 0 ? say('The one source was read.') : say('The only source could not be read in full.');
  if (missing === 0) return say('All {total} sources were read.', { total });
  return say('{missing} of {total} sources could not be read in full.', { missing, total });
}

/** What has to be said before anything else: that nobody looked, or not to the end. */
function silenceLine({ silence, sources: { total } }: Digest, { say, moment }: Locale): readonly string[] {
  if (!silence) return [];
  const at = silence.since === undefined ? '' : moment(silence.since);
  switch (silence.kind) {
    case 'unread':
      return [say('No source of {total} has been checked yet.', { total })];
    case 'unanswered':
      return [say('Nothing could be read: no source of {total} responded.', { total })];
    case 'away':
      return [say('No source could be read in the last check, {at}.', { at })];
    case 'late':
      return [say('The last check was on {at}: later publications are not included.', { at })];
    case 'elsewhere':
      return [
        say('This collection was made with another configuration: {sources} of its sources are not enabled here.', {
          sources: silence.sources ?? 0,
        }),
      ];
    case 'before':
      return [say('No check ran in this week: the first was on {at}, and its results belong to later weeks.', { at })];
  }
}

/** Silences of which "nothing new" would be false. */
const sawNothing: ReadonlySet<string | undefined> = new Set(['unread', 'unanswered', 'before', 'elsewhere']);

const nothingWords = ({ outside }: Digest, { say }: Locale): string =>
  outside ? say('Nothing new by your choices this week.') : say('Nothing new this week.');

export function briefOf(digest: Digest, today: string, tongue: Locale): readonly BriefLine[] {
  const hasItems = sectionItems(digest).length > 0;
  return [
    ...silenceLine(digest, tongue).map((text) => ({ text, section: 'unseen' as const })),
    ...(hasItems || sawNothing.has(digest.silence?.kind) ? [] : [{ text: nothingWords(digest, tongue), section: 'binding' as const }]),
    ...highlightLines(digest, today, tongue),
    ...(digest.silence?.kind === 'unread' ? [] : [{ text: unseenLine(digest, tongue), section: 'unseen' as const }]),
  ];
}

/** `New binding texts 1 · Drafts open for comment 2 · …`, zeros stated. */
export const countsOf = (digest: Digest, tongue: Locale): readonly { section: SectionId; name: string; n: number }[] =>
  sections.map((section) => ({ section, name: tongue.title(sectionNames, section), n: digest.sections[section].length }));

/** Of a mail that choices narrowed it is not known that nothing was new. */
export function nothingIn({ outside = 0 }: Digest, empty: readonly { readonly name: string }[], { say }: Locale): string {
  const names = empty.map(({ name }) => name).join(say('; '));
  return outside > 0 ? say('Nothing by your choices: {names}.', { names }) : say('Nothing new: {names}.', { names });
}

const slowedWords = ({ slowed }: Digest, { say, day }: Locale): string =>
  slowed === undefined
    ? ''
    : say('Sources were asked less often since {since}: the budget of the month is nearly used up. ', {
        since: day(beijing(slowed.since).slice(0, 10)),
      });

/** How many pages were looked at and left out: said once at the foot. */
export function scopeLine(digest: Digest, tongue: Locale): string {
  const { say } = tongue;
  const { counts, sources } = digest;
  const { changed, withdrawn, irrelevant } = counts;
  const happened = [
    counts.new && say('{new} new', { new: counts.new }),
    changed && say('{changed} changed', { changed }),
    withdrawn && say('{withdrawn} withdrawn', { withdrawn }),
  ].filter(Boolean);
  const words = [
    say('{inOrder} of {total} sources OK.', { inOrder: sources.inOrder, total: sources.total }),
    happened.length > 0 && say('First collected this week: {happened}.', { happened: happened.join(say(', ', '，')) }),
    irrelevant > 0 && say('{irrelevant} more were read and are not about AI in China.', { irrelevant }),
  ]
    .filter(Boolean)
    .join(say(' '));
  const { older = 0 } = counts;
  const before = say(' Older documents read in the background, not listed here: {older}.', { older });
  return `${slowedWords(digest, tongue)}${words}${older > 0 ? before : ''}`;
}

export function subjectOf(digest: Digest, today: string, tongue: Locale): string {
  const { say } = tongue;
  const { binding, drafts } = digest.sections;
  const added = digest.notInEarlierMail?.length ?? 0;
  const count = sectionItems(digest).length + added;
  const closes = nearestClosing(drafts, today);
  const words = closes && renderTimeLeft(closes, today, say);
  const left = words ? `${say(', ', '，')}${words}` : '';
  const first = subjectHeadline(digest, today, tongue);
  const nothing = digest.outside ? say('nothing new by your choices') : say('nothing new');
  const lines = [
    first,
    binding.length > 0 && say('{binding} binding {binding:text|texts}', { binding: binding.length }),
    drafts.length > 0 && say('{drafts} {drafts:draft|drafts}{left}', { drafts: drafts.length, left }),
    first === undefined && binding.length + drafts.length === 0 && (count > 0 ? say('{count} {count:item|items}', { count }) : nothing),
    (first === undefined || digest.silence !== undefined) &&
      digest.unseen.length > 0 &&
      say('{unseen} source{unseen:|s} with problems', { unseen: digest.unseen.length }),
  ].filter(Boolean);
  return headerLine(`Hongtou 红头 ${digest.week}${say(': ')}${lines.join(say('; '))}`);
}
