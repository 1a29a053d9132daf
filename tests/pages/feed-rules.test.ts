import { type CheerioAPI, load } from 'cheerio';
import { isTag } from 'domhandler';
import { parseFeed } from 'htmlparser2';
import Parser from 'rss-parser';
import { describe, expect, test } from 'vitest';
import { createApp } from '../../shared/pages/app.ts';
import { memory, shown } from '../support/answers.ts';

/**
 * The rules of the feed validator of the W3C that can meet our feeds, under its own names (its program runs on no machine of ours: it is no package). Errors and
 * warnings alike have to be none. Rules about elements that we do not write, and about transport, are left out.
 */

const summary = [
  { kind: 'sentence', says: 'The Cyberspace Administration of China issued these measures. ', quote: '国家互联网信息办公室令' },
  { kind: 'sentence', says: 'They take effect on 1 January 2027.', quote: '自2027年1月1日起施行' },
  { kind: 'label', says: 'Fines: at most 100,000 yuan', quote: '违反本办法的，处十万元以下罚款 & <b>' },
] as const;
const hostile = '<script>alert(1)</script> & \u0085\u202e"标题"]]>';
const documents = [
  shown({ id: 'doc_plain', summary }),
  shown({
    id: 'doc_chinese',
    title: '某地举办展览',
    english: { title: '', by: 'glossary' },
    type: 'news',
    firstSeenAt: '2026-11-20T10:00:00Z',
  }),
  shown({ id: 'doc/odd id?', title: hostile, english: { title: hostile, by: 'glossary' }, firstSeenAt: 'no date' }),
];
const app = createApp(memory({ documents }));
const origin = 'http://127.0.0.1:4180';
const lists = ['', '?theme=data-market&issuer=cac', '?q=%E7%99%BB%E8%AE%B0%20%26&limit=2', '?theme=chips'];

const texts = ($: CheerioAPI, path: string) =>
  $(path)
    .map((_, each) => $(each).text())
    .get();
const attributes = ($: CheerioAPI, path: string, name: string) =>
  $(path)
    .map((_, each) => $(each).attr(name) ?? '')
    .get();
const notOne = ($: CheerioAPI, parents: string, names: readonly string[]) =>
  $(parents)
    .get()
    .flatMap((parent) => names.filter((name) => $(parent).children(name.replace(':', '\\:')).length !== 1));
const twice = (values: readonly string[]) => values.filter((value, at) => values.indexOf(value) !== at);
const isAbsolute = (value: string) => URL.canParse(value) && /^[a-z]+:[!-~]+$/.test(value);
const isInstant = (value: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value);
const isUrn = (value: string) => /^urn:uuid:[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/.test(value);
const implausible = (value: string) => Date.parse(value) < 0 || Date.parse(value) > Date.parse('2026-11-27');

const elements = ($: CheerioAPI) => $('*').get().filter(isTag);

/** Markup in what is declared as HTML: a closed set of elements, `lang` alone beside them, every element closed. */
function unsafe(markup: string): readonly string[] {
  const wrong = elements(load(markup, { xml: true }, false)).filter(
    ({ name, attribs }) => !/^(?:p|ul|li|q|span)$/.test(name) || Object.keys(attribs).some((each) => each !== 'lang'),
  );
  const open: string[] = [];
  const unclosed = [...markup.matchAll(/<(\/?)(\w+)[^<>]*>/g)].filter(([, end, name = '']) =>
    end === '/' ? open.pop() !== name : open.push(name) < 0,
  );
  return [...wrong.map(({ name }) => name), ...unclosed.map(([tag]) => tag), ...open];
}

type Rule = (feed: { readonly $: CheerioAPI; readonly at: string; readonly xml: string }) => readonly unknown[];

const both: Readonly<Record<string, Rule>> = {
  BadCharacters: ({ xml }) => xml.match(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\ufffe\uffff]/g) ?? [],
  UndefinedNamedEntity: ({ xml }) => xml.match(/&(?!amp;|lt;|gt;|quot;|#39;)/g) ?? [],
  MissingSelf: ({ $ }) => ($('[rel=self]').length === 1 ? [] : ['self']),
  'SelfDoesntMatchLocation, RelativeSelf': ({ $, at }) => attributes($, '[rel=self]', 'href').filter((self) => self !== at),
  NotBlank: ({ $ }) =>
    texts($, 'title, description, summary, content, category').filter(
      (text, n) => text.trim() === '' && $('title, description, summary, content, category').eq(n).attr('term') === undefined,
    ),
  'ContainsHTML, ContainsUndeclaredHTML': ({ $ }) =>
    texts($, 'title, subtitle, channel > description').filter((text) => /<(?!script>alert\(1\)<\/script>|\/script>)/.test(text)),
  UnexpectedText: ({ $ }) =>
    $('feed, entry, channel, item, rss')
      .contents()
      .get()
      .filter((each) => each.type === 'text' && $(each).text().trim() !== ''),
};

const atomNames = 'feed id title subtitle updated author name generator link entry published category summary content'.split(' ');
const atom: Readonly<Record<string, Rule>> = {
  ...both,
  'MissingElement, DuplicateElement': ({ $ }) => [
    ...notOne($, 'feed', ['id', 'title', 'updated', 'author']),
    ...notOne($, 'entry', ['id', 'title', 'updated', 'published', 'summary', 'content']),
  ],
  UndefinedElement: ({ $ }) =>
    elements($)
      .map(({ name }) => name)
      .filter((name) => !atomNames.includes(name)),
  MissingNamespace: ({ $ }) => ($('feed').attr('xmlns') === 'http://www.w3.org/2005/Atom' ? [] : ['xmlns']),
  InvalidRFC3339Date: ({ $ }) => texts($, 'updated, published').filter((value) => !isInstant(value)),
  ImplausibleDate: ({ $ }) => texts($, 'updated, published').filter(implausible),
  DuplicateIds: ({ $ }) => twice(texts($, 'id')),
  'InvalidFullLink, InvalidIRI': ({ $ }) => [...attributes($, 'link', 'href'), ...texts($, 'id')].filter((value) => !isAbsolute(value)),
  'InvalidURN, InvalidUUID': ({ $ }) => texts($, 'entry > id').filter((value) => !isUrn(value)),
  DuplicateAtomLink: ({ $ }) =>
    $('entry')
      .get()
      .filter((each) => $(each).children('link:not([rel]), link[rel=alternate]').length !== 1),
  UnregisteredAtomLinkRel: ({ $ }) => attributes($, 'link[rel]', 'rel').filter((rel) => !['self', 'alternate', 'via'].includes(rel)),
  MissingAttribute: ({ $ }) => attributes($, 'category', 'term').filter((term) => term === ''),
  InvalidTextType: ({ $ }) =>
    attributes($, '[type]', 'type').filter((type) => !['html', 'text/html', 'application/atom+xml'].includes(type)),
  InvalidLanguage: ({ $ }) => attributes($, '[xml\\:lang]', 'xml:lang').filter((value) => value !== 'en' && value !== 'zh-Hans'),
  'SecurityRisk, DangerousStyleAttr, NotHtml, ContainsRelRef': ({ $ }) => texts($, 'content').flatMap(unsafe),
};

const rss: Readonly<Record<string, Rule>> = {
  ...both,
  InvalidRSSVersion: ({ $ }) => ($('rss').attr('version') === '2.0' ? [] : ['version']),
  'MissingTitle, MissingLink, MissingDescription, DuplicateElement': ({ $ }) =>
    notOne($, 'channel', ['title', 'link', 'description', 'language', 'lastBuildDate', 'generator']),
  'ItemMustContainTitleOrDescription, MissingGuid': ({ $ }) =>
    notOne($, 'item', ['title', 'link', 'guid', 'pubDate', 'description', 'dcterms:modified']),
  'InvalidRFC2822Date, IncorrectDOW': ({ $ }) =>
    texts($, 'pubDate, lastBuildDate').filter((value) => new Date(value).toUTCString() !== value),
  InvalidW3CDTFDate: ({ $ }) => texts($, 'dcterms\\:modified').filter((value) => !isInstant(value)),
  ImplausibleDate: ({ $ }) => texts($, 'pubDate, lastBuildDate').filter(implausible),
  DuplicateValue: ({ $ }) => twice(texts($, 'guid')),
  'InvalidHttpGUID, InvalidPermalink': ({ $ }) => attributes($, 'guid', 'isPermaLink').filter((value) => value !== 'false'),
  'InvalidLink, InvalidFullLink': ({ $ }) =>
    [...texts($, 'link'), ...attributes($, 'atom\\:link', 'href')].filter((value) => value !== '' && !isAbsolute(value)),
  DuplicateSemantics: ({ $ }) => $('channel > dcterms\\:modified').get(),
  'SecurityRisk, DangerousStyleAttr, ContainsRelRef': ({ $ }) => texts($, 'item > description').flatMap(unsafe),
  MissingAtomSelfLink: ({ $ }) => attributes($, 'atom\\:link', 'type').filter((type) => type !== 'application/rss+xml'),
};

describe.each(lists)('the list %s', (list) => {
  const address = (ending: string) => `${origin}/feeds/documents.${ending}${list}`;
  const read = async (ending: string) => (await app.request(address(ending))).text();

  test.each([
    ['atom', atom],
    ['rss', rss],
  ] as const)('%s: every rule', async (ending, rules) => {
    const answer = await app.request(address(ending));
    expect(answer.headers.get('content-type')).toBe(`application/${ending}+xml; charset=utf-8`);
    const xml = await answer.text();
    const $ = load(xml, { xml: true });
    const broken = Object.entries(rules).map(([name, rule]) => [name, rule({ $, at: address(ending), xml })]);
    expect(broken).toEqual(Object.keys(rules).map((name) => [name, []]));
  });

  test.each(['atom', 'rss'])('two libraries read the same from %s, one of them strict (SAXError)', async (ending) => {
    const xml = await read(ending);
    const { items } = JSON.parse(await read('json'));
    const wanted = items.map((each: Record<string, string>) => [
      each['id'],
      each['url'],
      each['title'],
      Math.floor(Date.parse(each['date_published'] ?? '') / 1000),
    ]);
    const strict = (await new Parser().parseString(xml)).items;
    expect(
      strict.map((each) => [each['id'] ?? each.guid, each.link, each.title, Math.floor(Date.parse(each.pubDate ?? '') / 1000)]),
    ).toEqual(wanted);
    const loose = parseFeed(xml)?.items ?? [];
    expect(loose.map(({ id, title, link }) => [id, link, title])).toEqual(wanted.map(([id, url, title]: string[]) => [id, url, title]));
  });
});
