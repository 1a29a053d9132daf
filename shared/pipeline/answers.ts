import type { Answers, Running, Serving } from '../model/answers.ts';
import type { AnswerContext, MailContext } from '../model/ports.ts';
import { dayOf } from '../model/time.ts';
import { opt } from '../model/values.ts';
import { landmarkById } from '../registry/known.ts';
import { figureLandmarks } from '../registry/landmarks/figures.ts';
import { carrierOfHead, findCarrier } from './collect/publishers.ts';
import { textOf } from './collect/set-aside.ts';
import { forOneQuestion, openMemo, thisMinute, thisMoment } from './context.ts';
import { readerAnswersOf } from './mail/choices.ts';
import { confirm, subscribe, unsubscribe } from './mail/subscribers.ts';
import { changesAfter, findUnread, markRead } from './read/candidates.ts';
import { checkClaimOf, compareDocuments, contextAt, readAsOf, readDifference, withState } from './read/compare.ts';
import { asEdited, currentWeek, editWeek, frontWeek, pageWeek } from './read/digest.ts';
import { allDoubts, withDoubts } from './read/doubts.ts';
import { feedFactsOf, shownDocuments, writePack } from './read/export.ts';
import { newestFigures, sourcedFigures } from './read/facts.ts';
import { updateIndex } from './read/index.ts';
import { findNearMisses, labelDocument, takeLabelBack } from './read/label.ts';
import { landmarkNews } from './read/landmarks.ts';
import { chainOf, lineageGraphOf } from './read/lineage.ts';
import { promiseLedger } from './read/promises.ts';
import { accessBySession, accessByToken, opensDigest, signIn, signOut } from './read/reader-links.ts';
import { findHead, findNumberingGaps, idsOf, registerWithKnown, resolve, searchKnownActs, showKnown } from './read/resolve.ts';
import { showDocument } from './read/show-document.ts';
import { markUnseen, nameDocuments, reportedOnly } from './read/status.ts';

async function weeksToRead(context: MailContext) {
  const week = currentWeek(context.now());
  const counts = (await context.digests.running(week))?.digest.counts;
  const kept = (await context.digests.weeks(520)).filter((each) => each < week);
  return counts && counts.new + counts.changed + counts.withdrawn > 0 ? [week, ...kept] : kept;
}

async function readSources({ settings, sources }: AnswerContext) {
  const states = await sources.states(settings.sources.map(({ id }) => id));
  return settings.sources.map((source) => ({ source, ...opt({ state: states.get(source.id) }) }));
}

const readHour = async ({ journal }: AnswerContext) => (await journal.read('hours'))?.[0];

/** Every page ends with the sum of the sources: a deployed instance reads their states once a minute, a laptop once in a moment. */
const recentSources = openMemo<Awaited<ReturnType<Answers['sources']>>>(1);

const recentTotal = openMemo<number>(1);

async function runningNow(context: AnswerContext): Promise<Running> {
  const { deadLetters, journal, search, now } = context;
  const round = await journal.read('round');
  const queues = (await deadLetters.queues()).map(async (queue) => ({
    queue,
    ...{ waiting: await deadLetters.waiting(queue), dead: await deadLetters.count(queue) },
  }));
  const count = async () => (await search.query({ limit: 1, today: dayOf(now()) })).total;
  return {
    queues: await Promise.all(queues),
    documents: await recentTotal(context, thisMinute(), count),
    roundAt: round && Date.parse(round.at) / 1000,
  };
}

const pastDay = (asOf: string | undefined, { now }: MailContext) => (asOf === undefined ? undefined : readAsOf(asOf, now()));

const pastOf = (context: MailContext, asOf: string | undefined) =>
  asOf === undefined ? context : contextAt(context, readAsOf(asOf, context.now()));

/** The store around one state of a document; undefined where there is no such state. */
async function atState(ref: string, n: number, context: MailContext) {
  const head = await findHead(ref, context);
  const revision = head && (await context.documents.revisions(head.id)).find((each) => each.n === n);
  return revision && contextAt(context, revision.at, { id: revision.documentId, n });
}

function actsOf(context: AnswerContext, local: boolean) {
  return {
    subscribe: (address) => subscribe(address, context),
    confirm: (token) => confirm(token, context),
    unsubscribe: (token) => unsubscribe(token, context),
    async label(id, wanted) {
      await labelDocument(id, await idsOf(id, context), wanted, context);
      if (local) await updateIndex(context);
    },
    async takeLabelBack(id, said) {
      await takeLabelBack(id, await idsOf(id, context), said, context);
      if (local) await updateIndex(context);
    },
    byToken: (token) => accessByToken(token, context),
    bySession: (id) => accessBySession(id, context),
    opensDigest: (week, key) => opensDigest(week, key, context),
    signIn: (token) => signIn(token, context),
    signOut: (id) => signOut(id, context),
  } satisfies Partial<Answers>;
}

const landmarkAnswers = (context: MailContext) =>
  ({
    doubts: (asOf) => allDoubts(pastOf(context, asOf)),
    async landmark(id, limit, asOf) {
      const landmark = landmarkById(id);
      return landmark && landmarkNews(landmark, limit, forOneQuestion(pastOf(context, asOf)), asOf !== undefined);
    },
    async figures(id, limit) {
      const landmark = figureLandmarks.find((each) => each.id === id);
      return landmark && sourcedFigures(landmark, limit, forOneQuestion(context));
    },
    newestFigures: (ids) =>
      newestFigures(
        figureLandmarks.filter(({ id }) => ids.includes(id)),
        forOneQuestion(context),
      ),
  }) satisfies Partial<Answers>;

function documentsOf(context: MailContext, version: string | undefined) {
  return {
    async documents(query) {
      const found = await context.search.query(query);
      return {
        ...found,
        hits: markUnseen(found.hits, context).map((hit) => ({
          ...hit,
          ...findCarrier({ ...hit, account: hit.shown?.account, issued: hit.issuerNames.length > 0 }, context),
        })),
      };
    },
    nearMisses: (query) => findNearMisses(query, context),
    known: (query) => searchKnownActs(query, context),
    async document(ref, asOf, state) {
      const past = state === undefined ? pastOf(context, asOf) : await atState(ref, state, context);
      if (!past) return undefined;
      const own = forOneQuestion(past);
      const head = await findHead(ref, own);
      if (!head) return undefined;
      const shown = await withDoubts(await showKnown(await showDocument(head, own)), own);
      return { ...(await withState(shown, past === context ? own : context)), ...carrierOfHead(head, context) };
    },
    async text(id) {
      const head = await context.documents.head(id);
      return head && textOf(head, context);
    },
    ...(context.machine?.tryOut && { translated: context.machine.kept }),
    async *pack(refs) {
      yield* writePack(shownDocuments({ refs }, context), version, context);
    },
    named: (hits) => nameDocuments(hits, forOneQuestion(context)),
    feedFacts: (hits, mostWithSentences) => feedFactsOf(hits, forOneQuestion(context), mostWithSentences),
    revisions: (id) => context.documents.revisions(id),
    async difference(id, from, to) {
      const own = forOneQuestion(context);
      const head = await own.documents.head(id);
      return head && readDifference(head, from, to, own);
    },
  } satisfies Partial<Answers>;
}

/** Everything that pages, API and feeds can ask: at a laptop without a token, else with one and by https, unless it is said. */
export function answersOf(
  context: AnswerContext,
  { version, ...options }: Pick<Serving, 'local'> & Partial<Serving> & Readonly<{ secret: string; version?: string }>,
): Answers {
  const serving = { needsToken: !options.local, https: !options.local, ...options };
  const sources = () => recentSources(context, options.local ? thisMoment() : thisMinute(), () => readSources(context));
  return {
    ...serving,
    public: serving.needsToken && context.settings.public === true,
    signUp: context.settings.signUp,
    ...documentsOf(context, version),
    compare: (a, b) => compareDocuments(a, b, forOneQuestion(context)),
    checkClaim: (id, claim) => checkClaimOf(id, claim, forOneQuestion(context)),
    resolve: (ref) => resolve(ref, forOneQuestion(context)),
    timeline: (query) => context.search.timeline(query),
    provinces: (query) => context.search.provinces(query),
    mentions: (among, asOf) => pastOf(context, asOf).search.mentions(among),
    chain: async (ref) => chainOf(ref, await sources(), forOneQuestion(context)),
    promises: async () => promiseLedger(await sources(), context),
    lineage: (ref, asOf) => lineageGraphOf(ref, forOneQuestion(pastOf(context, asOf)), asOf !== undefined),
    ...landmarkAnswers(context),
    register: registerWithKnown(context),
    gaps: (query) => findNumberingGaps(query, context),
    reported: (limit) => reportedOnly(limit, context),
    sources,
    lastHour: () => readHour(context),
    ...(options.local ? { running: () => runningNow(context) } : {}),
    async digest(week, asOf, original) {
      const past = pastDay(asOf, context);
      const found = await pageWeek(week, options.local, context, past);
      return found && !original ? asEdited(found, context, past) : found;
    },
    editDigest: (week, edit) => editWeek(week, edit, context),
    weeks: () => weeksToRead(context),
    thisWeek: async () => asEdited(await frontWeek(options.local, context), context),
    changes: (after, limit) => changesAfter(after, limit, context),
    ...actsOf(context, options.local),
    readers: readerAnswersOf(context, options.local),
    unread: (who) => findUnread(who, forOneQuestion(context)),
    markRead: (who, upTo) => markRead(who, upTo, context),
    today: () => dayOf(context.now()),
  };
}
