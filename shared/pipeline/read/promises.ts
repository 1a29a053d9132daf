import type { ChainDocument } from '../../model/lineage.ts';
import type { LookupContext } from '../../model/ports.ts';
import type { Ledger, Promised, Statement } from '../../model/promises.ts';
import type { Hit, Query } from '../../model/query.ts';
import { addDays, dayOf } from '../../model/time.ts';
import { ascending, omit, opt, orEmpty } from '../../model/values.ts';
import { issuerById, issuersOfRow } from '../../registry/issuers.ts';
import { entityIdOf, landmarkById } from '../../registry/known.ts';
import { type NationalPromise, promiseActs, promises } from '../../registry/promises.ts';
import { promisesTaken, type Taken } from '../../stages/facts/promises.ts';
import { standingOf, standingsOf } from '../../stages/lineage/chain.ts';
import { isAct } from '../../stages/text/acts.ts';
import type { WatchedSource } from '../../stages/watch/health.ts';
import { textWithWorks } from '../collect/reading.ts';
import { textOf } from '../collect/set-aside.ts';
import { openMemo, thisMinute } from '../context.ts';
import { namedIssuer, placeLists } from './lineage.ts';

/** Titles of the field; of other acts those count that name the national one. */
const ofField = 'title:人工智能 OR title:智能体 OR title:大模型 OR title:算力 OR title:智能终端 OR title:数据集 OR title:数据标注';
const most = 200;
const ledgers = openMemo<Ledger>(1);
const readings = openMemo<readonly Taken[]>(1000);

function documentOf(hit: Hit) {
  const { id, title, english, number, type, status, signed, published, issuerNames } = hit;
  const [lead] = issuersOfRow(hit);
  const name = issuerById(orEmpty(lead?.id))?.name;
  const named = { id, title, english, type, status, draft: type === 'draft', issuers: issuerNames.map(namedIssuer) };
  return {
    ...named,
    ...standingOf({ name: orEmpty(name ?? issuerNames[0]) }),
    ...opt({ number, day: signed ?? published }),
  };
}
async function newest(
  query: Partial<Query>,
  { search, now }: LookupContext,
): Promise<readonly Readonly<{ hit: Hit; document: Statement['document'] }>[]> {
  const { hits } = await search.query({ sort: 'newest', limit: most, today: dayOf(now()), ...query });
  const found = hits.map((hit) => ({ hit, document: documentOf(hit) }));
  return found.filter(({ hit, document: { level } }) => isAct(hit.type) && level !== 'other');
}

type StatedPromise = Statement & { readonly promise: string };

async function takenFrom(act: string, context: LookupContext) {
  const landmark = landmarkById(act);
  const { published, signed, adopted } = landmark?.dates ?? {};
  const after = published ?? signed ?? adopted;
  if (!landmark || after === undefined) return [];
  const from = addDays(after, 1);
  const naming = await newest({ entity: entityIdOf(landmark), from }, context);
  const cites = new Set(naming.map(({ hit }) => hit.id));
  const others = (await newest({ q: ofField, from }, context)).filter(({ hit }) => !cites.has(hit.id));
  const later = [...naming, ...others].filter(({ document: { title, day } }) => !title.includes(landmark.zh) && orEmpty(day) > after);
  const heads = await context.documents.heads(later.map(({ hit }) => hit.id));
  const told = later.map(async ({ document }) => {
    const head = heads.find(({ id }) => id === document.id);
    if (!head) return [];
    const read = async () => textWithWorks(head, await textOf(head, context), context);
    const taken = await readings(context, `${act} ${head.id} ${head.version}`, async () =>
      promisesTaken(head.title, await read(), act, cites.has(head.id)),
    );
    return taken.map((each) => ({ ...each, document }));
  });
  return (await Promise.all(told)).flat();
}

/** 全省算力规模 is the province's 算力规模. */
const bare = (scope: string) => scope.replace(/^(?:全?[国省市区]|累计|新增)/, '');
/** 各区市分别建设2个: not of the whole place. */
const ofEach = /各[^，。；]{1,6}分别/;

async function statedOf({ id: promise, words = [], units = [] }: NationalPromise, context: LookupContext) {
  const found = new Map((await newest({ q: words.map((each) => `"${each}"`).join(' OR ') }, context)).map((each) => [each.hit.id, each]));
  if (found.size === 0) return [];
  const { items } = await context.search.figures({ among: [...found.keys()], limit: 1000 });
  const told = items.flatMap(
    ({ value, unit, year, bound, strict, strength, quote, scope = '', document: { id } }): readonly StatedPromise[] => {
      const document = found.get(id)?.document;
      if (!document || !units.includes(unit) || !words.includes(bare(scope)) || ofEach.test(quote)) return [];
      const is = document.draft ? 'draft' : strength === 'fact' ? 'result' : 'target';
      return [{ promise, is, value, unit, bound, quote, document, ...opt({ year, strict }) }];
    },
  );
  // A text and the sum of its aims say the same twice.
  return [...new Map(told.map((each) => [`${each.document.id} ${each.value} ${each.unit} ${each.year}`, each])).values()];
}

const ranks = ['centre', 'ministry', 'province', 'city', 'district'];
const order = ({ document: { level, place = '', day = '' }, year = 0 }: Statement) => [ranks.indexOf(level), place, year, day].join(' ');

/** The ledger of this minute. `sources`: what is watched, with states. */
export const promiseLedger = (sources: readonly WatchedSource[], context: LookupContext): Promise<Ledger> =>
  ledgers(context, thisMinute(), async () => {
    const lists = placeLists(sources);
    const stated = promises.filter(({ units }) => units).map((each) => statedOf(each, context));
    const all = (await Promise.all([...promiseActs.map((act) => takenFrom(act, context)), ...stated])).flat();
    const items = promises.map(({ en, zh, ...national }): Promised => {
      const row = omit(national, 'words', 'citing', 'units');
      const own = all.filter(({ promise }) => promise === row.id).map((one) => omit(one, 'promise'));
      const standings = standingsOf(
        own.map(({ document }) => document as ChainDocument),
        lists,
      );
      const silent = standings.flatMap(({ place, documents, below }) => (documents.length + below.length > 0 ? [] : [place]));
      const url = row.url ?? landmarkById(orEmpty(row.act))?.url;
      return { ...row, names: { en, zh }, ...opt({ url }), said: own.toSorted(ascending(order)), silent };
    });
    const places = standingsOf([], lists).map((place) => omit(place, 'documents', 'below', 'lists', 'readBackTo'));
    return { items, places };
  });
