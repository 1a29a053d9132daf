import type { Participation, StatedChange } from './article.ts';
import type { ShownDocument } from './document.ts';
import type { Fields } from './document-facts.ts';
import type { LanguagePair, LastRead, Subscriber } from './reader.ts';
import type { Capped, Slowed } from './run.ts';
import type { Level, SourceCondition } from './source.ts';
import type { SummaryLine } from './summary.ts';
import type { DocumentType, SubThemeId, ThemeId } from './vocabulary.ts';

export const sectionNames = {
  binding: ['New binding texts', '新的约束性文件'],
  drafts: ['Drafts open for comment', '公开征求意见'],
  effect: ['Taking effect', '开始施行'],
  plans: ['National plans and “AI+”', '国家规划与“人工智能+”'],
  enforcement: ['Enforcement and filing', '执法与备案'],
  local: ['Local measures', '地方措施'],
  companies: ['Companies, chips and calls', '企业、芯片与申报'],
  readings: ['Interpretation and analysis', '解读与分析'],
} as const satisfies Readonly<Record<string, LanguagePair>>;
export type SectionId = keyof typeof sectionNames;
export const sections = Object.keys(sectionNames) as SectionId[];
export const perSection = <T>(of: (id: SectionId) => T): Record<SectionId, T> =>
  Object.fromEntries(sections.map((id) => [id, of(id)])) as Record<SectionId, T>;

export type DigestItem = Pick<ShownDocument, Fields<'item'>> & {
  readonly id: string;
  readonly url: string;
  readonly what: 'new' | 'changed' | 'withdrawn' | 'effect';
  readonly english: string;
  /** What it does, in a sentence or two of English; absent in a digest of an older version. */
  readonly does?: readonly Pick<SummaryLine, 'says' | 'quote'>[];
  readonly level?: string;
  readonly daysLeft?: number;
  readonly participate?: readonly Pick<Participation, 'by' | 'to'>[];
  readonly themes: readonly ThemeId[];
  readonly subThemes?: readonly SubThemeId[];
  /** Sentences quoted from the text, never written by the program. */
  readonly quotes: readonly string[];
  /** What a reader's choices are held against. */
  readonly mentions?: ItemMentions;
  /** What an editor did with it before the digest went. */
  readonly edited?: { readonly note?: string; readonly moved?: true };
  /** `since`: the day (Beijing) from which on the store holds the other document, where it came before this week. */
  readonly relations: readonly {
    readonly relation: string;
    readonly title?: string;
    readonly number?: string;
    readonly id?: string;
    readonly since?: string;
    readonly changes?: readonly StatedChange[];
  }[];
  readonly news?: readonly number[];
  /** The section with the whole item; here it is one line. */
  readonly inFull?: SectionId;
  /** Published long before it was first seen. */
  readonly older?: boolean;
  readonly seenIn: number;
  readonly coverage: readonly {
    readonly title: string;
    readonly english: string;
    readonly url: string;
    readonly type: DocumentType;
    readonly news?: readonly number[];
  }[];
  readonly changes: readonly { readonly field: string; readonly before?: string; readonly after?: string }[];
};

/** Ids of the registry, and of stored documents with the relation to each (`cites` too). */
export type ItemMentions = {
  readonly issuers: readonly string[];
  readonly places: readonly string[];
  readonly landmarks: readonly string[];
  readonly documents: readonly { readonly id: string; readonly relation: string }[];
};

export type SilentSource = {
  readonly sourceId: string;
  readonly names: { readonly zh: string; readonly en: string };
  /** Absent in a digest of an older version, as the level. */
  readonly publisher?: string;
  readonly level?: Level;
  readonly condition: SourceCondition;
  readonly since: string;
  readonly lastGoodAt?: string;
  readonly detail?: string;
  /** The way out of the instance that failed, and not the source. */
  readonly way?: { readonly collector: string } | { readonly proxy: string };
  /** It was read, and its list was cut off with a gap behind. */
  readonly capped?: Capped;
  /** Its list was read, and so many of its pages are gone with much of their site; what is gone is not called withdrawn. */
  readonly away?: number;
};

/**
 * Why a digest is empty or old: `before` the store was begun after the week had ended; `elsewhere` it was filled from `sources` others that
 * are not enabled here; the others as in stages/watch/health.ts. `since`: the last round.
 */
export type DigestSilence = {
  readonly kind: 'unread' | 'unanswered' | 'away' | 'late' | 'before' | 'elsewhere';
  readonly since?: string;
  readonly sources?: number;
};

/** What an editor wants otherwise of a week: ids that are left out, places within their sections, words beside items. */
export type DigestEdit = {
  readonly week: string;
  readonly at: string;
  readonly who?: string;
  readonly struck: readonly string[];
  readonly places: Readonly<Record<string, number>>;
  readonly notes: Readonly<Record<string, string>>;
};

export type Digest = {
  readonly week: string;
  readonly from: string;
  readonly to: string;
  readonly composedAt: string;
  readonly sections: Readonly<Record<SectionId, readonly DigestItem[]>>;
  /** Three to five, fewer when little happened; the most important first. */
  readonly highlights?: readonly Highlight[];
  readonly moved?: readonly MovedFigure[];
  readonly closing?: readonly string[];
  /** How much of it an editor changed before it went. */
  readonly edited?: Pick<DigestEdit, 'at' | 'who'> & { readonly struck: number; readonly moved: number; readonly notes: number };
  /** Shown before anything else. */
  readonly silence?: DigestSilence;
  /** Only in a mail: relevant changes of other weeks that its reader has not received yet. */
  readonly notInEarlierMail?: readonly DigestItem[];
  readonly followed?: readonly FollowedItem[];
  /** Only in a mail: deadlines that have come near, the next first. A mail of reminders alone has nothing else. */
  readonly reminders?: readonly Reminder[];
  /** Only in a mail: how many items its reader's choices left out. */
  readonly outside?: number;
  readonly unseen: readonly SilentSource[];
  readonly slowed?: Pick<Slowed, 'since'>;
  /** `unknown`: sources whose state at the end of the week was not stored. */
  readonly sources: { readonly total: number; readonly inOrder: number; readonly unknown?: number };
  /**
   * `older`: older documents that stand in no section, by a backfill or in a flood of them; `olderListed`: those in the sections, which
   * `new` leaves out.
   */
  readonly counts: {
    readonly new: number;
    readonly changed: number;
    readonly withdrawn: number;
    readonly irrelevant: number;
    readonly older?: number;
    readonly olderListed?: number;
  };
};

export type Placed = { readonly item: DigestItem; readonly section: SectionId };
export const placedItems = ({ sections: filled }: Pick<Digest, 'sections'>): readonly Placed[] =>
  sections.flatMap((section) => filled[section].map((item) => ({ item, section })));
export const sectionItems = (digest: Pick<Digest, 'sections'>): readonly DigestItem[] => placedItems(digest).map(({ item }) => item);

/**
 * How an item of a mail touches what its reader follows: an act (its relation to it; `itself`: the act has news) or a landmark that it
 * names.
 */
export type FollowedItem = {
  readonly id: string;
  readonly act?: { readonly id: string; readonly relation: string; readonly title?: string; readonly english?: string };
  readonly landmark?: { readonly id: string; readonly names: { readonly zh: string; readonly en: string } };
};

export type Reminder = {
  readonly kind: 'comment' | 'application';
  readonly until: string;
  readonly daysLeft: number;
  readonly item: DigestItem;
};

/**
 * `period` is a finished week, `2026-W47`, a day of a reader or of a running week, `2026-W47-5`, or the reminders of a day,
 * `2026-W47-5-reminder`.
 */
export type Ledger = {
  readonly period: string;
  readonly reader: string;
  /** `claimed`: the mail is composed, and an attempt has it; `asked`: the mail service is being asked, and may have taken it. */
  readonly state: 'claimed' | 'asked' | 'sent' | 'failed' | 'uncertain';
  readonly at: string;
  readonly by: string;
  /** Of a claim: nobody was asked yet, so that whoever finds it left may send it. Claims of before 0.14 do not say. */
  readonly unasked?: true;
  /** It also brought the reminders of its day. */
  readonly reminded?: true;
  readonly detail?: string;
  readonly took?: TakenNews;
  readonly v: number;
};

/** `first`: it was to bring what lies before the reader's beginning too. */
export type TakenNews = { readonly ranges: readonly NewsRange[]; readonly week: string; readonly first?: true };

/** Positions in the list of news, without the first: [3, 5] is 4 and 5. */
export type NewsRange = readonly [after: number, upTo: number];

/** The news that a reader has received: everything between `begin` and `position` except what is `owed`. */
export type NewsMark = {
  readonly begin: number;
  readonly position: number;
  readonly owed: readonly NewsRange[];
  /** Weeks of which the reader also received what lies before `begin`: the first mail has its whole week. */
  readonly given: readonly string[];
  readonly at: string;
  /** The event at `position`, which shows whether the list of news was rebuilt. */
  readonly last?: string;
  readonly by: string;
  readonly v: number;
};

export const staleMinutes = 15;

/** Why an item matters this week. `day` (Beijing), `days`, `before`, `after` and `title` are what the kind speaks of; `quote` proves it. */
export type HighlightReason = {
  readonly kind:
    | 'replaces'
    | 'repeals'
    | 'finalises'
    | 'implements'
    | 'deadline-moved'
    | 'changed'
    | 'withdrawn'
    | 'closes'
    | 'takes-effect'
    | 'target'
    | 'binding'
    | 'national'
    | 'new';
  readonly title?: { readonly zh: string; readonly en: string };
  readonly day?: string;
  readonly days?: number;
  /** Of `deadline-moved` days or months (`2027-01`); of `changed` the smallest part of the text that differs. */
  readonly before?: string;
  readonly after?: string;
  readonly quote: string;
};

export type Highlight = { readonly id: string; readonly section: SectionId; readonly reasons: readonly HighlightReason[] };

export type MovedFigure = {
  readonly subject: { readonly zh: string; readonly en: string };
  readonly unit: string;
  readonly now: { readonly value: number; readonly day?: string; readonly document: string; readonly quote: string };
  readonly before?: { readonly value: number; readonly day?: string; readonly document: string; readonly quote: string };
  readonly added?: { readonly value: number; readonly quote: string };
};

/** Deliveries of digests. `by` is the token of one attempt, by which it recognises its own claim and alone may record the outcome. */
export type Deliveries = {
  ledger(period: string, reader: string): Promise<Ledger | undefined>;
  ledgers(period: string): Promise<readonly Ledger[]>;
  /**
   * Claims a delivery for the first time, or one that was `left` (it failed, or nobody was asked); gives the claim. `undefined` when
   * another attempt has it.
   */
  claim(
    period: string,
    reader: string,
    claim: { readonly at: string; readonly by: string; readonly left?: Ledger; readonly reminded?: true },
  ): Promise<Ledger | undefined>;
  /** Records how far an attempt's own claim is, and its outcome. False when it is another attempt's by now. */
  settle(claimed: Ledger, outcome: Pick<Ledger, 'state' | 'at' | 'detail' | 'unasked' | 'took'>): Promise<boolean>;
  /** Marks another attempt's claim without outcome as `uncertain`, unless it has changed since it was read. */
  giveUp(claimed: Ledger, at: string, detail: string): Promise<void>;
  /** Ends a delivery whose mail may have been sent and did not arrive, unless it has changed since it was read. */
  takeBack(given: Ledger, outcome: Pick<Ledger, 'state' | 'at' | 'detail'>): Promise<boolean>;
  open(limit: number): Promise<readonly Ledger[]>;
  mark(reader: string): Promise<NewsMark | undefined>;
  /** Conditional on the mark that was read. False when another writer was faster. */
  moveMark(reader: string, from: NewsMark | undefined, to: Omit<NewsMark, 'v'>): Promise<boolean>;
};

export type Digests = Deliveries & {
  /** The digest of a finished week as it was first composed. Throws DamagedError. */
  get(week: string): Promise<Digest | undefined>;
  has(week: string): Promise<boolean>;
  keep(digest: Digest): Promise<Digest>;
  replace(digest: Digest): Promise<void>;
  /** The last digest of a running week, and the events in it. */
  running(week: string): Promise<{ readonly digest: Digest; readonly news: number } | undefined>;
  keepRunning(digest: Digest, news: number): Promise<void>;
  edit(week: string): Promise<DigestEdit | undefined>;
  keepEdit(edit: DigestEdit): Promise<void>;
  dropDamaged(): Promise<readonly string[]>;
  weeks(limit: number): Promise<readonly string[]>;
  subscribers(): Promise<readonly Subscriber[]>;
  subscriber(id: string): Promise<Subscriber | undefined>;
  addSubscriber(subscriber: Subscriber): Promise<boolean>;
  lastRead(who: string): Promise<LastRead | undefined>;
  keepLastRead(who: string, mark: LastRead): Promise<void>;
  saveSubscriber(subscriber: Subscriber): Promise<void>;
  removeSubscriber(id: string): Promise<void>;
};
