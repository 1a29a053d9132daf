import type { Section } from '../../model/article.ts';
import type { ShownAttachment, ShownDocument } from '../../model/document.ts';
import { orEmpty } from '../../model/values.ts';
import type { Allowed } from '../../stages/digest/rights.ts';
import type { ActSentence } from '../../stages/english/translation.ts';
import { numeralOf } from '../../stages/text/numerals.ts';
import { type Html, type HtmlPart, html } from '../words/escape.ts';
import { machineWords } from '../words/first-lines.ts';
import { asWritten, documentPath, type View, zh } from '../words/page-view.ts';
import { articleName } from '../words/status-reason.ts';
import { officialLink } from '../words/text-name.ts';
import { markedParagraphs, subjectsOf } from './highlight.ts';
import { section, softLine } from './parts.ts';

/**
 * The words of a document by article, each with its address and what is told of it in English beside it: on its page where they are short,
 * else their beginning there and all of them on a page of their own (`/documents/{id}/text`).
 */

/** Characters of text and attached texts that a document's page carries; with them it stays below 60 KB as sent. */
const mostInPlace = 12_000;
/** Of a longer text its page shows so much, whole paragraphs. */
const opening = 2_500;

const lengthOf = (attachments: readonly ShownAttachment[]): number => attachments.reduce((sum, { text = '' }) => sum + text.length, 0);

type TextShown = {
  readonly shown: number;
  /** Whether the text, or attached ones, stand on a page of their own. */
  readonly apart: boolean;
};

export function textShown({ text, complete }: Allowed, attachments: readonly ShownAttachment[]): TextShown {
  if (!complete || text.length + lengthOf(attachments) <= mostInPlace) return { shown: text.length, apart: false };
  if (text.length <= mostInPlace) return { shown: text.length, apart: true };
  const end = text.indexOf('\n', opening);
  if (end !== -1 && end <= 2 * opening) return { shown: end, apart: true };
  // Never through the middle of a character.
  return { shown: /[\ud800-\udbff]/.test(text.charAt(opening - 1)) ? opening - 1 : opening, apart: true };
}

export const textAddress = ({ id }: Pick<ShownDocument, 'id'>, { to }: View): string => to(`${documentPath(id)}/text`);

/** Language of Chinese or other words for `lang`. */
export const han = (language: ShownDocument['language']): string => (language === 'other' ? 'und' : language);

/** Where a heading can be linked to: `art-20`, and `art-20.2` where a later part of the text begins anew. */
type Anchor = Section & { readonly id: string };

const prefixes = { article: 'art', section: 'sec', chapter: 'ch', part: 'part', annex: 'annex' } as const;
const numberIn = /[一二三四五六七八九十百千零〇两\d]{1,8}/;
/** 第二十条之一 */
const branchIn = /之([一二三四五六七八九十]{1,2})$/;

function anchorsOf(structure: readonly Section[] | undefined, length: number): readonly Anchor[] {
  const times = new Map<string, number>();
  return (structure ?? [])
    .filter(({ end }) => end <= length)
    .map((each) => {
      const numbers = [numberIn.exec(each.label)?.[0], branchIn.exec(each.label)?.[1]].flatMap((number) => number ?? []);
      const name = [prefixes[each.kind], ...numbers.map(numeralOf)].join('-');
      const before = times.get(name) ?? 0;
      times.set(name, before + 1);
      return { ...each, id: before === 0 ? name : `${name}.${before + 1}` };
    });
}

/** Where the page, or that of the text, shows an article; nothing where rights allow an excerpt only. */
export function articleLinks(document: ShownDocument, allowed: Allowed, view: View): (label: string | undefined) => string | undefined {
  const anchors = Map.groupBy(anchorsOf(document.structure, allowed.text.length), ({ label }) => label);
  const { shown } = textShown(allowed, document.attachments);
  return (label) => {
    // 第五条 of two acts on one page is neither.
    const [anchor, other] = label === undefined ? [] : (anchors.get(label) ?? []);
    if (other) return undefined;
    return anchor && `${anchor.end <= shown ? '' : textAddress(document, view)}#${anchor.id}`;
  };
}

const fewest = 3;
const hasArticles = (anchors: readonly Anchor[]): boolean => anchors.filter(({ kind }) => kind === 'article').length >= fewest;
const mostHeadings = 120;

/** The table of contents of a text: chapters and annexes where there are any, else every article; folded over the text, or beside it. */
function outline(anchors: readonly Anchor[], view: View, base = '', beside = false): HtmlPart {
  const { say } = view;
  const high = anchors.filter(({ kind }) => kind !== 'article');
  const named = high.length >= fewest || anchors.length > mostHeadings ? high : anchors;
  if (named.length < fewest) return false;
  const entries = named
    .slice(0, mostHeadings)
    .map(
      ({ id, label, title }) =>
        html`<li><a href="${`${base}#${id}`}">${asWritten(title === undefined ? articleName(label, view) : `${label} ${title}`, view)}</a></li>`,
    );
  if (beside)
    return html`<section aria-labelledby="contents"><h2 id="contents">${say('Contents of the text')}</h2><ul class="facet">${entries}</ul></section>`;
  return html`<details><summary>${say('Contents of the text')}</summary><ul class="facet">${entries}</ul></details>`;
}

type Translated = readonly (ActSentence & { readonly english?: string })[];
type Words = { readonly text: string; readonly sentences?: Translated };

/** What there is of each article in English: what a translator made of it, else what rules tell. */
function inEnglish({ keyFacts = [] }: ShownDocument, sentences: Translated): ReadonlyMap<string, string> {
  const told = keyFacts.flatMap(({ article, english, by }) =>
    article === undefined || english === undefined ? [] : [{ article, english: by === 'machine' ? machineWords(english) : english }],
  );
  const made = sentences.flatMap(({ article, english }) => (article === undefined || english === undefined ? [] : [{ article, english }]));
  const joined = (all: typeof told) =>
    [...Map.groupBy(all, ({ article }) => article)].map(
      ([article, each]) => [article, each.map(({ english }) => english).join(' ')] as const,
    );
  return new Map([...joined(told), ...joined(made).map(([article, words]) => [article, machineWords(words)] as const)]);
}

/** An article: its name, which is its address, and what there is of it in English; beside these its own words. */
function articleBlock({ id, label }: Anchor, words: readonly Html[], english: string | undefined, view: View): Html {
  const name = articleName(label, view);
  const link = html`<a class="at" href="${`#${id}`}" title="${view.say('Link to this article')}">${name === label ? zh(name) : name}</a>`;
  return html`<div class="art" id="${id}"><div class="en">${link}${english !== undefined && html`<p lang="en">${english}</p>`}</div><div>${words}</div></div>`;
}

/** A text in paragraphs, by article where it has some. */
function wordsOf(document: ShownDocument, { text, sentences = [] }: Words, view: View): Html {
  const anchors = anchorsOf(document.structure, text.length);
  const openings = new Map(anchors.map((each) => [each.start, each]));
  const byArticle = hasArticles(anchors);
  const english = new Map(inEnglish(document, view.language === 'en' ? sentences : []));
  const bare = english.size === 0;
  const lang = html` lang="${han(document.language)}"`;
  const blocks: Html[] = [];
  let within: Anchor | undefined;
  let words: Html[] = [];
  const close = (): void => {
    if (within) blocks.push(articleBlock(within, words, english.get(within.label), view));
    // Where a later part counts anew, its articles are others.
    if (within) english.delete(within.label);
    within = undefined;
    words = [];
  };
  for (const { start, words: said } of markedParagraphs(text, subjectsOf(document))) {
    const opens = openings.get(start);
    if (opens) close();
    if (byArticle && opens?.kind === 'article') within = opens;
    if (within) words.push(html`<p${lang}>${said}</p>`);
    else blocks.push(html`<p${lang}${opens && html` id="${opens.id}" class="opens"`}>${said}</p>`);
  }
  close();
  return html`<div class="orig${byArticle && ' law'}${byArticle && bare && ' bare'}">${blocks}</div>`;
}

/** What a translator was asked for, sentence by sentence where the text has no articles beside which it could stand. */
function translationNote(document: ShownDocument, { text, sentences = [] }: Words, { language }: View): HtmlPart {
  if (language === 'zh' || sentences.length === 0) return undefined;
  const asked =
    sentences.some(({ english }) => english === undefined) &&
    html` What is missing is asked for by <code>hongtou show ${document.id} --translate</code>.`;
  const rows = sentences.map(({ chinese, english }) => html`<dt lang="zh-Hans">${chinese}</dt><dd lang="en">${english ?? '–'}</dd>`);
  return html`<p class="note" id="translation">Machine translation has no authority: the Chinese proves.${asked}</p>${
    !hasArticles(anchorsOf(document.structure, text.length)) && html`<dl class="facts rows">${rows}</dl>`
  }`;
}

/**
 * The words of the files that were read, in the language of their page (`lang`), each folded under its title; a file whose words are given
 * already has none here.
 */
function attachedTexts(attachments: readonly ShownAttachment[], lang: string, { say }: View): HtmlPart {
  const read = attachments.filter(({ text }) => text !== undefined && text !== '');
  if (read.length === 0) return undefined;
  return html`<div id="attached">${read.map(
    ({ title, text }) =>
      html`<details><summary>${say('Attachments')}: ${zh(title)}</summary><div class="orig" lang="${lang}">${orEmpty(text)
        .split('\n')
        .map((line) => html`<p>${line}</p>`)}</div></details>`,
  )}</div>`;
}

/** Switches the marks of evidence off; works without a script, which only remembers it. */
const shading = (themes: ShownDocument['themes'], { say }: View): HtmlPart =>
  themes.some(({ evidence }) => evidence.length > 0) &&
  html` <span class="nb shading"><input type="checkbox" id="shading" data-key="e" checked autocomplete="off"><label for="shading">${say('Shade evidence')}</label></span>`;

const revisionWords = ({ revisions }: ShownDocument, { say }: View): Html =>
  html`<span class="n">${say('revision {revisions}', { revisions: revisions.length })}</span>`;

export function textBlock(document: ShownDocument, allowed: Allowed & { readonly translated: boolean }, view: View): Html {
  const { say } = view;
  const { themes, attachments } = document;
  const note = allowed.complete
    ? say('Text as published. Highlighted words are evidence for a theme.')
    : say('Excerpt only: this source does not permit display of the full text. Read it on the official page.');
  const { shown, apart } = textShown(allowed, attachments);
  const anchors = anchorsOf(document.structure, allowed.text.length);
  const whole = textAddress(document, view);
  const rest =
    apart &&
    html`<p class="note"><a href="${whole}"><b>${say('Full text on its own page')}</b></a> <span
class="soft">${charactersWords(allowed.text.length + lengthOf(attachments), view)}</span></p>`;
  return section(
    'text',
    html`${say('Source text')} ${revisionWords(document, view)}`,
    html`<p class="note">${note} ${officialLink(document.url, view)}${
      allowed.translated && view.language === 'en' && html` <a href="${whole}#translation">Machine translation</a>`
    }${shading(themes, view)}</p>
${shown < allowed.text.length && rest}${outline(anchors, view, shown < allowed.text.length ? whole : '')}
${allowed.text.trim() === '' && softLine(say('No readable text on the page: it may be an image or an attachment.'))}
${wordsOf(document, { text: allowed.text.slice(0, shown) }, view)}${rest}${allowed.complete && !apart && attachedTexts(attachments, han(document.language), view)}`,
  );
}

const charactersWords = (count: number, { say }: View): string => say('{count} characters', { count: count.toLocaleString('en-GB') });

export function textPage(document: ShownDocument, allowed: Allowed & { readonly sentences: Translated }, heading: Html, view: View): Html {
  const { say } = view;
  const { themes, attachments } = document;
  const anchors = anchorsOf(document.structure, allowed.text.length);
  const attached =
    allowed.complete && attachments.some(({ text = '' }) => text !== '') && html`<a href="#attached">${say('Attachments')}</a>`;
  return html`<div class="head"><p class="kick">${say('Source text')} · ${charactersWords(allowed.text.length, view)}</p>${heading}
<p class="line small"><a href="${view.to(documentPath(document.id))}">${say('Document details')}</a>${attached}${officialLink(document.url, view)}<a
href="${`/api/v1${documentPath(document.id)}/text`}">JSON</a>${shading(themes, view)}</p></div>
<div class="cols"><div><h2 class="vh" id="text">${say('Source text')}</h2>${translationNote(document, allowed, view)}${wordsOf(document, allowed, view)}
${allowed.complete && attachedTexts(attachments, han(document.language), view)}</div>
<aside class="side" aria-label="${say('Contents')}"><div class="stay">${outline(anchors, view, '', true)}</div></aside></div>`;
}
