import type { Article, Attachment, Citation, DateFact, Issuer, StatedChange } from './article.ts';
import type { DocumentFigure, DraftStages, Window } from './facts.ts';
import type { CatalogueFacts } from './lineage.ts';
import type { fieldChange, link, TypeOf } from './shape.ts';
import type { Source } from './source.ts';
import type { KeyFact, SummaryLine } from './summary.ts';
import type { DocumentType, Relation, StatusBasis, SubThemeId, ThemeId } from './vocabulary.ts';

/** Words that prove a theme; offsets are UTF-16 code units of the title or text, or of the attached work at `url`. */
export type Evidence = {
  readonly term: string;
  readonly where: 'title' | 'text' | 'attachment';
  readonly start: number;
  readonly end: number;
  readonly url?: string;
};
export type ThemeMatch = { readonly theme: ThemeId; readonly score: number; readonly evidence: readonly Evidence[] };
export type SubThemeMatch = { readonly theme: SubThemeId; readonly evidence: readonly Evidence[] };
export type Entity = { readonly id: string; readonly name: string; readonly kind: string };

/** An article with identity. `keys` are what it is found by: `n:<number key>`, `t:<title key>`, `w:<work key>`. */
export type Document = Article & {
  readonly id: string;
  readonly keys: readonly string[];
  /** 0–100: level of the issuer, docs/chinese-documents.md 7. */
  readonly authority: number;
};

/**
 * A person's themes of a document, or none when it is irrelevant, or its English title, or both. They replace the program's and survive
 * readings.
 */
export type Label = {
  readonly relevant?: boolean;
  readonly themes?: readonly ThemeId[];
  readonly english?: string;
  readonly why: string;
  readonly at: string;
  readonly who?: string;
};

export type TakenBack = { readonly why: string; readonly at: string; readonly label: Label; readonly who?: string };

/** What `classify` adds (docs/contract.md 3.4). `taxonomy` names the themes, words and weights that were used. */
export type Classification = {
  readonly taxonomy?: string;
  readonly relevant: boolean;
  readonly relevance: number;
  readonly themes: readonly ThemeMatch[];
  /** Finer themes; the parent of one need not be among the themes. */
  readonly subThemes?: readonly SubThemeMatch[];
  readonly type: DocumentType;
  readonly entities: readonly Entity[];
};

/**
 * `by` is who made the title; documents read before 0.13.0 may have `translator` (a machine) and `dictionary`. Only a model makes a gist;
 * every sentence of it has its quote in `gistQuotes`, in the same order. `refused`: machine text that the guard dropped, and why.
 */
type English = {
  readonly title: string;
  readonly by: 'official' | 'glossary' | 'known' | 'words' | 'machine' | 'model' | 'person' | 'translator' | 'dictionary';
  readonly gist?: string;
  readonly gistBy?: 'model';
  readonly gistQuotes?: readonly string[];
  readonly refused?: readonly string[];
  /** Where an official page translates the act under this title. */
  readonly page?: string;
};

/** A page that has the act in English: an official one, or by whom. */
export type ActInEnglish = {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly official: boolean;
  readonly by: Source['names'];
};

export type Classified = Document & Classification & { readonly english: English };

export type Link = TypeOf<typeof link>;

export type Copy = {
  readonly url: string;
  readonly sourceId: string;
  readonly authority: number;
  readonly differs: boolean;
  /** Hash of the wording: blanks and widths do not count, so that copies can be compared. */
  readonly wording: string;
  /** Key of its text; copies of older stores have none. */
  readonly textHash?: string;
  /** Its number and dates, so that copies can be compared. */
  readonly says?: Readonly<Record<string, string>>;
  readonly evidence: string;
  readonly firstSeenAt: string;
  readonly movedTo?: string;
  /** Since when it counts as gone: 404 or 410 in three checks over two days or more. */
  readonly goneAt?: string;
};

export type FieldChange = TypeOf<typeof fieldChange>;

/** A revision is the event (docs/architecture.md). Revision 1, by the publisher, is the first reading. */
export type Revision = {
  readonly documentId: string;
  readonly n: number;
  readonly at: string;
  readonly by: 'publisher' | 'reader';
  readonly what: 'new' | 'changed' | 'withdrawn' | 'returned' | 'reread';
  readonly textHash: string;
  readonly evidence: string;
  readonly changes: readonly FieldChange[];
  /** A backfill brought it, long after it was put out: no news of the week in which it was first seen. */
  readonly older?: true;
};

export type PendingRevision = Revision & { readonly meant?: number };

export type NewsEvent = Revision & { readonly position: number };

type RevisionEnd = Pick<Revision, 'n' | 'at' | 'by' | 'what'>;
export type Difference = {
  readonly from: number;
  readonly to: number;
  readonly revisions: readonly [RevisionEnd, RevisionEnd];
  readonly changes: readonly FieldChange[];
  readonly note?: string;
};

export type Unlabelled = Partial<Pick<Classified, 'relevant' | 'relevance' | 'themes' | 'english'>>;

/** What the table keeps of a document: everything but its text, which is in S3 under `textHash`. */
export type Head = Omit<Classified, 'text'> & {
  readonly textHash: string;
  readonly evidence: string;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  readonly withdrawnAt?: string;
  readonly label?: Label;
  /** Whose themes these are: in a head that is read, a person's label replaces the model's themes. */
  readonly themesBy?: 'person';
  /** What of the program's own a label replaces; this is what the table keeps. */
  readonly unlabelled?: Unlabelled;
  readonly copies: readonly Copy[];
  readonly revisionCount: number;
  /** Optimistic lock: every write is conditional on it. */
  readonly version: number;
  /** The revision that was written with this head: a crash before it is announced and has its own item loses no event. */
  readonly unsettled?: PendingRevision;
};

/** What a later act does to this one, with the act and the day from which on it does it, as far as that is known. */
export type ActEffect = StatedChange & { readonly document: NonNullable<DateFact['changedBy']>; readonly on?: string };

/** The reason of a status: a day with its words, a label, the act that ends it, or what is missing. `until` is the last day of its term. */
export type StatusReason = {
  readonly by: StatusBasis;
  readonly day?: string;
  readonly until?: string;
  /** The page gives more than one last day. */
  readonly endDoubted?: true;
  readonly quote?: string;
  readonly document?: { readonly id: string; readonly title: string };
};

/** What a document was from one revision to the next. `corrected`: revisions in which we read the same bytes better. */
export type DocumentState = Pick<Revision, 'n' | 'textHash' | 'evidence'> & {
  readonly from: string;
  readonly until?: string;
  readonly page: string;
  readonly corrected?: readonly (Pick<Revision, 'n' | 'at'> & { readonly fields: readonly string[] })[];
};

export type ShownCopy = Copy & { readonly state?: 'gone'; readonly differences?: readonly FieldChange[] };

export type AttachmentRole = 'draft' | 'explanation' | 'form' | 'comparison';

export type ShownAttachment = Attachment & { readonly text?: string; readonly role?: AttachmentRole };

export type ShownDocument = Omit<
  Head,
  'copies' | 'keys' | 'textHash' | 'evidence' | 'revisionCount' | 'version' | 'unsettled' | 'unlabelled' | 'citations' | 'attachments'
> & {
  readonly statusReason: StatusReason;
  /** What later acts did to it that it outlives: each with its words. Its days and status are those after it. */
  readonly changedBy?: readonly ActEffect[];
  /** It speaks in the name of a body on whose site nobody saw it: the hosts on which it was seen. */
  readonly notSeenOnIssuersSite?: readonly string[];
  /** Its words are pictures, which nobody has read. */
  readonly scan?: true;
  readonly act?: { readonly title: string; readonly english: string };
  readonly summary?: readonly SummaryLine[];
  readonly keyFacts?: readonly KeyFact[];
  readonly copies: readonly ShownCopy[];
  readonly attachments: readonly ShownAttachment[];
  readonly text: string;
  readonly citations: readonly Citation[];
  readonly figures?: readonly DocumentFigure[];
  readonly windows?: readonly Window[];
  readonly stages?: DraftStages;
  readonly labelTakenBack?: TakenBack;
  readonly catalogue?: CatalogueFacts;
  readonly carrier?: Source['names'];
  readonly revisions: readonly Omit<Revision, 'documentId'>[];
  readonly state?: DocumentState;
  readonly links: readonly Link[];
  /** Pages that translate it, the official ones first. */
  readonly translations?: readonly ActInEnglish[];
  readonly citedBy: readonly {
    readonly id: string;
    readonly title: string;
    readonly english?: string;
    readonly relation: Relation;
    readonly issuers: readonly Issuer[];
  }[];
};

export type Saved = 'new' | 'changed' | 'same';
