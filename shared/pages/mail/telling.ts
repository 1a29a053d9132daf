import type { Digest } from '../../model/digest.ts';
import type { Locale } from '../words/days.ts';
import { type Html, type HtmlPart, html, webAddress } from '../words/escape.ts';
import { markHan } from '../words/page-view.ts';
import { wrap } from '../words/wrap.ts';
import { countsOf, nothingIn, scopeLine } from './digest-highlights.ts';
import {
  causeLines,
  fewSources,
  figureHead,
  figureRows,
  foldedWords,
  mostFigures,
  type ReaderNote,
  sectionNotes,
  unseenView,
} from './digest-parts.ts';
import {
  type Detail,
  elsewhereMail,
  elsewhereText,
  fillPiece,
  itemMail,
  itemText,
  lineMail,
  lineText,
  type ShownItem,
  shownSections,
} from './items.ts';

/** What a mail tells, part by part: worded and ordered once, then written as text and as HTML. */

type Block =
  | { readonly soft: string }
  | { readonly item: ShownItem }
  | { readonly figures: ReturnType<typeof figureRows> }
  | { readonly causes: ReturnType<typeof causeLines> }
  | { readonly sources: readonly ReturnType<typeof unseenView>[] }
  /** As text: `line` with its address behind it, `below` with the address in a line of its own, `listed` as an item of a list. */
  | { readonly link: string; readonly href: string; readonly as: 'line' | 'below' | 'listed' };

/** `whole`: in a mail all of it stands under the heading, not in a block of its own. */
export type Part = { readonly name: string; readonly n: string; readonly blocks: readonly Block[]; readonly whole?: true };

/**
 * What a part is written with: the digest, where its page and those of documents are, how much is told of each item, and the day that days
 * left are counted from.
 */
export type Writing = {
  readonly digest: Digest;
  readonly tongue: Locale;
  readonly today: string;
  readonly detail: Detail;
  /** Absent where no page has the rest. */
  readonly baseUrl: string | undefined;
  readonly pageUrl: string;
};

export const sectionParts = ({ digest, tongue, detail, baseUrl, pageUrl }: Writing): readonly Part[] =>
  shownSections(digest, tongue, detail, baseUrl !== undefined).flatMap(({ name, n, told, older, more, id }) => {
    const figures = id === 'enforcement' ? figureRows(digest, tongue, mostFigures) : [];
    if (n === 0 && figures.length === 0) return [];
    const blocks: readonly (Block | false)[] = [
      ...sectionNotes(digest, id, tongue).map((soft) => ({ soft })),
      figures.length > 0 && { figures },
      ...told.map((item) => ({ item })),
      older > 0 && { link: foldedWords(older, tongue), href: `${pageUrl}#${id}`, as: 'below' },
      more > 0 && { link: tongue.say('And {more} more', { more }), href: pageUrl, as: 'line' },
    ];
    return [{ name, n: String(n), blocks: blocks.filter((block) => block !== false) }];
  });

export function unseenPart({ digest, tongue, baseUrl, pageUrl }: Writing): Part {
  const { say } = tongue;
  const { unseen } = digest;
  const n = unseen.length;
  const few = n <= fewSources;
  const blocks: readonly (Block | false)[] = [
    { soft: n > 0 ? say('Documents from these sources may be missing for the period stated.') : say('All sources were read.') },
    n > 0 && (few ? { sources: unseen.map((each) => unseenView(each, tongue)) } : { causes: causeLines(digest, tongue) }),
    !few && baseUrl !== undefined && { link: say('Each of them, since when and why'), href: `${pageUrl}#unseen`, as: 'line' },
    { soft: scopeLine(digest, tongue) },
  ];
  return {
    name: say('Sources with problems'),
    n: say('{n} of {total} sources', { n, total: digest.sources.total }),
    blocks: blocks.filter((block) => block !== false),
    whole: true,
  };
}

/** How many items each section has, and in one line those that have none. */
export function countsLine(digest: Digest, tongue: Locale): string {
  const { none = [], some = [] } = Object.groupBy(countsOf(digest, tongue), ({ n }) => (n === 0 ? 'none' : 'some'));
  const counts = [
    ...some.map(({ name, n }) => `${name} ${n}`),
    tongue.say('Source problems {unseen}', { unseen: digest.unseen.length }),
  ].join(' · ');
  return none.length === 0 ? counts : `${counts}${tongue.say('. ')}${nothingIn(digest, none, tongue)}`;
}

type Ways = {
  readonly reader?: ReaderNote | undefined;
  readonly pageUrl: string | undefined;
  readonly unsubscribeUrl?: string | undefined;
};

export const footLinks = ({ reader, pageUrl, unsubscribeUrl }: Ways, { say }: Locale) =>
  [
    { name: say('Change your choices'), url: reader?.url },
    { name: say('View online'), url: pageUrl },
    { name: say('Unsubscribe'), url: unsubscribeUrl },
  ].flatMap(({ name, url }) => (url === undefined ? [] : [{ name, url }]));

const pageOf = ({ item: { id }, onPage }: ShownItem, { baseUrl, pageUrl }: Writing): string =>
  `${onPage ? `${pageUrl}#` : `${baseUrl}/documents/`}${encodeURIComponent(id)}`;

const lineOptions = ({ digest, detail: { words } }: Writing) => ({ words, numbered: digest.highlights === undefined });

export const width = 72;

function shownText(shown: ShownItem, writing: Writing): string {
  const { tongue, today, detail, baseUrl } = writing;
  const { item, how } = shown;
  if (how === 'elsewhere') return elsewhereText(item, today, tongue);
  const page = baseUrl === undefined ? undefined : pageOf(shown, writing);
  return how === 'line'
    ? lineText(item, today, tongue, { page, ...lineOptions(writing) })
    : itemText(item, today, tongue, { ...detail, page });
}

function blockText(block: Block, writing: Writing): string {
  const { say, language } = writing.tongue;
  if ('soft' in block) return wrap(block.soft, width);
  if ('item' in block) return shownText(block.item, writing);
  if ('figures' in block) {
    const head = figureHead(writing.tongue);
    return block.figures
      .map((row) => {
        const cells = (['now', 'before', 'since'] as const).map((each) => `${head[each]}: ${row[each]}`);
        return `${wrap(row.subject, width)}\n${wrap(cells.join(say('; ')), width, '  ')}`;
      })
      .join('\n\n');
  }
  if ('causes' in block)
    return block.causes.map(({ cause, names }) => wrap([cause, names].filter(Boolean).join(say(': ')), width, '- ', '  ')).join('\n');
  if ('sources' in block)
    return block.sources
      .map(({ english, chinese, id, state, what }) => {
        const names = language === 'zh' ? chinese || english : `${english} ${chinese}`;
        return `${wrap(`${names} [${id}]`, width, '- ', '  ')}\n${wrap(`${state}${say('. ')}${what}`, width, '  ')}`;
      })
      .join('\n');
  const { link, href, as } = block;
  if (as === 'line') return `${link}${say(': ')}${href}`;
  return `${as === 'listed' ? wrap(link, width, '- ', '  ') : link}\n  ${href}`;
}

export function partText({ name, n, blocks }: Part, writing: Writing): string {
  const { language, say } = writing.tongue;
  const count = /^\d+$/.test(n) ? ` (${n})` : say(' ({n})', { n });
  const heading = `${language === 'en' ? name.toUpperCase() : name}${count}\n${'-'.repeat(width)}`;
  return [heading, ...blocks.map((block) => blockText(block, writing))].join('\n\n');
}

const text = (content: HtmlPart): Html => fillPiece('text', { content });

function shownMail(shown: ShownItem, writing: Writing): Html {
  const { tongue, today, detail } = writing;
  const { item, how } = shown;
  const page = pageOf(shown, writing);
  if (how === 'elsewhere') return elsewhereMail(item, today, tongue, page);
  return how === 'line'
    ? lineMail(item, today, tongue, { page, ...lineOptions(writing) })
    : itemMail(item, today, tongue, { ...detail, page });
}

function blockMail(block: Block, writing: Writing): HtmlPart {
  const { tongue, pageUrl } = writing;
  const { say, language } = tongue;
  if ('soft' in block) return fillPiece('soft', { content: markHan(block.soft) });
  if ('item' in block) return shownMail(block.item, writing);
  if ('figures' in block) {
    const rows = block.figures.map(({ subject, now, before, since }) =>
      fillPiece('figure', { now, before, since, subject: fillPiece('bare', { href: `${pageUrl}#figures`, text: markHan(subject) }) }),
    );
    return fillPiece('figures', { rows: [fillPiece('figureHead', figureHead(tongue)), ...rows] });
  }
  if ('causes' in block)
    return block.causes.map(({ cause, names }) =>
      text(html`<b>${markHan(cause)}</b>${names !== '' && html`${say(': ')}${markHan(names)}`}`),
    );
  if ('sources' in block)
    return block.sources.map(({ english, chinese, id, state, what }) => {
      const names = language === 'zh' ? html`<b>${markHan(chinese || english)}</b>` : html`<b>${english}</b> ${markHan(chinese)}`;
      return text(html`${names} [${id}]<br>${markHan(state)}${say('. ')}${markHan(what)}`);
    });
  const href = block.as === 'listed' ? webAddress(block.href) : block.href;
  const words = markHan(block.link);
  return text(href === undefined ? words : fillPiece('link', { href, text: words }));
}

export function partMail({ name, n, blocks, whole }: Part, writing: Writing): readonly HtmlPart[] {
  const write = (some: readonly Block[]): HtmlPart => some.map((block) => blockMail(block, writing));
  const {
    under = [],
    figures = [],
    rest,
  } = Object.groupBy(blocks, (block) => (whole || 'soft' in block ? 'under' : 'figures' in block ? 'figures' : 'rest'));
  return [
    fillPiece('heading', { name: markHan(name), n, content: write(under) }),
    write(figures),
    rest && fillPiece('block', { content: write(rest) }),
  ];
}
