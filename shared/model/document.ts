import type { Article, Attachment, Citation, DateFact, Issuer, StatedChange } from './article.ts';
import type { DocumentFigure, DraftStages, Window } from './facts.ts';
import type { Fixed } from './fixed.ts';
import type { CatalogueFacts } from './lineage.ts';
import type { fieldChange, link, TypeOf } from './shape.ts';
import type { Source } from './source.ts';
import type { KeyFact, SummaryLine } from './summary.ts';
import type { DocumentType, Relation, StatusBasis, SubThemeId, ThemeId } from './vocabulary.ts';

/** Words that prove a theme; offsets are UTF-16 code units of the title or text, or of the attached work at `url`. */
export type Evidence = Fixed<{
  term: string;
  where: 'title' | 'text' | 'attachment';
  start: number;
  end: number;
  url?: string;
}>;
export type ThemeMatch = Fixed<{ theme: ThemeId; score: number; evidence: Evidence[] }>;
export type SubThemeMatch = Fixed<{ theme: SubThemeId; evidence: Evidence[] }>;
export type Entity = Fixed<{ id: string; name: string; kind: string }>;

/** An article with identity. `keys` are what it is found by: `n:<number key>`, `t:<title key>`, `w:<work key>`. */
export type Document = Fixed<
  Article & {
    id: string;
    keys: string[];
    /** 0–100: level of the issuer, docs/chinese-documents.md 7. */
    authority: number;
  }
>;

/**
 * A person's themes of a document, or none when it is irrelevant, or its English title, or both. They replace the program's and survive
 * readings.
 */
export type Label = Fixed<{
  relevant?: boolean;
  themes?: ThemeId[];
  english?: string;
  why: string;
  at: string;
  who?: string;
}>;

export type TakenBack = Fixed<{ why: string; at: string; label: Label; who?: string }>;

/** What `classify` adds (docs/contract.md 3.4). `taxonomy` names the themes, words and weights that were used. */
export type Classification = Fixed<{
  taxonomy?: string;
  relevant: boolean;
  relevance: number;
  themes: ThemeMatch[];
  /** Finer themes; the parent of one need not be among the themes. */
  subThemes?: SubThemeMatch[];
  type: DocumentType;
  entities: Entity[];
}>;

/**
 * `by` is who made the title; documents read before 0.13.0 may have `translator` (a machine) and `dictionary`. Only a model makes a gist;
 * every sentence of it has its quote in `gistQuotes`, in the same order. `refused`: machine text that the guard dropped, and why.
 */
type English = Fixed<{
  title: string;
  by: 'official' | 'glossary' | 'known' | 'words' | 'machine' | 'model' | 'person' | 'translator' | 'dictionary';
  gist?: string;
  gistBy?: 'model';
  gistQuotes?: string[];
  refused?: string[];
  /** Where an official page translates the act under this title. */
  page?: string;
}>;

/** A page that has the act in English: an official one, or by whom. */
export type ActInEnglish = Fixed<{
  id: string;
  title: string;
  url: string;
  official: boolean;
  by: Source['names'];
}>;

export type Classified = Document & Classification & { readonly english: English };

export type Link = TypeOf<typeof link>;

export type Copy = Fixed<{
  url: string;
  sourceId: string;
  authority: number;
  differs: boolean;
  /** Hash of the wording: blanks and widths do not count, so that copies can be compared. */
  wording: string;
  /** Key of its text; copies of older stores have none. */
  textHash?: string;
  /** Its number and dates, so that copies can be compared. */
  says?: Record<string, string>;
  evidence: string;
  firstSeenAt: string;
  movedTo?: string;
  /** Since when it counts as gone: 404 or 410 in three checks over two days or more. */
  goneAt?: string;
}>;

export type FieldChange = TypeOf<typeof fieldChange>;

/** A revision is the event (docs/architecture.md). Revision 1, by the publisher, is the first reading. */
export type Revision = Fixed<{
  documentId: string;
  n: number;
  at: string;
  by: 'publisher' | 'reader';
  what: 'new' | 'changed' | 'withdrawn' | 'returned' | 'reread';
  textHash: string;
  evidence: string;
  changes: FieldChange[];
  /** A backfill brought it, long after it was put out: no news of the week in which it was first seen. */
  older?: true;
}>;

export type PendingRevision = Revision & { readonly meant?: number };

export type NewsEvent = Revision & { readonly position: number };

type RevisionEnd = Pick<Revision, 'n' | 'at' | 'by' | 'what'>;
export type Difference = Fixed<{
  from: number;
  to: number;
  revisions: [RevisionEnd, RevisionEnd];
  changes: FieldChange[];
  note?: string;
}>;

export type Unlabelled = Partial<Pick<Classified, 'relevant' | 'relevance' | 'themes' | 'english'>>;

/** What the table keeps of a document: everything but its text, which is in S3 under `textHash`. */
export type Head = Fixed<
  Omit<Classified, 'text'> & {
    textHash: string;
    evidence: string;
    firstSeenAt: string;
    lastSeenAt: string;
    withdrawnAt?: string;
    label?: Label;
    /** Whose themes these are: in a head that is read, a person's label replaces the model's themes. */
    themesBy?: 'person';
    /** What of the program's own a label replaces; this is what the table keeps. */
    unlabelled?: Unlabelled;
    copies: Copy[];
    revisionCount: number;
    /** Optimistic lock: every write is conditional on it. */
    version: number;
    /** The revision that was written with this head: a crash before it is announced and has its own item loses no event. */
    unsettled?: PendingRevision;
  }
>;

/** What a later act does to this one, with the act and the day from which on it does it, as far as that is known. */
export type ActEffect = Fixed<StatedChange & { document: NonNullable<DateFact['changedBy']>; on?: string }>;

/** The reason of a status: a day with its words, a label, the act that ends it, or what is missing. `until` is the last day of its term. */
export type StatusReason = Fixed<{
  by: StatusBasis;
  day?: string;
  until?: string;
  /** The page gives more than one last day. */
  endDoubted?: true;
  /** The text says from when it holds, and counts from a day that the page does not give. */
  beginUnknown?: true;
  quote?: string;
  document?: { id: string; title: string };
}>;

/** What a document was from one revision to the next. `corrected`: revisions in which we read the same bytes better. */
export type DocumentState = Fixed<
  Pick<Revision, 'n' | 'textHash' | 'evidence'> & {
    from: string;
    until?: string;
    page: string;
    corrected?: (Pick<Revision, 'n' | 'at'> & { fields: string[] })[];
  }
>;

export type ShownCopy = Fixed<Copy & { state?: 'gone'; differences?: FieldChange[] }>;

export type AttachmentRole = 'draft' | 'explanation' | 'form' | 'comparison';

export type ShownAttachment = Fixed<Attachment & { text?: string; role?: AttachmentRole }>;

export type ShownDocument = Fixed<
  Omit<
    Head,
    'copies' | 'keys' | 'textHash' | 'evidence' | 'revisionCount' | 'version' | 'unsettled' | 'unlabelled' | 'citations' | 'attachments'
  > & {
    statusReason: StatusReason;
    /** What later acts did to it that it outlives: each with its words. Its days and status are those after it. */
    changedBy?: ActEffect[];
    /** It speaks in the name of a body on whose site nobody saw it: the hosts on which it was seen. */
    notSeenOnIssuersSite?: string[];
    /** Its words are pictures, which nobody has read. */
    scan?: true;
    act?: { title: string; english: string };
    summary?: SummaryLine[];
    keyFacts?: KeyFact[];
    copies: ShownCopy[];
    attachments: ShownAttachment[];
    text: string;
    citations: Citation[];
    figures?: DocumentFigure[];
    windows?: Window[];
    stages?: DraftStages;
    labelTakenBack?: TakenBack;
    catalogue?: CatalogueFacts;
    carrier?: Source['names'];
    revisions: Omit<Revision, 'documentId'>[];
    state?: DocumentState;
    links: Link[];
    /** Pages that translate it, the official ones first. */
    translations?: ActInEnglish[];
    citedBy: {
      id: string;
      title: string;
      english?: string;
      relation: Relation;
      issuers: Issuer[];
    }[];
  }
>;

export type Saved = 'new' | 'changed' | 'same';
