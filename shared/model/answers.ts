import type { ReportedOnly } from './announcement.ts';
import type { ClaimCheck } from './claim.ts';
import type { Digest, DigestEdit } from './digest.ts';
import type { Difference, Revision, ShownDocument } from './document.ts';
import type { NamedDocument } from './document-facts.ts';
import type { Doubt } from './doubts.ts';
import type { Fixed } from './fixed.ts';
import type { LandmarkNews, Mentions, SourcedFigure } from './landmark.ts';
import type { ActComparison, Chain, KnownResult, LineageGraph } from './lineage.ts';
import type { Ledger } from './promises.ts';
import type {
  CrossIndex,
  Hit,
  NearMiss,
  NumberingGap,
  ProvinceCount,
  ProvinceQuery,
  Query,
  QueryResult,
  SequenceQuery,
  TimelineCount,
  TimelineQuery,
} from './query.ts';
import type { Access, ReaderAnswers, Unread } from './reader.ts';
import type { HourLine, SourceState } from './run.ts';
import type { resolution, TypeOf } from './shape.ts';
import type { Source } from './source.ts';
import type { FeedFacts } from './summary.ts';

export type Resolution = TypeOf<typeof resolution>;

export type Serving = Fixed<{
  /** One process with its store, on a laptop or a small server; else functions that share the work. */
  local: boolean;
  /** Nobody gets data, or may change anything, without a token. Only who sits at the machine itself needs none. */
  needsToken: boolean;
  /** Reading alone needs none. */
  public?: boolean;
  /** Pages become files that lie for long: nothing in them is of the day on which they are made, or asks the instance. */
  still?: boolean;
  /** Browsers come by https: cookies stay in it. */
  https: boolean;
}>;

export type Running = Fixed<{
  documents: number;
  roundAt: number | undefined;
  queues: { queue: string; waiting: number; dead: number }[];
}>;

export type Answers = Serving & {
  documents(query: Query): Promise<QueryResult>;
  nearMisses(query: Query): Promise<readonly NearMiss[]>;
  /** Acts that the query finds, too, and that are known and not read; they count nowhere. */
  known(query: Query): Promise<KnownResult>;
  /** `asOf`, here and below: as the store held it at the end of that day in Beijing. `state`: the number of a revision, for its state. */
  document(ref: string, asOf?: string, state?: number): Promise<ShownDocument | undefined>;
  text(id: string): Promise<string | undefined>;
  /** What the translator made of a sentence, where it was asked for it; absent where none is chosen. */
  translated?(chinese: string): Promise<string | undefined>;
  named(hits: readonly Pick<Hit, 'id' | 'status'>[]): Promise<readonly NamedDocument[]>;
  /** These documents as an evidence pack (docs/evidence-packs.md), in pieces. */
  pack(ids: readonly string[]): AsyncIterable<Uint8Array>;
  /** What feeds tell of these documents, by id; sentences of the first `mostWithSentences` alone, where it is given. */
  feedFacts(hits: readonly Pick<Hit, 'id' | 'status'>[], mostWithSentences?: number): Promise<ReadonlyMap<string, FeedFacts>>;
  revisions(id: string): Promise<readonly Revision[]>;
  /** The difference between two revisions, by default the last two; `undefined` when the document is not stored. */
  difference(id: string, from?: string, to?: string): Promise<Difference | undefined>;
  /** Two documents or revisions, article by article. Throws InputError for what stands for nothing. */
  compare(a: string, b: string): Promise<ActComparison>;
  /** Whether a stored document says what is claimed of it; `undefined` when it is not stored. */
  checkClaim(id: string, claim: { readonly says: string; readonly article?: string | undefined }): Promise<ClaimCheck | undefined>;
  resolve(ref: string): Promise<Resolution>;
  timeline(query: TimelineQuery): Promise<readonly TimelineCount[]>;
  provinces(query: ProvinceQuery): Promise<readonly ProvinceCount[]>;
  /** How many documents cite each landmark, or those named; its act and newest documents; the newest figures of the same quantity. */
  mentions(among?: readonly string[], asOf?: string): Promise<Mentions>;
  /** Who has carried an act out, and who has not as far as the store can tell; undefined when the reference names nothing. */
  chain(ref: string): Promise<Chain | undefined>;
  /** What national acts promise, who takes it up, and of whom nothing was seen. */
  promises(): Promise<Ledger>;
  /** An act among the texts that it names and that name it, two links around; undefined when the reference names nothing. */
  lineage(ref: string, asOf?: string): Promise<LineageGraph | undefined>;
  /** What held documents say otherwise than is told, open or settled. */
  doubts(asOf?: string): Promise<readonly Doubt[]>;
  landmark(id: string, limit: number, asOf?: string): Promise<LandmarkNews | undefined>;
  figures(id: string, limit: number): Promise<readonly SourcedFigure[] | undefined>;
  /** The newest figure of each of these landmarks, by id; of the country where the backgrounder's is. */
  newestFigures(ids: readonly string[]): Promise<ReadonlyMap<string, SourcedFigure>>;
  readonly register: CrossIndex;
  gaps(query: SequenceQuery): Promise<readonly NumberingGap[]>;
  reported(limit: number): Promise<readonly ReportedOnly[]>;
  sources(): Promise<readonly { readonly source: Source; readonly state?: SourceState }[]>;
  lastHour(): Promise<HourLine | undefined>;
  /** Absent when deployed. */
  readonly running?: () => Promise<Running>;
  /** As its editor wants it, unless the `original` is asked for. */
  digest(week: string, asOf?: string, original?: boolean): Promise<Digest | undefined>;
  /** Throws InputError for a week that cannot be edited any more. */
  editDigest(week: string, edit: Omit<DigestEdit, 'week' | 'at'>): Promise<void>;
  weeks(): Promise<readonly string[]>;
  thisWeek(): Promise<Digest>;
  /** Changes after a place in the list of news, which an earlier answer gave as `next`: there to read on from, also at the end. */
  changes(after: string | undefined, limit: number): Promise<{ items: readonly (Revision & { title: string })[]; next?: string }>;
  readonly signUp: 'invited' | 'open';
  /** Has the same answer whether or not the address is known. */
  subscribe(address: string): Promise<void>;
  confirm(token: string): Promise<boolean>;
  unsubscribe(token: string): Promise<boolean>;
  /** What changed since `who` (hash of a token, or `owner`) marked the changes as read, and that mark. */
  unread(who: string): Promise<Unread>;
  markRead(who: string, upTo: number): Promise<void>;
  readonly readers: ReaderAnswers;
  /** Sets a person's themes of a document. Throws InputError for themes that cannot be stored. */
  label(
    id: string,
    wanted: { readonly themes: readonly string[]; readonly relevant: boolean; readonly why: string; readonly who?: string },
  ): Promise<void>;
  /** Takes the person's themes back. Throws InputError where there are none, or without a reason. */
  takeLabelBack(id: string, said: { readonly why: string; readonly who?: string }): Promise<void>;
  /** Who asks with a token, or with the cookie of a session; or why they may not. */
  byToken(token: string): Promise<Access>;
  bySession(id: string): Promise<Access>;
  /** Whether a key is the one in the mails of a week's digest, which opens that page alone. */
  opensDigest(week: string, key: string): Promise<boolean>;
  signIn(token: string): Promise<Access & { readonly session?: string }>;
  signOut(id: string): Promise<void>;
  today(): string;
  readonly secret: string;
};
