import type { ShownDocument } from '../../model/document.ts';
import type { KeyFact, SummaryLine } from '../../model/summary.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { byTelling } from '../../stages/digest/telling.ts';
import { summaryInBrief } from '../../stages/english/summary-parts.ts';
import { isAct } from '../../stages/text/acts.ts';
import { renderTimeLeft } from './days.ts';
import { inEnglish } from './page-view.ts';
import { articleName, besideStatus, statusWords } from './status-reason.ts';
import { addresseeNames, capital, dateNames, type Language, type LanguagePair, type Say, word } from './words.ts';

/**
 * What a reader asks of an act first: what it does, whom it binds, from when, and what it costs not to. Worded once for page, command and
 * answers; of what is no act there is its status alone.
 */
export type FirstLine = {
  readonly id: keyof typeof labels;
  readonly label: string;
  readonly says: string;
  /** The act says nothing of it that was read. */
  readonly unstated?: true;
  readonly article?: string;
  readonly quotes?: readonly string[];
};

const labels = {
  does: ['What it does', '内容'],
  binds: ['Whom it binds', '约束谁'],
  from: ['From when', '自何时起'],
  cost: ['What it costs not to', '违反的后果'],
} as const satisfies Readonly<Record<string, LanguagePair>>;
const ofDraft = { does: 'What it would do', binds: 'Whom it would bind', from: 'From when', cost: 'What it would cost not to' };

type Document = Pick<ShownDocument, 'type' | 'status' | 'statusReason' | 'dates'> &
  Partial<Pick<ShownDocument, 'summary' | 'keyFacts' | 'changedBy' | 'english'>>;
type Line = Omit<FirstLine, 'id' | 'label'>;
type Tongue = { readonly language: Language; readonly say: Say; readonly today: string; readonly day: (value: string) => string };

/** A sentence more, where both are short. */
const roomy = 260;
/** What the act says of it, nobody has said in English yet. */
const untold = (quote: string | undefined, { say }: Tongue, article?: string): Line | undefined =>
  quote === undefined ? undefined : { says: say('so far in its own words alone'), quotes: [quote], ...opt('article', article) };
const tells: ReadonlySet<KeyFact['kind']> = new Set(['duty', 'prohibition', 'target', 'award']);
/** What an act is on record for; that it is in force stands in another line. */
const onRecord = /^On record: (?!(?:Adopted|In force|Published|Took effect)\b)/;

export const machineWords = (english: string): string => `${english} (machine translation)`;

/** They repeal …: what an act does, and not what it is, since when or for whom. */
const acts = /^(?:It|They) (?!(?:would )?(?:appl|be |bind|expire|take|took)|is |are |was |were )/;

function factLine(facts: readonly (Pick<KeyFact, 'quote' | 'article'> & { readonly words: string })[]): Line | undefined {
  const [first, second] = facts;
  if (!first) return undefined;
  const both = second !== undefined && first.words.length + second.words.length <= roomy;
  const told = both ? [first, second] : [first];
  const { article } = first;
  return {
    says: told.map(({ words }) => words).join(' '),
    quotes: told.map(({ quote }) => quote),
    ...opt('article', told.every((each) => each.article === article) ? article : undefined),
  };
}

function does({ summary = [], keyFacts = [], english }: Document, tongue: Tongue): Line | undefined {
  const facts = byTelling(keyFacts.filter(({ kind }) => tells.has(kind)));
  if (tongue.language === 'zh') return factLine(facts.slice(0, 1).map((fact) => ({ ...fact, words: fact.quote })));
  if (english?.gist !== undefined) return { says: `${english.gist} (machine-generated)`, ...opt('quotes', english.gistQuotes) };
  const plain = ({ says, quote }: SummaryLine) => ({ words: says.replace(onRecord, ''), quote });
  const note = summary.filter(({ says }) => onRecord.test(says)).map(plain);
  const told = facts.flatMap((fact) =>
    fact.english === undefined ? [] : [{ ...fact, words: fact.by === 'machine' ? machineWords(fact.english) : fact.english }],
  );
  const brief = summary.filter(({ kind, says }) => kind === 'sentence' && acts.test(says));
  return factLine([...note, ...told]) ?? factLine(brief.map(plain)) ?? untold(facts[0]?.quote, tongue, facts[0]?.article);
}

function binds({ keyFacts = [] }: Document, tongue: Tongue): Line | undefined {
  const { language, say } = tongue;
  // Who is somebody of every kind is not worth the line, and often somebody whom the rules did not know.
  const bound =
    language === 'en' ? keyFacts.find(({ kind, english }) => kind === 'scope' && /^\w+ (?:would )?bind/.test(orEmpty(english))) : undefined;
  const ids = bound ? [] : [...new Set(keyFacts.flatMap(({ addressee }) => addressee ?? []))].filter((id) => id !== 'any-enterprise');
  const names = ids.map((id) => word(addresseeNames, id, language)).join(say(', ', '、'));
  const scope = keyFacts.find((fact) => fact.kind === 'scope' && fact !== bound);
  const said = language === 'zh' ? scope?.quote : scope?.english;
  const words = [bound?.english, names && `${capital(names)}${say('.')}`, said].filter(Boolean).join(say(' '));
  if (words !== '')
    return {
      says: words,
      ...((bound ?? scope) && { quotes: [bound, scope].flatMap((each) => each?.quote ?? []) }),
      ...opt('article', bound ? undefined : scope?.article),
    };
  return untold(scope?.quote, tongue, scope?.article);
}

function from(document: Document, tongue: Tongue): Line {
  const { say, day, today } = tongue;
  const { name, rest } = statusWords(document, tongue);
  const due = document.status === 'draft' ? document.dates.commentBy : undefined;
  const left = due && renderTimeLeft(due.value, today, say);
  const until = due && `${word(dateNames, 'commentBy', tongue.language)} ${day(due.value)}${due.time === undefined ? '' : `, ${due.time}`}`;
  const words = [`${name}${rest}`, until && left ? `${until} (${left})` : until, ...besideStatus(document.changedBy, tongue)];
  const quotes = [document.statusReason.quote, due?.quote].flatMap((quote) => quote ?? []);
  return { says: words.filter(Boolean).join(say('; ')), ...(quotes.length > 0 && { quotes }) };
}

/** The label of a sanction with its figures stands in the summary. */
const labelOf = ({ label, quote }: KeyFact, summary: readonly SummaryLine[]): string =>
  summary.find((line) => line.kind === 'label' && line.quote === quote)?.says ?? label;

function cost({ summary = [], keyFacts = [] }: Document, tongue: Tongue): Line | undefined {
  const fine = keyFacts.find(({ kind }) => kind === 'sanction');
  if (fine) {
    const says = tongue.language === 'zh' ? fine.quote : (fine.english ?? labelOf(fine, summary));
    return { says, quotes: [fine.quote], ...opt('article', fine.article) };
  }
  const { sanction, article } = keyFacts.find((each) => each.sanction !== undefined && each.article !== undefined) ?? {};
  if (sanction === undefined || article === undefined) return undefined;
  const [where, of] = [articleName(sanction, tongue), articleName(article, tongue)];
  return { says: tongue.say('Who breaks {of} is punished by {where}.', { of, where }), article: sanction };
}

const lines = { does, binds, from, cost } as const;
/** What binds somebody, and says what it costs not to; a plan or a grant need say neither. */
const binding: ReadonlySet<string> = new Set(['law', 'regulation', 'local-regulation', 'rule', 'measures', 'detailed-rules', 'draft']);

export function firstLines(document: Document, tongue: Tongue): readonly FirstLine[] {
  const proposed = document.status === 'draft' || document.status === 'adopted-awaiting-approval';
  const ids = isAct(document.type) ? (['does', 'binds', 'from', 'cost'] as const) : (['from'] as const);
  return ids.flatMap((id): readonly FirstLine[] => {
    const label = proposed && tongue.language === 'en' ? ofDraft[id] : word(labels, id, tongue.language);
    const line = lines[id](document, tongue);
    if (line) return [{ id, label, ...line }];
    return id === 'does' || binding.has(document.type) ? [{ id, label, says: tongue.say('not read'), unstated: true }] : [];
  });
}

/** The lines of a summary that the first lines do not tell already. */
export function furtherFacts(document: Document, tongue: Tongue): readonly SummaryLine[] {
  const told = firstLines(document, tongue);
  const words = told.map(({ says }) => says).join('\n');
  const quotes = new Set(told.flatMap(({ quotes = [] }) => quotes));
  return summaryInBrief(document.summary ?? [], Number.POSITIVE_INFINITY).filter(({ kind, says, quote }) =>
    kind === 'sentence' ? !words.includes(says.replace(onRecord, '')) : !quotes.has(quote),
  );
}

/** As answers have them: in English, days as they stand everywhere in an answer. */
export const plainTongue = (today: string): Tongue => ({ language: 'en', say: inEnglish, day: (day) => day, today });
export const plainFirstLines = (document: Document, today: string): readonly FirstLine[] => firstLines(document, plainTongue(today));
