import type { Citation } from '../../model/article.ts';
import { orEmpty } from '../../model/values.ts';
import type { DocumentType, Relation } from '../../model/vocabulary.ts';
import { numberKey } from '../numbers/numbers.ts';
import { isAct } from '../text/acts.ts';
import { foldScript } from '../text/language.ts';
import { anyVerb, expressionsOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import { citedTitleKey, citedTitleKeys } from './link/mentions.ts';
import { type CitedKeys, keysOf, mergeCitations } from './link/merge-citations.ts';
import { findAnnouncement, findChangesOfKnown, findMainAct, findRelatedMentions, type RelatedMention } from './link/related-mentions.ts';

const {
  /** What is to be made, changed and ended one day. */
  plans,
  /** What a title says of the one act that it names when it changes it: its term, its day of effect, its wording. */
  ofChanged,
  founding,
  thisAct,
  /** 关于《X》续行的通知: whatever stands behind the title is said of another text. */
  aboutNamed,
  /** …的，应当按照《X》办理; 依照《X》第九条: one duty is to be done as X says. */
  complying,
} = expressionsOf(expressions.link);

/** （1991年3月4日国务院令第76号发布 根据2018年9月6日《X》修订）: where the note under the title tells of this act alone. */
const notes =
  /^[（(]\s?(?:(?:19|20)\d\d|[一二][〇○零九][〇○零一二三四五六七八九]{2})\s?年(?=[^（）()\n]{0,200}(?:通过|公布|发布|颁布|修订|修正|修改))(?:[^（）()\n]|[（(][^（）()\n]{0,80}[）)]){8,1500}[）)]\s*$/gm;
const ownNotes = (text: string): readonly { readonly start: number; readonly end: number }[] =>
  [...text.matchAll(notes)].map(({ index, 0: words }) => ({ start: index, end: index + words.length }));

/** 《国务院关于修改〈本条例〉的决定》已经…通过，现予公布: the order stands before the text that it brings. */
const brings = /现予(?:公布|发布|颁布)|予以公布/;

/** 根据《X指南》（详见附件1）: a part of this act. */
const annexed = /^》\s?[（(](?:详?见|具体见|参见)?附件/;

export type CitationInput = {
  readonly title: string;
  readonly text: string;
  readonly number?: string;
  readonly type: DocumentType;
  readonly language: string;
  readonly day?: string;
};

/** Relations that only an act can have; on pages about acts they are plain mentions. */
function relationOnPage(named: RelatedMention, { type, title }: CitationInput, ofItself: boolean): Relation {
  if (!isAct(type)) return 'cites';
  if ((named.change ?? /^(?:repeals|supersedes)$/.test(named.relation)) && (type === 'legislative-plan' || plans.test(foldScript(title))))
    return 'cites';
  if (named.relation === 'draft-of') return 'cites';
  // Titles change on adoption; only the text can say then which draft it was.
  if (named.relation === 'final-of') return ofItself && type !== 'draft' ? 'final-of' : 'cites';
  return named.relation;
}

/** What a title says of another act: its words are no name of this one. */
const ofAnother = new RegExp(
  `${anyVerb('forward')}|${anyVerb('repeal')}|更正|勘误|删[去除]|批准(?!发布|公布|印发|实施)|失效|延长|修改|贯彻|落实|学习|宣贯|培训|宣布`,
);

/** The document itself under its titles and number; a page about another act has no title of an act. */
/** 某某总局令 第58号 某某规定: the order and what it brings in one title. */
const ofOrder =
  /^[^《》，。]{2,60}令\s{0,2}[（(]?(?:\d{4}年)?\s?第?\s?[\d〇一二三四五六七八九十百]{1,6}\s?号[）)]?\s{0,3}(?=[^《》]{4,150}$)/;

/** 科普法（2024年修订） is named as 科普法 in its order. */
const ofEdition = /[（(][^（）()]{0,24}(?:修订|修正|修改)(?:本|版)?[）)]$/;

function ownKeys(input: CitationInput): Set<string> {
  const keys = new Set(keysOf(undefined, input.number).own);
  if (!isAct(input.type)) return keys;
  const title = foldScript(input.title)
    .replace(/^[（(](?:转载|受权发布|全文)[）)]\s*/, '')
    .replace(ofEdition, '')
    .trim();
  const said = title.replace(/《[^《》]*》/g, '');
  if (
    !ofAnother.test(said) &&
    !(
      title.includes('《') &&
      !/印发|发布|公布|颁布/.test(said) &&
      (ofChanged.test(title.replace(/《[^《》]*》/g, '《》')) || aboutNamed.test(title))
    )
  ) {
    for (const each of citedTitleKeys(title)) for (const one of [each, `关于${each}`, each.replace(/^关于/, '')]) keys.add(`t:${one}`);
    const whole =
      /^[^《》]{0,60}《([^《》]{2,150})》\s*(?:[（(]?\s*\d{4}年?第?\d+号令?[）)]?|的?(?:通知|公告|通告|决定)|[^《》]{0,30}意见[^《》]{0,12})?$/.exec(
        title,
      );
    if (whole?.[1]) keys.add(`t:${citedTitleKey(whole[1])}`);
  } else keys.add(`t:${citedTitleKey(title)}`);
  if (ofOrder.test(title)) keys.add(`t:${citedTitleKey(title.replace(ofOrder, ''))}`);
  return keys;
}

/**
 * 人工智能+ of a title is 人工智能 where a print lost the sign, （2025～2026年） is （2025—2026年）, and a notice leaves out the 的 of its act's
 * name.
 */
const loosely = (key: string): string => `${key.slice(0, 2)}${key.slice(2).replace(/[\p{P}\p{S}\s的]/gu, '')}`;

/** 《X》（征求意见稿） where its own notice writes 《X（征求意见稿）》. */
const draftBehind = /^\s{0,2}[（(](?:公开)?(?:征求意见稿|(?:修订|修正)?草案|送审稿)[^（）()]{0,16}[）)]/;
const nameInFull = ({ title, quote }: RelatedMention): string => {
  const name = orEmpty(title);
  const [, behind = ''] = quote.split(`《${name}》`, 2);
  return name + orEmpty(draftBehind.exec(behind)?.[0]);
};

/** An act says what it rests on before its second article, or in its first lines; further on only where it says that it is made by it. */
const opening = 1000;
const secondArticle = /\n\s{0,4}第[二2]条/;

/** Whether the whole document rests on what a sentence names, and not one of its clauses. */
const founds = ({ quote, start }: RelatedMention, openingEnds: number): boolean =>
  founding.test(quote.replace(/《[^》]{0,200}》/g, '《》')) ||
  (start < openingEnds && !complying.test(quote) && !(start > firstLines && asOnePart.test(quote)));
/** 按照《X》要求，采取两种方式支持…: one part of many is as X says. */
const firstLines = 300;
const asOnePart = /^[^，,。；《]{0,12}按照《[^》]{2,120}》(?:[（(][^（）()]{0,40}[）)])?[^，,。；]{0,8}[，,]/;

/** 原《X》（云政发〔2020〕3号）同时废止 in a new edition of X: its own title, and another text. */
function isEarlier({ number }: RelatedMention, { relation, quote }: RelatedMention, input: CitationInput): boolean {
  if (relation !== 'repeals' && relation !== 'supersedes') return false;
  const [cited, own] = [number, input.number].map((each) => (each === undefined ? undefined : numberKey(each)));
  return (
    (cited !== undefined && own !== undefined && cited !== own) ||
    /(?:原|旧|此前的?|同名)\s{0,2}《|》[^。；《》]{0,40}同时(?:废止|失效|停止)/.test(quote)
  );
}

function shortNames(named: readonly RelatedMention[]): Map<string, RelatedMention> {
  const known = new Map<string, RelatedMention>();
  for (const each of named) for (const alias of each.aliases) known.set(citedTitleKey(alias), each);
  return known;
}

/**
 * The texts that a document names, each once, with the strongest relation said of it and the sentence (at most 200 characters). The
 * document itself is none of them; short names stand for their full title; a page about an act interprets or reports that act and cites the
 * others; a report that names the issuer alone has a citation with that issuer. Offsets and languages of the page do not matter; numbers
 * are canonical.
 */
export function readCitations(input: CitationInput): Citation[] {
  const own = new Set([...ownKeys(input)].map(loosely));
  const isOwn = (keys: CitedKeys): boolean => keys.own.some((one) => own.has(loosely(one)));
  const inTitle = findRelatedMentions(input.title, input.day);
  const inText = findRelatedMentions(input.text, input.day);
  const all = [...inTitle, ...inText];
  const openingEnds = secondArticle.exec(input.text)?.index ?? opening;
  const shorts = shortNames(all);
  const ownQuotes = new Set(
    all.some(({ relation }) => relation === 'final-of')
      ? all.filter(({ title, number }) => isOwn(keysOf(title, number))).map(({ quote }) => quote)
      : [],
  );
  const history = isAct(input.type) ? ownNotes(input.text) : [];
  const ofThis = ({ start, title, quote, relation }: RelatedMention): boolean =>
    history.some((note) => start >= note.start && start < note.end) ||
    (title !== undefined && annexed.test(quote.slice(Math.max(0, quote.indexOf(title) + title.length)))) ||
    (relation === 'cites' && brings.test(quote) && isOwn(keysOf(/〈([^〈〉]{4,120})〉/.exec(orEmpty(title))?.[1], undefined)));
  const main = findMainAct(input.type, inTitle, inText, input.text);
  const found = all.flatMap((each) => {
    const full = each.title && !each.number ? (shorts.get(citedTitleKey(each.title)) ?? each) : each;
    if (full === each && each.short) return [];
    const keys = keysOf(full.title, full.number);
    if ((isOwn(keys) || isOwn(keysOf(nameInFull(each), undefined))) && !isEarlier(full, each, input)) return [];
    if (!inTitle.includes(each) && ofThis(each)) return [];
    const itself = each.relation === 'final-of' && (thisAct.test(each.quote) || ownQuotes.has(each.quote));
    const said = relationOnPage(each, input, itself);
    const relation = said === 'implements' && !inTitle.includes(each) && !founds(each, openingEnds) ? 'cites' : said;
    const changes = each.change && relation === each.relation ? [each.change] : [];
    const more = changes.length > 0 && inTitle.includes(each) ? findChangesOfKnown(input.text, input.day, each.relation) : [];
    return [{ title: full.title, number: full.number, relation, quote: each.quote, keys, changes: [...changes, ...more] }];
  });
  const citations = mergeCitations(main ? [...found, main] : found);
  const reports = input.type === 'news' || input.type === 'analysis';
  const announced = reports && !main ? findAnnouncement(input.title, input.text) : undefined;
  return announced ? [...citations, { relation: 'reports', ...announced }] : citations;
}
