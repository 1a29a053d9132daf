import type { ActInEnglish, ShownDocument } from '../../model/document.ts';
import { type KnownAct, knownDates } from '../../model/lineage.ts';
import type { Hit, MissingRange } from '../../model/query.ts';
import { hasHan, opt, orEmpty } from '../../model/values.ts';
import type { DocumentType } from '../../model/vocabulary.ts';
import { knownIssuers } from '../../registry/issuers.ts';
import { type Checked, isOldCheck } from '../../registry/known.ts';
import { englishTitle } from '../../stages/english/english.ts';
import { headlineOf, type Named, ownHeadline } from '../../stages/english/headline.ts';
import { beijing, dayShort, dayWords, momentWords } from './days.ts';
import { bracketed, type Html, type HtmlPart, html } from './escape.ts';
import names from './names.json' with { type: 'json' };
import { documentPath, markHan, type View, zh } from './page-view.ts';
import { dateNames, issuerMissing, type LanguagePair, named, type Say, unseenWords, word } from './words.ts';

export { headlineOf, type Named, ownHeadline } from '../../stages/english/headline.ts';

export const titleLanguage = (title: string): 'en' | 'zh-Hans' => (hasHan(title) ? 'zh-Hans' : 'en');

/** The headline of a text in the language of the interface. */
export const headlineIn = (named: Named, { say }: Pick<View, 'say'>): string => {
  const { english, chinese } = headlineOf(named);
  return say(english, chinese);
};

/** A title marked with the language that it is in. */
export const titleSpan = (title: string): Html => html`<span lang="${titleLanguage(title)}">${title}</span>`;

/** The other name of a text under the first, where it is another one. */
export const titleBelow = (first: string, second: string): HtmlPart =>
  second !== '' && second !== first && html`<p class="zh" lang="${titleLanguage(second)}">${second}</p>`;

/** Its English headline, or the title of its own page. */
export const headlineSpan = ({ title, english }: Named, { language }: Pick<View, 'language'>): Html =>
  language === 'en' ? html`<span lang="en">${headlineOf({ title, ...opt('english', english) }).english}</span>` : zh(title);

/** A body by its name in the language of the interface, in Chinese where it has no other. */
export const bodyName = (
  { name, english }: { readonly name: string; readonly english?: string },
  { language }: Pick<View, 'language'>,
): HtmlPart => (language === 'en' && english !== undefined ? english : zh(name));

/** How a text is named where another one points to it: English first, the original beside it, as everywhere. */

export type TextName = { readonly id?: string; readonly title?: string; readonly number?: string; readonly english?: string };

/** A title as it is quoted; one that quotes another has its brackets inside, one in English needs none. */
const quoted = (title: string): string => (title.includes('《') || !hasHan(title) ? title : bracketed(title));

/** English that is more than the title again; of a title that comes without, the glossary's where it knows every character. */
export function englishName({ title, english }: TextName): string | undefined {
  if (english !== undefined && english !== '') return english === title ? undefined : english;
  if (title === undefined || !hasHan(title)) return undefined;
  const found = englishTitle(title).english;
  return found === title.trim() ? undefined : found;
}

/** A text by one name: the act that it issues where its type says that it is an act; in English where there is any. */
export function shortTitle(
  { title = '', english, type }: TextName & { readonly type?: DocumentType },
  { language }: Pick<View, 'language'>,
): string {
  const named = headlineOf({ title, ...opt({ english, type }) });
  if (language === 'zh') return named.chinese;
  return (named.by && englishName({ title: named.chinese })) || named.english;
}

export const softDay = (value: string | undefined): HtmlPart =>
  value !== undefined && value !== '' && html` <span class="soft small nb">${dayShort(value)}</span>`;

type NamedPage = Pick<ShownDocument, 'title' | 'english' | 'type'>;

export const pageName = ({ title, english, type }: NamedPage, { language }: Pick<View, 'language'>): string =>
  language === 'zh' ? title : ownHeadline({ title, english: english.title, type }).english;

export function renderHeading(document: NamedPage & Pick<ShownDocument, 'id'>, view: View): Html {
  const [first, second] =
    view.language === 'zh' ? [document.title, pageName(document, { language: 'en' })] : [pageName(document, view), document.title];
  return html`<h1><a href="${view.to(documentPath(document.id))}" lang="${titleLanguage(first)}">${first}</a></h1>${titleBelow(first, second)}`;
}

/** A text as a footnote cites it. */
export function citationText({ dates, issuers, revisions, english, ...document }: ShownDocument, article?: string): string {
  const { title, number, url } = document;
  const last = revisions.at(-1);
  const days = (['signed', 'published'] as const).flatMap((kind) => (dates[kind] ? [`${kind} ${dayWords(dates[kind].value, 'en')}`] : []));
  const translated = english.title !== title && english.title !== '' ? ` [${english.title}]` : '';
  const cite = [
    issuers.map((issuer) => issuer.english ?? issuer.name).join(', '),
    `${title}${translated}`,
    number,
    article,
    ...days,
    url,
    last && `revision ${last.n}, read ${momentWords(last.at, 'en')} Beijing`,
  ];
  return `${cite.filter(Boolean).join(', ')}.`;
}

const plainNames = ({ number, english, title }: TextName): string =>
  [number, english, title && quoted(title)].filter(Boolean).join(' ') || 'unnamed';

/** As `named`, for a terminal. */
export const renderPlainTextName = (text: TextName): string => {
  const { english: _, ...rest } = text;
  return plainNames({ ...rest, ...opt('english', englishName(text)) });
};

/** Of a held text without an English name, the words of its title that are known. */
const knownWords = ({ id, title }: TextName): string | undefined =>
  id === undefined || title === undefined || !hasHan(title) ? undefined : englishName({ title, english: headlineOf({ title }).english });

/** A text by its names; held ones (with an `id`) are links. In the Chinese interface the original alone. */
export function renderTextName(text: TextName, view: View): Html {
  const original = [text.title && quoted(text.title), text.number].filter(Boolean).join(' ') || view.say('untitled');
  const english = view.language === 'zh' ? undefined : (englishName(text) ?? knownWords(text));
  const language = hasHan(original) ? 'zh-Hans' : 'en';
  const first =
    english === undefined ? html`<span lang="${language}">${original}</span>` : html`<span lang="en">${markHan(english)}</span>`;
  const beside = english !== undefined && html` <span class="soft" lang="${language}">${original}</span>`;
  if (text.id === undefined) return html`${first}${beside}`;
  return html`<a href="${view.to(documentPath(text.id))}">${first}</a>${beside}`;
}

export const officialLink = (url: string | undefined, { say }: Pick<View, 'say'>): HtmlPart =>
  url !== undefined && html`<a href="${url}" rel="noreferrer">${say('Official page')}</a>`;

/**
 * As `named`, and says of a text without an `id` that it is known or not collected; of one that only a translated title names nobody can
 * tell.
 */
export function renderTextNameOrMissing(text: TextName & { readonly known?: KnownAct }, view: View): Html {
  const { known, ...cited } = text;
  if (known) {
    const official = officialLink(known.url, view);
    const mark = html` <span class="soft small">${view.say('known, not yet read')}${official && ' · '}${official}</span>`;
    const { title, number, english } = known;
    const named = { title, ...(number !== undefined && { number }), ...(english && { english: english.title }) };
    return html`${renderTextName({ ...named, ...cited }, view)}${mark}`;
  }
  const isMissing = text.id === undefined && (text.number !== undefined || hasHan(orEmpty(text.title)));
  return html`${renderTextName(text, view)}${isMissing && html` <span class="soft small">${view.say('not collected')}</span>`}`;
}

/** Where a text that is not stored may be found: as a page links it, else as a catalogue has it. */
export const addressOf = ({ url, known }: { readonly url?: string; readonly known?: KnownAct }): string | undefined => url ?? known?.url;

export function dayOfHit({ published, signed, firstSeenAt }: Pick<Hit, 'published' | 'signed' | 'firstSeenAt'>): {
  readonly kind: 'published' | 'signed' | 'firstSeen';
  readonly day: string;
} {
  if (published !== undefined) return { kind: 'published', day: published };
  if (signed !== undefined) return { kind: 'signed', day: signed };
  return { kind: 'firstSeen', day: beijing(firstSeenAt).slice(0, 10) };
}

export const englishIssuers = ({ issuerNames, shown }: Pick<Hit, 'issuerNames' | 'shown'>): readonly string[] =>
  shown?.issuers ?? knownIssuers(issuerNames);

/** `CAC`, `CAC and MPS`, `CAC and 6 others`: all of them stand on the page of the document. */
export function issuersInBrief([first, second, ...others]: readonly string[], say: Say): string | undefined {
  if (first === undefined || second === undefined) return first;
  return others.length === 0
    ? say('{first} and {second}', { first, second })
    : say('{first} and {others} others', { first, others: others.length + 1, all: others.length + 2 });
}

/** Issuers for a terminal: in English where the registry knows them all, else the names on the page too. */
export function renderPlainIssuers(
  hit: Pick<Hit, 'issuerNames' | 'type' | 'url' | 'shown'> & Partial<Pick<Hit, 'carrier' | 'notSeenOnIssuersSite'>>,
): string {
  const { issuerNames: names } = hit;
  const known = englishIssuers(hit);
  const named =
    known.length === names.length ? known.join(', ') : [known.join(', '), names.join('、')].filter((each) => each !== '').join(' ');
  const unseen = unseenWords(hit, 'en');
  return [names.length === 0 ? issuerMissing(hit, 'en') : named, unseen && `(${unseen})`].filter(Boolean).join(' ');
}

export const knownName = ({ title, english, number }: KnownAct): TextName => ({
  title,
  ...(english && { english: english.title }),
  ...(number !== undefined && { number }),
});

/** When somebody last held it against public texts, and against which where that is more than its catalogue; what is long ago says so. */
export const checkedWords = ({ checked, from }: CheckedRow, today: string): string =>
  `checked ${dayWords(checked.day, 'en')}${isOldCheck(checked, today) ? ', long ago' : ''}${checked.where === from ? '' : `: ${checked.where}`}`;

/** The same on a page; against which is told in English alone. */
export function checkedNote(row: CheckedRow, { today, language }: View): HtmlPart {
  const { checked, from } = row;
  if (language === 'en') return checkedWords(row, today);
  const against = checked.where !== from && html`：<span lang="en">${checked.where}</span>`;
  return html`${dayWords(checked.day, language)}核对${isOldCheck(checked, today) && '（已久）'}${against}`;
}
type CheckedRow = { readonly checked: Checked; readonly from?: string };

export function knownLines(act: KnownAct, today: string): string[] {
  const { issuers, dates, url, from } = act;
  const days = knownDates.flatMap((kind) => (dates[kind] ? [`${word(dateNames, kind, 'en')} ${dates[kind].value}`] : []));
  const facts = [...(issuers.length > 0 ? [issuers.map(({ name, english }) => english ?? name).join(', ')] : []), ...days];
  return [
    `known: ${plainNames(knownName(act))}`,
    ...(facts.length > 0 ? [facts.join('; ')] : []),
    url ?? 'no official address known',
    `from: ${from}; ${checkedWords(act, today)}`,
  ];
}

export const missingReasons = named<MissingRange['why']>(names.missing);

export const translationWords = ({ official, by }: ActInEnglish): LanguagePair =>
  official ? ['Official English', '官方英文'] : [`Translation by ${by.en}`, `${by.zh}译文`];
