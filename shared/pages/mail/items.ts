import { type Digest, type DigestItem, placedItems, type SectionId, sectionNames, sections } from '../../model/digest.ts';
import type { SummaryLine } from '../../model/summary.ts';
import { opt } from '../../model/values.ts';
import { dullnessOf, hasNumbersOf, isTopped, supportedBy, tooDull } from '../../stages/digest/telling.ts';
import { summaryInBrief } from '../../stages/english/summary-parts.ts';
import type { Locale } from '../words/days.ts';
import { type Html, type HtmlPart, html, joinParts } from '../words/escape.ts';
import { markHan, zh } from '../words/page-view.ts';
import { titleLanguage } from '../words/text-name.ts';
import { padded, wrap } from '../words/wrap.ts';
import { doesWords, isFolded } from './digest-highlights.ts';
import { countWords, elsewhereWords, notEarlier, shortTitle } from './digest-parts.ts';
import { beside, byBeside, type FactView, type ItemView, itemView, lineTitle } from './digest-view.ts';
import pieces from './mail-pieces.json' with { type: 'json' };

/** The facts to list beside the sentences, which tell how it stands to other texts. */
export const listedFacts = ({ facts, said }: ItemView): readonly FactView[] =>
  facts.filter(({ kind }) => kind !== 'relation' || said.length === 0);

/** A sum of which nobody is told whom or what it is for. */
const sum = String.raw`(?:(?:at most|at least|up to) )?[\d,.]+(?: [mb]illion)?(?: to [\d,.]+(?: [mb]illion)?)? yuan(?: a \w+)?`;
/** A label with its amount that says something by itself: of support not sums alone. */
const amount = new RegExp(`^(?:Fines|Proposed fines): .*[a-z]{3}|^Support: (?!${sum}(?:; ${sum})*\\.?$).*[a-z]{3}`);
const penalty = /^(?:Fines|Proposed fines|Consequences named)\b/;
const aim = /^(?:By \d{4}|Target|On record)\b/;
const aimsAt = /^(?:They|It) (?:would )?aims? to /;
const onRecord = 'On record: ';
const mostUntold = 2;
const longestCell = 80;

/** Aims that only say again, by their numbers, what an earlier one says. */
function isAgain({ says }: SummaryLine, seen: Set<string>): boolean {
  if (!aim.test(says)) return false;
  const numbers = says.match(/\d[\d,.]*(?<=\d)/g) ?? [];
  const again = numbers.length > 1 && numbers.every((each) => seen.has(each));
  for (const each of numbers) seen.add(each);
  return again;
}

const opening =
  /^(?:(?:Target|Support|Fines|(?:By|Aim for) \d{4}): |(?:They|It) (?:would )?calls? for |(?:Applications|Objections) (?:can|could) be \w+(?: in)? )/;
const more = /, among other things(?=\.$)/;
/** Sentences that begin alike are one: its beginning stands once, and once that there is more. */
function joinAlike(told: readonly string[]): readonly string[] {
  const joined: string[] = [];
  for (const says of told) {
    const [start] = opening.exec(says) ?? [];
    const last = joined.at(-1);
    if (start === undefined || last === undefined || !last.startsWith(start)) joined.push(says);
    else {
      const tail = more.test(last) || more.test(says) ? ', among other things.' : '.';
      joined[joined.length - 1] =
        `${last.replace(more, '').slice(0, -1)}; ${says.slice(start.length).replace(more, '').slice(0, -1)}${tail}`;
    }
  }
  return joined;
}

/** What is not dull; of support every ceiling where any is told, of those for the same the highest. */
function withCeilings(told: readonly string[]): readonly string[] {
  const isPlain = (says: string): boolean => dullnessOf(says) < tooDull;
  const isTold = told.some((says) => isPlain(says) && supportedBy(says) !== undefined);
  return told.filter((says) => {
    const whom = supportedBy(says);
    if (whom === undefined || !isTold) return isPlain(says);
    return !isTopped(
      says,
      told.filter((other) => supportedBy(other) === whom),
    );
  });
}

/**
 * What is told of an act at first sight: what is told in English, as sentences, the dull ones only where no other is; behind a label its Chinese only
 * where a day hangs on it, or where nothing is told. All of it with its quotes is on the page.
 */
export function saidWithin({ said }: ItemView, most: number): { readonly text: string; readonly labels: readonly SummaryLine[] } {
  const seen = new Set<string>();
  const brief = summaryInBrief(said, Number.POSITIVE_INFINITY).filter(({ says }) => !beside.test(says));
  const aims = brief.filter(({ says }) => aim.test(says));
  const lines = brief.filter(
    (line) => !isAgain(line, seen) && !(aimsAt.test(line.says) && aims.some(({ says }) => hasNumbersOf(says, line.says))),
  );
  const isBare = ({ kind, says, machine }: SummaryLine): boolean => kind === 'label' && machine === undefined && !amount.test(says);
  const told = lines
    .filter((line) => !isBare(line))
    .map(({ kind, says, machine }) =>
      kind === 'sentence' ? says.replace(onRecord, '') : `${[says, machine].filter(Boolean).join(': ')}${machine ? '' : '.'}`,
    );
  // What is asked for stands before what a breach of it costs.
  const asked = told.findIndex((says) => !penalty.test(says));
  const plain = withCeilings([...told.slice(asked, asked + 1), ...told.slice(0, Math.max(0, asked)), ...told.slice(asked + 1)]);
  // Cells of a table in a row are no sentence.
  const bare = lines.filter((line) => isBare(line) && (line.quote.length < longestCell || /[。；;：:]/.test(line.quote)));
  // A day that a sentence tells needs no label.
  const dated = bare.filter(({ says }) => {
    const day = /^Due (?:from .*)?by (.+)/.exec(says)?.[1];
    return day !== undefined && !told.some((each) => each.includes(day));
  });
  return {
    text: joinAlike([...new Set(plain.length > 0 ? plain.slice(0, most) : told.slice(0, mostUntold))]).join(' '),
    labels: told.length > 0 ? dated.slice(0, 1) : [...new Set([...dated, ...bare])].slice(0, mostUntold),
  };
}

/** An item in one line: what matters in time, the headline, by whom; the Chinese title with the number stands beside it. */
type ItemLine = { readonly lead?: string; readonly title: string; readonly by?: string; readonly beside: string; readonly does: string };

/** Fewer words of a headline say nothing; of an act about something else there is no more than its title, and that whole. */
const fewestWords = 6;
const wholeTitle = 40;

type LineOptions = {
  readonly words: number;
  readonly numbered: boolean;
};

/** At most so many English words; the paragraph is on the page. */
function itemLine(item: DigestItem, today: string, tongue: Locale, { words, numbered }: LineOptions): ItemLine {
  const { lead, by, english, chinese } = itemView(item, today, tongue);
  const first = lead?.short ?? lead?.strong;
  const { published, signed } = item.dates;
  const day = item.aside && lead === undefined ? (published ?? signed)?.value : undefined;
  const issuer = [byBeside(tongue.language === 'zh' ? (chinese ?? english) : english, by), day && tongue.day(day)]
    .filter(Boolean)
    .join(tongue.say(', ', '，'));
  const left = words - countWords([first, issuer].join(' '));
  const [title, other] =
    tongue.language === 'zh' && chinese !== undefined
      ? [chinese, undefined]
      : [shortTitle(item, english, item.aside ? wholeTitle : Math.max(fewestWords, left)), chinese];
  return {
    ...opt('lead', first),
    title,
    ...(issuer !== '' && { by: tongue.say('({by})', { by: issuer }) }),
    beside: [other, numbered && item.number].filter(Boolean).join(' '),
    does: (item.aside ? doesWords(item, tongue) : []).map((each) => `${each}${tongue.say('.')}`).join(' '),
  };
}

/**
 * `level` 0 tells everything; 1 leaves out quotes and coverage; 2 keeps a line of each item; `facts` bounds those of an item, `words` the
 * English words of a line, `most` the items of a section.
 */
export type Detail = {
  readonly level: 0 | 1 | 2;
  readonly facts: number;
  readonly words: number;
  readonly most: number;
};
export const everything: Detail = { level: 0, facts: 5, words: 18, most: Number.POSITIVE_INFINITY };

const least: Detail = { ...everything, level: 2, facts: 2, words: 12 };

/** What is told of an item is cut first, then items, and these only with the number of those that are left out. */
export const details: readonly Detail[] = [
  everything,
  { ...everything, facts: 3, words: 16 },
  { ...everything, facts: 2, words: 11 },
  { ...least, level: 1 },
  least,
  ...[80, 60, 40, 30, 24, 20, 17, 15, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0].map((most) => ({ ...least, most })),
];
/** English words of a mail without the list of sources. */
const mostWords = 900;
/** A mail of more words tells as few facts as this detail does, and is sent all the same: every item has its line. */
const fewestFacts = 2;

/** Whether a mail is short enough to be read: `words` are those of its news. */
export const isBriefEnough = (digest: Digest, { level, facts }: Detail, words: number): boolean =>
  digest.highlights === undefined || words <= mostWords || level > 0 || facts <= fewestFacts;

/** So many items are told in full, the highlights first; the others have a line, and their paragraph is on the page. */
const inFull = 5;

/** `onPage`: the digest's page has it. */
export type ShownItem = { readonly item: DigestItem; readonly how: 'full' | 'line' | 'elsewhere'; readonly onPage: boolean };
/** `older` items are only counted; `more` are left out for want of room. */
export type ShownSection = {
  readonly name: string;
  readonly id?: SectionId;
  readonly n: number;
  readonly told: readonly ShownItem[];
  readonly older: number;
  readonly more: number;
};

function fullIds(digest: Digest): ReadonlySet<string> | undefined {
  if (digest.highlights === undefined) return undefined;
  const able = placedItems(digest).flatMap(({ item, section }) =>
    section !== 'effect' && item.inFull === undefined && !item.aside && !isFolded(item) ? [item.id] : [],
  );
  const first = digest.highlights.map(({ id }) => id).filter((id) => able.includes(id));
  return new Set([...new Set([...first, ...able])].slice(0, inFull));
}

/**
 * The sections of a mail or text in their order, then what an earlier mail did not have. Where no page has the rest (`page` is false), all
 * is told in full.
 */
export function shownSections(digest: Digest, tongue: Locale, { level, most }: Detail, page: boolean): readonly ShownSection[] {
  const full = page ? fullIds(digest) : undefined;
  const howOf = (item: DigestItem): ShownItem['how'] =>
    item.inFull !== undefined ? 'elsewhere' : level < 2 && (full === undefined || full.has(item.id)) ? 'full' : 'line';
  const tell = (name: string, items: readonly DigestItem[], id?: SectionId): ShownSection => {
    const shown = full === undefined ? items : items.filter((item) => !isFolded(item));
    return {
      name,
      ...opt('id', id),
      n: items.length,
      told: shown.slice(0, most).map((item) => ({ item, how: howOf(item), onPage: id !== undefined })),
      older: items.length - shown.length,
      more: Math.max(0, shown.length - most),
    };
  };
  const added = digest.notInEarlierMail ?? [];
  return [
    ...sections.map((id) => tell(tongue.title(sectionNames, id), digest.sections[id], id)),
    ...(added.length > 0 ? [tell(notEarlier(tongue), added)] : []),
  ];
}

const width = 72;

const titleLines = (view: ItemView, { language }: Locale): string => {
  const english = wrap(view.english, width);
  if (view.chinese === undefined) return english;
  return language === 'zh' ? `${view.chinese}\n${english}` : `${english}\n${view.chinese}`;
};

const factLines = (view: ItemView): readonly string[] =>
  listedFacts(view).flatMap(({ label, lines }) =>
    lines.map((line, index) => wrap(line, width, `  ${padded(index === 0 ? label : '', 10)}`, ' '.repeat(12))),
  );

const coverageLines = (view: ItemView, { say }: Locale): readonly string[] =>
  view.coverage.length === 0
    ? []
    : [
        `  ${say('Coverage')}`,
        ...view.coverage.flatMap(({ title, original, url, type }) => [
          wrap(`${type}: ${title}`, width, '  - ', '    '),
          ...(original === undefined ? [] : [`    ${original}`]),
          ...(url === undefined ? [] : [`    ${url}`]),
        ]),
      ];

const leadText = ({ lead }: ItemView, { language, say }: Locale): string | undefined =>
  lead && `${language === 'en' ? lead.strong.toUpperCase() : lead.strong}${say(', ', '，')}${lead.rest}`;

function saidLines(view: ItemView, facts: number): readonly string[] {
  const { text, labels } = saidWithin(view, facts);
  const lines = [
    ...(text === '' ? [] : [wrap(text, width)]),
    ...labels.map(({ says, quote }) => wrap(`${says}: “${quote}”`, width, '', '  ')),
    ...view.quotes.slice(0, facts).map((quote) => wrap(`“${quote}”`, width, '  ')),
  ];
  return ['', ...lines, ...(lines.length > 0 ? [''] : [])];
}

type ItemOptions = Pick<Detail, 'level' | 'facts'> & {
  readonly page: string | undefined;
};

export function itemText(item: DigestItem, today: string, tongue: Locale, { level, facts, page }: ItemOptions): string {
  const view = itemView(item, today, tongue);
  const { say } = tongue;
  const link = (label: string, url: string | undefined): string | undefined => url && `  ${padded(label, 15)}${url}`;
  return [
    leadText(view, tongue),
    titleLines(view, tongue),
    wrap([view.status, view.kind].filter(Boolean).join(' · '), width),
    view.unseen && wrap(view.unseen, width),
    ...(level === 0 ? saidLines(view, facts) : []),
    ...factLines(view),
    ...(level === 0 ? coverageLines(view, tongue) : []),
    link(say('Official page'), view.official),
    link(view.said.length > 0 ? say('Quotes') : say('In Hongtou'), page),
  ]
    .filter((line) => typeof line === 'string')
    .join('\n');
}

export function lineText(
  item: DigestItem,
  today: string,
  tongue: Locale,
  { page, ...options }: LineOptions & { readonly page: string | undefined },
): string {
  const { lead, title, by, beside, does } = itemLine(item, today, tongue, options);
  const said = [lead === undefined ? title : `${lead}${tongue.say(': ')}${title}`, by].filter(Boolean).join(tongue.say(' '));
  return [wrap(said, width, '', '  '), beside !== '' && `  ${beside}`, does !== '' && wrap(does, width, '  '), page && `  ${page}`]
    .filter(Boolean)
    .join('\n');
}

export function elsewhereText(item: DigestItem, today: string, tongue: Locale): string {
  const view = itemView(item, today, tongue);
  const { say } = tongue;
  const named = [view.lead?.strong, lineTitle(view, tongue)].filter(Boolean).join(say(': '));
  return wrap([named, item.inFull && elsewhereWords(item.inFull, tongue)].filter(Boolean).join(say('. ')), width, '', '  ');
}

/** The pieces of a mail, compiled of mail.mjml (`npm run build:mail`, decision 35); their slots go through the one escaping function. */
type PieceName = keyof typeof pieces;
type Cut = { readonly strings: TemplateStringsArray; readonly slots: readonly string[] };

function cut(markup: string): Cut {
  const parts = markup.split(/\{\{(\w+)\}\}/);
  const strings = parts.filter((_, at) => at % 2 === 0);
  return { strings: Object.assign(strings, { raw: strings }), slots: parts.filter((_, at) => at % 2 === 1) };
}

const cuts: ReadonlyMap<string, Cut> = new Map(Object.entries(pieces).map(([name, markup]) => [name, cut(markup)]));

/** A piece with its slots filled. Throws when one is left out: `undefined` and `false` fill a slot with nothing. */
export function fillPiece(name: PieceName, filling: Readonly<Record<string, HtmlPart>>): Html {
  const { strings, slots } = cuts.get(name) ?? cut('');
  const missing = slots.find((slot) => !Object.hasOwn(filling, slot));
  if (missing !== undefined) throw new Error(`the piece ${name} of a mail needs ${missing}`);
  return html(strings, ...slots.map((slot) => filling[slot]));
}

const link = (href: string, text: HtmlPart): Html => fillPiece('link', { href, text });

function titles(view: ItemView, href: string, { language }: Locale): Html {
  const { english, chinese } = view;
  const [first, second] = language === 'zh' && chinese !== undefined ? [chinese, english] : [english, chinese];
  const title = fillPiece('title', { href, lang: titleLanguage(first), text: first });
  return second === undefined ? title : html`${title}${fillPiece('other', { lang: titleLanguage(second), text: second })}`;
}

const fact = (label: string, lines: readonly string[]): Html =>
  fillPiece('fact', { label: markHan(label), content: joinParts(lines.map(markHan), html`<br>`) });

const leadOf = ({ lead }: ItemView): HtmlPart => lead && fillPiece('lead', { strong: markHan(lead.strong), rest: markHan(lead.rest) });

function said(view: ItemView, facts: number): HtmlPart {
  const { text, labels } = saidWithin(view, facts);
  return [
    text !== '' && fillPiece('text', { content: markHan(text) }),
    labels.map(({ says, quote }) => fillPiece('fact', { label: `${says}:`, content: zh(`“${quote}”`) })),
    view.quotes.slice(0, facts).map((quote) => fillPiece('quote', { text: quote })),
  ];
}

const coverage = (view: ItemView): HtmlPart =>
  view.coverage.map(({ title, original, url, type }) =>
    fillPiece('kind', {
      content: html`${markHan(type)}: ${url === undefined ? markHan(title) : link(url, markHan(title))}${original !== undefined && html` ${markHan(original)}`}`,
    }),
  );

type MailItemOptions = Pick<Detail, 'level' | 'facts'> & { readonly page: string };

export function itemMail(item: DigestItem, today: string, tongue: Locale, { level, facts, page }: MailItemOptions): Html {
  const view = itemView(item, today, tongue);
  const { say } = tongue;
  const official = view.official === undefined ? [] : [link(view.official, say('Official page'))];
  const unseen = view.unseen !== undefined && html` · <b>${markHan(view.unseen)}</b>`;
  const links = [...official, link(page, view.said.length > 0 ? say('Quotes') : say('In Hongtou'))];
  return html`${leadOf(view)}${fillPiece('kind', { content: html`${view.status && html`<b>${view.status}</b> · `}${markHan(view.kind)}${unseen}` })}
${titles(view, page, tongue)}
${level === 0 && said(view, facts)}
${listedFacts(view).map(({ label, lines }) => fact(`${label}${say(': ').trimEnd()}`, lines))}
${level === 0 && coverage(view)}${fillPiece('kind', { content: joinParts(links, ' · ') })}`;
}

export function lineMail(
  item: DigestItem,
  today: string,
  tongue: Locale,
  { page, ...options }: LineOptions & { readonly page: string },
): Html {
  const { lead, title, by, beside, does } = itemLine(item, today, tongue, options);
  const name = fillPiece('bare', { href: page, text: markHan(title) });
  const content = html`${lead !== undefined && html`<b>${markHan(lead)}</b>${tongue.say(': ')}`}${name}${by !== undefined && html`${tongue.say(' ')}${markHan(by)}`}${
    beside !== '' && html` ${markHan(beside)}`
  }${does !== '' && html`<br>${markHan(does)}`}`;
  return fillPiece('short', { content });
}

export function elsewhereMail(item: DigestItem, today: string, tongue: Locale, page: string): Html {
  const view = itemView(item, today, tongue);
  const lead = view.lead && html`<b>${markHan(view.lead.strong)}</b> ${markHan(view.lead.rest)}${tongue.say(': ')}`;
  const name = fillPiece('bare', { href: page, text: markHan(lineTitle(view, tongue)) });
  return fillPiece('short', {
    content: html`${lead}${name}${item.inFull && html`${tongue.say('. ')}${markHan(elsewhereWords(item.inFull, tongue))}`}`,
  });
}
