import type { Ledger } from '../model/digest.ts';
import type { Context } from '../model/ports.ts';
import type { SourceTrouble } from '../model/run.ts';
import type { SourceCondition } from '../model/source.ts';
import { currentWeek } from './digest.ts';

export type Alarm = {
  readonly source?: string;
  readonly names?: { readonly zh: string; readonly en: string };
  readonly reader?: string;
  readonly state: SourceCondition | 'failed' | 'uncertain';
  readonly since: string;
  readonly lastGoodAt?: string;
  readonly lastEvidence?: string;
  readonly trouble?: SourceTrouble;
  readonly remedy: string;
};

const calm: ReadonlySet<string> = new Set(['ok', 'quiet', 'skipped']);

const remedies: Readonly<Record<string, string>> = {
  suspect: 'open the listing: either it is really silent (raise freshWithinDays) or its layout changed (mend the declaration)',
  unreachable: 'nothing to do at first: it is tried again; look whether the address still exists',
  refused: 'the site does not want to be read from here; look for the same acts in the gov.cn library',
  unrecognised: 'the page is no longer what was declared: record it again and mend the declaration',
  partial: 'some pages could not be read: see `hongtou sources show ID`; they are tried again tomorrow',
};

async function sourceAlarms(context: Context): Promise<readonly Alarm[]> {
  const alarms: Alarm[] = [];
  for (const source of context.settings.sources) {
    const state = await context.sources.state(source.id);
    if (!state || calm.has(state.condition)) continue;
    if (state.condition === 'partial' && state.since >= (state.checkedAt ?? '')) continue;
    alarms.push({
      source: source.id,
      names: source.names,
      state: state.condition,
      since: state.since,
      ...(state.lastGoodAt === undefined ? {} : { lastGoodAt: state.lastGoodAt }),
      ...(state.lastEvidence === undefined ? {} : { lastEvidence: state.lastEvidence }),
      ...(state.trouble ? { trouble: state.trouble } : {}),
      remedy: remedies[state.condition] ?? 'look at its page',
    });
  }
  return alarms;
}

/** What may have gone out is not sent a second time by us: only its reader can tell. */
function remedyOf({ state, week, detail }: Ledger): string {
  const again =
    state === 'failed'
      ? `send it again with: hongtou digest --week ${week} --to ADDRESS`
      : `not sent again, since it may have arrived: hongtou digest --week ${week} --format eml writes it to hand on`;
  return detail ? `${again} (${detail})` : again;
}

/** Deliveries of the last digests that failed or whose fate is not known. */
async function deliveryAlarms(context: Context): Promise<readonly Alarm[]> {
  const weeks = new Set([currentWeek(context.now()), ...(await context.digests.weeks(4))]);
  const alarms: Alarm[] = [];
  for (const week of weeks) {
    for (const entry of await context.digests.ledgers(week)) {
      if (entry.state !== 'failed' && entry.state !== 'uncertain') continue;
      alarms.push({
        reader: entry.reader,
        state: entry.state,
        since: entry.at,
        remedy: remedyOf(entry),
      });
    }
  }
  return alarms;
}

/** Every source that is silent, broken, blocked or suspect, and every failed delivery (contract.md 2, alarms). */
export const alarms = async (context: Context): Promise<readonly Alarm[]> => [
  ...(await sourceAlarms(context)),
  ...(await deliveryAlarms(context)),
];
