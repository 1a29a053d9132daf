import type { Participation, StatedChange } from './article.ts';
import type { ShownDocument } from './document.ts';
import type { Fields } from './document-facts.ts';
import type { Fixed } from './fixed.ts';
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

export type DigestItem = Fixed<
  Pick<ShownDocument, Fields<'item'>> & {
    id: string;
    url: string;
    what: 'new' | 'changed' | 'withdrawn' | 'effect';
    english: string;
    /** What it does, in a sentence or two of English; absent in a digest of an older version. */
    does?: Pick<SummaryLine, 'says' | 'quote'>[];
    level?: string;
    daysLeft?: number;
    participate?: Pick<Participation, 'by' | 'to'>[];
    themes: ThemeId[];
    subThemes?: SubThemeId[];
    /** Sentences quoted from the text, never written by the program. */
    quotes: string[];
    /** What a reader's choices are held against. */
    mentions?: ItemMentions;
    /** What an editor did with it before the digest went. */
    edited?: { note?: string; moved?: true };
    /** `since`: the day (Beijing) from which on the store holds the other document, where it came before this week. */
    relations: {
      relation: string;
      title?: string;
      number?: string;
      id?: string;
      since?: string;
      changes?: StatedChange[];
    }[];
    news?: number[];
    /** The section with the whole item; here it is one line. */
    inFull?: SectionId;
    /** Published long before it was first seen. */
    older?: boolean;
    /** An act about something else that names the field: a line tells it, and of what it does only what it says of the field. */
    aside?: true;
    seenIn: number;
    coverage: {
      title: string;
      english: string;
      url: string;
      type: DocumentType;
      news?: number[];
    }[];
    changes: { field: string; before?: string; after?: string }[];
  }
>;

/** Ids of the registry, and of stored documents with the relation to each (`cites` too). */
export type ItemMentions = Fixed<{
  issuers: string[];
  places: string[];
  landmarks: string[];
  documents: { id: string; relation: string }[];
}>;

export type SilentSource = Fixed<{
  sourceId: string;
  names: { zh: string; en: string };
  /** Absent in a digest of an older version, as the level. */
  publisher?: string;
  level?: Level;
  condition: SourceCondition;
  since: string;
  lastGoodAt?: string;
  detail?: string;
  /** The way out of the instance that failed, and not the source. */
  way?: { collector: string } | { proxy: string };
  /** It was read, and its list was cut off with a gap behind. */
  capped?: Capped;
  /** Its list was read, and so many of its pages are gone with much of their site; what is gone is not called withdrawn. */
  away?: number;
}>;

/**
 * Why a digest is empty or old: `before` the store was begun after the week had ended; `elsewhere` it was filled from `sources` others that
 * are not enabled here; the others as in stages/watch/health.ts. `since`: the last round.
 */
export type DigestSilence = Fixed<{
  kind: 'unread' | 'unanswered' | 'away' | 'late' | 'before' | 'elsewhere';
  since?: string;
  sources?: number;
}>;

/** What an editor wants otherwise of a week: ids that are left out, places within their sections, words beside items. */
export type DigestEdit = Fixed<{
  week: string;
  at: string;
  who?: string;
  struck: string[];
  places: Record<string, number>;
  notes: Record<string, string>;
}>;

export type Digest = Fixed<{
  week: string;
  from: string;
  to: string;
  composedAt: string;
  sections: Record<SectionId, DigestItem[]>;
  /** Three to five, fewer when little happened; the most important first. */
  highlights?: Highlight[];
  moved?: MovedFigure[];
  closing?: string[];
  /** How much of it an editor changed before it went. */
  edited?: Pick<DigestEdit, 'at' | 'who'> & { struck: number; moved: number; notes: number };
  /** Shown before anything else. */
  silence?: DigestSilence;
  /** Only in a mail: relevant changes of other weeks that its reader has not received yet. */
  notInEarlierMail?: DigestItem[];
  followed?: FollowedItem[];
  /** Only in a mail: deadlines that have come near, the next first. A mail of reminders alone has nothing else. */
  reminders?: Reminder[];
  /** Only in a mail: how many items its reader's choices left out. */
  outside?: number;
  unseen: SilentSource[];
  slowed?: Pick<Slowed, 'since'>;
  /** `unknown`: sources whose state at the end of the week was not stored. */
  sources: { total: number; inOrder: number; unknown?: number };
  /**
   * `older`: older documents that stand in no section, by a backfill or in a flood of them; `olderListed`: those in the sections, which
   * `new` leaves out.
   */
  counts: {
    new: number;
    changed: number;
    withdrawn: number;
    irrelevant: number;
    older?: number;
    olderListed?: number;
  };
}>;

export type Placed = Fixed<{ item: DigestItem; section: SectionId }>;
export const placedItems = ({ sections: filled }: Pick<Digest, 'sections'>): readonly Placed[] =>
  sections.flatMap((section) => filled[section].map((item) => ({ item, section })));
export const sectionItems = (digest: Pick<Digest, 'sections'>): readonly DigestItem[] => placedItems(digest).map(({ item }) => item);

/**
 * How an item of a mail touches what its reader follows: an act (its relation to it; `itself`: the act has news) or a landmark that it
 * names.
 */
export type FollowedItem = Fixed<{
  id: string;
  act?: { id: string; relation: string; title?: string; english?: string };
  landmark?: { id: string; names: { zh: string; en: string } };
}>;

export type Reminder = Fixed<{
  kind: 'comment' | 'application';
  until: string;
  daysLeft: number;
  item: DigestItem;
}>;

/**
 * `period` is a finished week, `2026-W47`, a day of a reader or of a running week, `2026-W47-5`, or the reminders of a day,
 * `2026-W47-5-reminder`.
 */
export type Ledger = Fixed<{
  period: string;
  reader: string;
  /** `claimed`: the mail is composed, and an attempt has it; `asked`: the mail service is being asked, and may have taken it. */
  state: 'claimed' | 'asked' | 'sent' | 'failed' | 'uncertain';
  at: string;
  by: string;
  /** Of a claim: nobody was asked yet, so that whoever finds it left may send it. Claims of before 0.14 do not say. */
  unasked?: true;
  /** It also brought the reminders of its day. */
  reminded?: true;
  detail?: string;
  took?: TakenNews;
  v: number;
}>;

/** `first`: it was to bring what lies before the reader's beginning too. */
export type TakenNews = Fixed<{ ranges: NewsRange[]; week: string; first?: true }>;

/** Positions in the list of news, without the first: [3, 5] is 4 and 5. */
export type NewsRange = readonly [after: number, upTo: number];

/** The news that a reader has received: everything between `begin` and `position` except what is `owed`. */
export type NewsMark = Fixed<{
  begin: number;
  position: number;
  owed: NewsRange[];
  /** Weeks of which the reader also received what lies before `begin`: the first mail has its whole week. */
  given: string[];
  at: string;
  /** The event at `position`, which shows whether the list of news was rebuilt. */
  last?: string;
  by: string;
  v: number;
}>;

export const staleMinutes = 15;

/** Why an item matters this week. `day` (Beijing), `days`, `before`, `after` and `title` are what the kind speaks of; `quote` proves it. */
export type HighlightReason = Fixed<{
  kind:
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
  title?: { zh: string; en: string };
  day?: string;
  days?: number;
  /** Of `deadline-moved` days or months (`2027-01`); of `changed` the smallest part of the text that differs. */
  before?: string;
  after?: string;
  quote: string;
}>;

export type Highlight = Fixed<{ id: string; section: SectionId; reasons: HighlightReason[] }>;

export type MovedFigure = Fixed<{
  subject: { zh: string; en: string };
  unit: string;
  now: { value: number; day?: string; document: string; quote: string };
  before?: { value: number; day?: string; document: string; quote: string };
  added?: { value: number; quote: string };
}>;

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
