import type { ShownDocument } from '../model/document.ts';
import type { LanguagePair } from '../model/reader.ts';
import type { Source } from '../model/source.ts';
import { useOf, wordsOf } from '../stages/digest/rights.ts';
import { isAct } from '../stages/text/acts.ts';
import { type Cell, type Column, documentColumns } from './csv.ts';
import { obligationsOf } from './obligations.ts';

/** The tables of a data set (docs/exports.md): files, descriptions and dictionary are made of them. */

export type Row = Readonly<Record<string, Cell>>;
type Field = Omit<Column<Row>, 'of'> & { readonly to?: TableName };
export type ReleaseTable = {
  readonly says: LanguagePair;
  readonly key: readonly string[];
  readonly fields: Readonly<Record<string, Field>>;
  /** Of a document; without `document` and `n`. */
  readonly rows?: (document: ShownDocument, words: ReturnType<typeof wordsOf>, use: Source['rights']['use']) => readonly Row[];
};
export type TableName = 'documents' | 'dates' | 'deadlines' | 'citations' | 'figures' | 'obligations' | 'corrections' | 'sources';

const text = (en: string, zh: string): Field => ({ says: [en, zh] });
const whole = (en: string, zh: string): Field => ({ says: [en, zh], type: 'integer' });
const quote = text('The words of the document, where its source lets them be passed on', '原文语句（来源许可时）');
const ofDocument = {
  document: { ...text('The document', '所属文件'), to: 'documents' },
  n: whole('Number of the row within the document', '文件内序号'),
} as const;
const part = { key: ['document', 'n'] } as const;

/** Fields whose values are facts, not words of the page. */
const factual = /^(?:dates\.\w+|type|status|number|relevant|themes|authority)$/;

const corrected = ({ revisions }: ShownDocument, free: boolean): readonly Row[] =>
  revisions
    .filter(({ by }) => by === 'reader')
    .flatMap(({ n: revision, at, changes }) =>
      changes.map(({ field, before, after }) => ({
        ...{ revision, at, field },
        ...((free && !/^(?:text|attachments)/.test(field)) || factual.test(field) ? { before, after } : {}),
      })),
    );

const dayOrLess: Field = text('A day, a month or a year in Beijing', '日、月或年（北京时间）');
const strength = text('How binding: target, must, should, support, encourage, fact', '约束程度');

export const releaseTables: Readonly<Record<TableName, ReleaseTable>> = {
  documents: {
    says: ['Documents, one a row', '文件，每行一份'],
    key: ['id'],
    fields: {
      ...documentColumns,
      carrier: { ...text('The source that its text was read from', '正文所据来源'), to: 'sources' },
      rights: text('What may be passed on of its words: full-text, excerpt, link-only', '文字可转载的范围'),
      revision: whole('Number of its newest revision', '最新修订号'),
      textHash: text('SHA-256 of its text', '正文的SHA-256'),
    },
  },
  dates: {
    says: ['Dates with the words that state them', '日期及其原文依据'],
    ...part,
    fields: {
      ...ofDocument,
      kind: text('signed, published, effective, commentFrom, commentBy, expires', '日期种类'),
      value: dayOrLess,
      precision: text('day, month or year', '精确到日、月或年'),
      time: text('Time of the day, where stated', '时刻（如有）'),
      from: text('Where on the page it was read', '取自页面何处'),
      changedBy: {
        ...text('The later act that says it, in its own words: see its citations', '作出更改的后来文件，原文见其引用'),
        to: 'documents',
      },
      quote,
    },
    rows: ({ dates }, words) =>
      Object.entries(dates).flatMap(([kind, { value, precision, time, from, changedBy, quote: said }]) => [
        { kind, value, precision, time, from, changedBy: changedBy?.id, quote: changedBy ? undefined : words(said) },
      ]),
  },
  deadlines: {
    says: ['Windows for comment, application and objection', '征求意见、申报与异议期限'],
    ...part,
    fields: {
      ...ofDocument,
      kind: text('comment, application or objection', '期限种类'),
      from: text('First day', '起始日'),
      until: text('Last day', '截止日'),
      time: text('Time of the last day, where stated', '截止时刻（如有）'),
      quote,
    },
    rows: ({ dates: { commentBy, commentFrom }, windows = [] }, words) =>
      [...(commentBy ? [{ ...commentBy, kind: 'comment', from: commentFrom?.value, until: commentBy.value }] : []), ...windows].map(
        ({ kind, from, until, time, quote: said }) => ({ kind, from, until, time, quote: words(said) }),
      ),
  },
  citations: {
    says: ['Other acts that a document names, and what it does to them', '引用的文件及关系'],
    ...part,
    fields: {
      ...ofDocument,
      relation: text('cites, implements, amends, repeals …', '关系'),
      to: { ...text('The act, where it is held', '被引文件（如已收录）'), to: 'documents' },
      title: text('Its title as named', '所引标题'),
      number: text('Its number as named', '所引文号'),
      state: text('resolved, unresolved or ambiguous', '是否已确定所指'),
      quote,
    },
    rows: ({ links }, words) =>
      links.map(({ relation, to, state, quote: said }) => ({
        ...{ relation, to: to.id, title: to.title, number: to.number, state, quote: words(said) },
      })),
  },
  figures: {
    says: ['Quantities that a document states, in base units', '文件所载数据，以基本单位计'],
    ...part,
    fields: {
      ...ofDocument,
      value: { says: ['Value in the base unit', '数值'], type: 'number' },
      unit: text('Base unit: CNY, EFLOPS, %, count …', '基本单位'),
      bound: text('at-least, at-most, about, exactly', '界限'),
      strict: text('yes: the number itself is left out', '不含本数'),
      year: whole('Year it is for', '所指年份'),
      every: text('year: it comes anew each year', '逐年'),
      strength,
      scope: text('What is counted, in the words of the document', '所计对象，照录原文'),
      quote,
    },
    rows: ({ figures = [] }, words) =>
      figures.map(({ value, unit, bound, strict, year, every, strength: how, scope, quote: said }) => {
        const passed = words(said);
        return { value, unit, bound, strict: strict && 'yes', year, every, strength: how, scope: words(scope), quote: passed };
      }),
  },
  obligations: {
    says: ['Who must or must not do what, in acts of every kind', '各主体的义务与禁止'],
    ...part,
    fields: {
      ...ofDocument,
      who: text('Whom it binds', '义务主体类别'),
      subject: text('Who, in the words of the act', '义务主体，照录原文'),
      kind: text('duty or prohibition', '义务或禁止'),
      article: text('Where it stands', '所在条款'),
      from: text('Day of effect of the act', '施行日'),
      by: text('Until when it is to be done', '完成期限'),
      sanction: text('The article that punishes who breaks it', '罚则条款'),
      english: text('The sentence in English, where told whole', '英文译句（能全译时）'),
      quote,
    },
    rows: (document, words) =>
      (isAct(document.type) ? obligationsOf(document) : []).map(({ quote: said, subject, english, ...row }) => {
        const passed = words(said);
        const { who, kind, article, from, by, sanction } = row;
        return { who, kind, article, from, by, sanction, subject: words(subject), english: passed && english, quote: passed };
      }),
  },
  corrections: {
    says: ['What we read wrongly and read again', '本库对误读的更正'],
    ...part,
    fields: {
      ...ofDocument,
      revision: whole('Number of the revision', '修订号'),
      at: { says: ['When', '更正时间'], type: 'datetime' },
      field: text('What was corrected', '更正的项目'),
      before: text('What was said, where that is no text of the page', '更正前'),
      after: text('What is said', '更正后'),
    },
    rows: (document, _words, use) => corrected(document, use === 'full-text'),
  },
  sources: {
    says: ['Sources that are read, and what each lets be passed on', '来源及其转载许可'],
    key: ['id'],
    fields: {
      id: text('Id of the source', '来源编号'),
      english: text('Its English name', '英文名称'),
      name: text('Its Chinese name', '中文名称'),
      publisher: text('Id of the body that publishes it', '主办机关编号'),
      level: text('Level of authority, L0 to L8', '层级'),
      kind: text('official, standards, media, research, translation, company', '类别'),
      every: text('How often it is read', '读取频率'),
      url: text('Address of its list', '列表网址'),
      rights: text('full-text, excerpt or link-only', '转载许可'),
      reason: text('Why', '许可依据'),
    },
  },
};

export const tableNames = Object.keys(releaseTables) as readonly TableName[];

export const sourceRows = (sources: readonly Source[]): readonly Row[] =>
  sources
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, names, publisher, level, kind, every, listing, rights }) => ({
      ...{ id, english: names.en, name: names.zh, publisher, level, kind, every, url: listing.url },
      ...{ rights: rights.use, reason: rights.reason },
    }));

/** The rows of a document in each table: what stands first has the first claim on the words that may be passed on. */
export function rowsOf(document: ShownDocument, sources: readonly Source[]): readonly (readonly [TableName, readonly Row[]])[] {
  const rights = useOf(document, sources);
  const words = wordsOf(document, sources);
  const last = document.revisions.at(-1);
  const own: Row = {
    ...Object.fromEntries(Object.entries(documentColumns).map(([name, { of }]) => [name, of(document)])),
    ...{ carrier: sources.find(({ id }) => id === document.sourceId)?.id, rights, revision: last?.n, textHash: last?.textHash },
  };
  const others = tableNames.map((name) => {
    const rows = releaseTables[name].rows?.(document, words, rights) ?? [];
    return [name, rows.map((row, at) => ({ document: document.id, n: at + 1, ...row }))] as const;
  });
  return [['documents', [own]], ...others];
}
