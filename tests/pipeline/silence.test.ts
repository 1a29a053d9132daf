import { writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Alarm, SentAlarm } from '../../shared/model/alarm.ts';
import type { WatchContext } from '../../shared/model/ports.ts';
import { addDays } from '../../shared/model/time.ts';
import { networkWords } from '../../shared/net/exchange.ts';
import { digestText } from '../../shared/pages/mail/digest-text.ts';
import { nextRound } from '../../shared/pipeline/collect/schedule.ts';
import type { SourceStates } from '../../shared/pipeline/collect/source-states.ts';
import { composeWeek, keptWeek } from '../../shared/pipeline/read/digest.ts';
import { sourceAlarms } from '../../shared/pipeline/watch/alarms.ts';
import { storeAlarms } from '../../shared/pipeline/watch/stack-alarms.ts';
import { alarms, compareAlarms } from '../../shared/pipeline/watch/watch.ts';
import { long, reported } from '../faults/report.ts';
import { openBench } from '../support/bench.ts';
import { command } from '../support/command.ts';
import { article, declaration, listing, type Notice, notices } from '../support/pages.ts';
import { isWorked, missedFrom, quarterFrom, quarters } from '../support/rest-days.ts';
import { roundsOfTests } from '../support/rounds.ts';
import { writeWarcFile } from '../support/warc.ts';

const host = 'data.sample.example';
const answers = {
  [`http://${host}/tz/index.html`]: listing(notices),
  ...Object.fromEntries(notices.map((act) => [`http://${host}${act.path}`, article(act)])),
};
const open = roundsOfTests();
type Told = { readonly source?: string; readonly subject?: string; readonly state: string };
const namesOf = (out: string) => (JSON.parse(out) as Told[]).map(({ source, subject, state }) => `${source ?? subject} ${state}`);

describe('when nothing is known to be new, the reason is given', () => {
  test('a store that has read nothing reports it, and exits 3', async () => {
    const rounds = open(declaration('sample', host));
    const said = await rounds.say('2026-11-12', 'alarms', '--json');
    expect([said.status, namesOf(said.out)]).toEqual([3, ['store unread', 'sample unread']]);
    const text = await rounds.say('2026-11-12', 'alarms');
    expect(text.out).toContain('nothing has been read');
    const doctor = await rounds.say('2026-11-12', 'doctor');
    expect([doctor.status, doctor.out]).toEqual([3, expect.stringContaining('nothing has been read')]);
  });

  test('without any source it is said that none is switched on', () => {
    const context = { now: () => new Date('2026-11-12T01:00:00Z') } as unknown as WatchContext;
    const [alarm] = storeAlarms({ watched: [], silent: [] } as unknown as SourceStates, context);
    expect(alarm?.detail).toBe('nothing has been read: no source is switched on');
  });

  test('a deployed instance is told of its schedules, and of no folder', () => {
    const states = { watched: [{ source: { id: 'sample', every: 'day' } }], silent: [] } as unknown as SourceStates;
    const remedyOf = (stack: object | undefined) =>
      storeAlarms(states, { now: () => new Date('2026-11-12T01:00:00Z'), stack } as unknown as WatchContext)[0]?.remedy;
    expect(remedyOf({})).toMatch(/hongtou doctor --stack NAME/);
    expect(remedyOf(undefined)).toMatch(/--data/);
    const refused = {
      ...{ checkedAt: '2026-11-11T01:00:00Z', since: '2026-11-11T01:00:00Z', condition: 'refused' },
      trouble: { kind: 'forbidden-address', detail: '203.0.113.9 port 8080 may not be dialled', url: 'http://203.0.113.9:8080/' },
    };
    const remediesOf = (stack: object | undefined) =>
      [undefined, refused].map((state) => {
        const watched = [{ source: { id: 'sample', every: 'day' }, state }];
        return sourceAlarms({ watched, silent: [] } as unknown as SourceStates, { stack } as unknown as WatchContext)[0]?.remedy;
      });
    expect(remediesOf({})).toEqual([expect.stringContaining('--stack NAME'), expect.stringMatching(/no port but 80 and 443/)]);
    expect(remediesOf(undefined)).toEqual([expect.stringContaining('hongtou start'), expect.stringContaining('"203.0.113.9:8080"')]);
  });

  test('a store that was not run for twice the interval of its sources reports it', async () => {
    const rounds = open(declaration('sample', host));
    await rounds.run('2026-11-12', answers);
    expect(await rounds.say('2026-11-14', 'alarms')).toMatchObject({ status: 0 });
    const said = await rounds.say('2026-11-15', 'alarms', '--json');
    expect([said.status, namesOf(said.out)]).toEqual([3, ['store late']]);
    expect(JSON.parse(said.out)[0].since).toBe('2026-11-12T01:00:00.000Z');
  });

  test('a digest says that nobody looked, also when it is composed weeks after somebody looks again', async () => {
    const rounds = open(declaration('sample', host));
    await rounds.run('2026-11-12', answers);
    const silenceOf = async (day: string) => (await rounds.within(day, (context) => composeWeek('2026-W47', context))).silence;
    const monday = await silenceOf('2026-11-23');
    expect(monday).toEqual({ kind: 'late', since: '2026-11-12T01:00:00.000Z' });
    await rounds.run('2026-12-07', answers);
    await rounds.run('2026-12-08', answers);
    expect(await silenceOf('2026-12-09')).toEqual(monday);
  });

  test('a source that is skipped while others are read is named', async () => {
    const rounds = open(declaration('sample', host), declaration('other', host));
    await rounds.run('2026-11-12', answers);
    for (const day of ['13', '14', '15', '16']) await rounds.run(`2026-11-${day}`, answers, '--source', 'sample');
    expect(namesOf((await rounds.say('2026-11-16', 'alarms', '--json')).out)).toEqual(['other late']);
  });

  test('a source that is switched off is neither asked for nor missed', async () => {
    const off = { ...declaration('off', 'off.sample.example'), needs: 'a connection from China' };
    const rounds = open(declaration('sample', host), off);
    const { sources } = await rounds.run('2026-11-12', answers);
    expect(sources.map(({ id, state, requests }) => [id, state, requests > 0])).toEqual([
      ['sample', 'ok', true],
      ['off', 'skipped', false],
    ]);
    expect(await rounds.say('2026-11-12', 'alarms')).toMatchObject({ status: 0 });
    expect((await rounds.say('2026-11-12', 'sources', 'list')).out).toContain('switched off: needs a connection from China');
  });

  test('many sources that none answers are one machine that is offline', async () => {
    const rounds = open(...['a', 'b', 'c', 'd', 'e'].map((id) => declaration(id, `${id}.sample.example`)));
    const all = Object.fromEntries(
      ['a', 'b', 'c', 'd', 'e'].flatMap((id) =>
        Object.entries(answers).map(([url, body]) => [url.replace(host, `${id}.sample.example`), body]),
      ),
    );
    await rounds.run('2026-11-12', all);
    await rounds.run('2026-11-13', { 'http://nobody.example/': 'x' });
    const { out } = await rounds.say('2026-11-13', 'alarms');
    expect(out).toMatch(/^away: machine/);
    expect(out).toContain('this machine is most likely offline');
    expect(out).toMatch(/5 sources .*: a, b, c, d, e/);
    expect(namesOf((await rounds.say('2026-11-13', 'alarms', '--json')).out)).toHaveLength(6);
  });
});

describe('words for what was not seen', () => {
  test('a round tells sources that were not asked for from those that were not due, and from those switched off', async () => {
    const off = { ...declaration('off', 'off.sample.example'), needs: 'a connection from China' };
    const rounds = open(declaration('sample', host), declaration('other', host), off);
    const first = await rounds.ask('2026-11-12', answers, 'run', '--source', 'sample');
    expect(first.out).toContain('1 source not selected, 1 source switched off');
    expect((await rounds.ask('2026-11-12', answers, 'run')).out).toContain('1 source not due, 1 source switched off');
  });

  test("a machine without a network is described in words, not by the resolver's code alone", () => {
    const away = Object.assign(new Error('getaddrinfo EAI_AGAIN www.cac.gov.cn'), { code: 'EAI_AGAIN' });
    expect(networkWords(away)).toBe('no name server answers: is this machine online? (EAI_AGAIN)');
    const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' });
    expect(networkWords(new AggregateError([refused]))).toBe('the host refuses the connection (ECONNREFUSED)');
    expect(networkWords(Object.assign(new Error('self-signed certificate'), { code: 'DEPTH_ZERO' }))).toBe(
      'DEPTH_ZERO self-signed certificate',
    );
  });
});

describe('notices of alarms', () => {
  const refused = { source: 'a', state: 'refused' as const, since: '2026-11-12T01:00:00.000Z', remedy: 'wait' };
  test('name alarms that are new, of another kind or cleared, each once', () => {
    const compare = (standing: readonly Alarm[], told: readonly SentAlarm[]) =>
      compareAlarms(standing, told, new Date('2026-11-13T01:00:00Z'));
    expect(compare([refused], [])).toMatchObject({
      new: [refused],
      cleared: [],
      next: [{ source: 'a', toldAt: '2026-11-13T01:00:00.000Z' }],
    });
    expect(compare([refused], [refused])).toMatchObject({ new: [], cleared: [] });
    expect(compare([{ ...refused, state: 'unreachable' }], [refused])).toMatchObject({
      new: [{ state: 'unreachable' }],
      cleared: [],
    });
    expect(compare([], [refused])).toMatchObject({ new: [], cleared: [refused] });
    // What became less grows from there; what an older version told has no count yet.
    const dead = (count: number) => ({ subject: 'queue mail', state: 'dead' as const, count, remedy: '' });
    const told = { subject: 'queue mail', state: 'dead' as const, count: 9, toldAt: '2026-11-12T01:00:00.000Z' };
    const [less] = compare([dead(2)], [told]).next;
    expect(less).toEqual({ ...told, count: 2 });
    expect(compare([dead(3)], less ? [less] : []).grown).toHaveLength(1);
    expect(compare([dead(9)], [told]).grown).toEqual([]);
    const old = compare([dead(3)], [{ subject: 'queue mail', state: 'dead' }]);
    expect([old.grown, old.next]).toMatchObject([[], [{ count: 3, toldAt: '2026-11-13T01:00:00.000Z' }]]);
  });
});

describe('a clock', () => {
  test('that goes back is noticed, and what it was ahead of is kept', () => {
    const first = nextRound(undefined, new Date('2036-01-01T00:00:00Z'));
    const back = nextRound(first, new Date('2026-11-12T00:00:00Z'));
    expect(back).toMatchObject({ at: '2026-11-12T00:00:00.000Z', firstAt: '2026-11-12T00:00:00.000Z' });
    expect(back.ahead).toEqual({ until: '2036-01-01T00:00:00.000Z', noticedAt: '2026-11-12T00:00:00.000Z' });
    expect(nextRound(back, new Date('2026-11-12T00:05:00Z')).ahead).toEqual(back.ahead);
  });
});

describe('a digest', () => {
  const firstLines = async (day: string, week: string, filled: boolean) => {
    const rounds = open(declaration('sample', host));
    if (filled) await rounds.run('2026-11-12', answers);
    const text = await rounds.within(day, async (context) => digestText(await keptWeek(week, context), 'both'));
    return text.split('\n\n')[1] ?? '';
  };

  test('of a store that read nothing says that first, never that there is nothing new', async () => {
    expect(await firstLines('2026-11-16', '2026-W46', false)).toMatch(/^- No source of 1 has been checked/);
  });

  test('of a week before anybody looked, and of one whose end nobody saw, says so first', async () => {
    expect(await firstLines('2026-11-16', '2026-W45', true)).toMatch(/^- No check ran in this week: the first was on 12 November/);
    expect(await firstLines('2026-11-20', '2026-W46', true)).toMatch(/^- The last check was on 12 November/);
  });

  test('names the sources that alarms names, and no other', async () => {
    const rounds = open(declaration('sample', host), declaration('new', 'new.sample.example'), declaration('dead', 'dead.sample.example'));
    await rounds.run('2026-11-12', answers, '--source', 'sample', '--source', 'dead');
    const digest = await rounds.within('2026-11-12', (context) => keptWeek('2026-W46', context));
    const alarms = namesOf((await rounds.say('2026-11-12', 'alarms', '--json')).out);
    expect(alarms).toEqual(['new unread', 'dead unreachable']);
    expect(digest.unseen.map(({ sourceId }) => sourceId)).toEqual(['new', 'dead']);
  });
});

describe('the configuration that filled a store', () => {
  test('is kept with it, and in force when none is named; another one says so', async () => {
    const rounds = open(declaration('sample', host), declaration('dead', 'dead.sample.example'));
    await rounds.run('2026-11-12', answers);
    const at = ['--data', `${rounds.folder}/data`, '--now', '2026-11-12T10:00:00+08:00'];
    const kept = await command('alarms', '--json', ...at);
    expect([kept.status, namesOf(kept.out)]).toEqual([3, ['dead unreachable']]);
    const other = `${rounds.folder}/other.json`;
    writeFileSync(other, JSON.stringify({ sources: { only: ['third'], extra: [declaration('third', 'third.sample.example')] } }));
    const said = await command('alarms', '--config', other, ...at);
    expect(said.out).toContain('filled with another configuration: 2 of its sources are not in force here (sample, dead)');
    const digest = await command('digest', '--week', '2026-W46', '--config', other, ...at);
    expect(digest.out.split('\n\n')[1]).toMatch(/^- This collection was made with another configuration: 2 of its sources/);
    const doctor = await command('doctor', ...at);
    expect(doctor.out).toContain('2 are enabled');
  });
});

test('where digests are composed week by week, one that is missing is an alarm', async () => {
  const rounds = open(declaration('sample', host));
  for (const day of ['12', '13', '14', '16', '17']) await rounds.run(`2026-11-${day}`, answers);
  await rounds.say('2026-11-17', 'subscribers', 'add', 'a@example.org');
  await rounds.say('2026-11-17', 'digest', '--week', '2026-W46', '--all');
  for (const day of ['19', '21', '23']) await rounds.run(`2026-11-${day}`, answers);
  expect(namesOf((await rounds.say('2026-11-23', 'alarms', '--json')).out)).toEqual([]);
  expect(namesOf((await rounds.say('2026-11-24', 'alarms', '--json')).out)).toEqual(['digest overdue']);
});

test.runIf(long)(
  'ninety days of rounds that read lists and pages: three sources that rest on holidays, of which one stops',
  { timeout: 3_600_000 },
  async () => {
    const [model = expect.fail('no notice')] = notices;
    for (const first of quarters) {
      const bench = await openBench();
      const stop = addDays(first, 26);
      const worked = quarterFrom(first).filter(isWorked);
      const ids = ['daily', 'weekly', 'stopped'];
      const extra = ids.map((id) =>
        declaration(id, `${id}.sample.example`, { expect: { atLeast: 1, freshWithinDays: id === 'weekly' ? 9 : 3 } }),
      );
      const config = bench.file('config.json', { sources: { only: ids, extra } });
      const answers = ids.flatMap((id, source) => {
        const acts: Notice[] = [];
        return quarterFrom(first).flatMap((today, n) => {
          if (n > 0 && (!isWorked(today) || (id === 'stopped' && today > stop) || (id === 'weekly' && worked.indexOf(today) % 5 !== 0)))
            return [];
          const name = `关于公共数据标注第${source * 1000 + n}号事项的通知`;
          const path = `/tz/${today.slice(0, 7).replace('-', '')}/t${today.replaceAll('-', '')}_${n}.html`;
          const act = {
            ...model,
            path,
            title: `国家数据局${name}`,
            number: `国数样${source}〔2026〕${n + 1}号`,
            signed: today,
            published: today,
          };
          acts.push(act);
          const at = `${today}T00:00:00Z`;
          return [
            { url: `http://${id}.sample.example${path}`, at, body: article(act) },
            { url: `http://${id}.sample.example/tz/index.html`, at, body: listing(acts.slice(-20).toReversed()) },
          ];
        });
      });
      const replay = [writeWarcFile(`${bench.folder}/sites.warc.gz`, answers)];
      const told = new Map<string, string>();
      for (const today of quarterFrom(first)) {
        const now = `${today}T18:00:00+08:00`;
        await bench.run({ now, config, replay });
        for (const { source, subject, state } of await bench.within({ now, config }, alarms)) {
          const name = `${source ?? subject} ${state}`;
          if (!told.has(name)) told.set(name, today);
        }
      }
      await bench.close();
      const last = quarterFrom(first).findLast((each) => each <= stop && (isWorked(each) || each === first)) ?? '';
      const due = missedFrom({ expect: { atLeast: 1, freshWithinDays: 3 } }, last);
      console.log(JSON.stringify({ first, last, due, told: [...told] }));
      reported(68, {
        falseAlarms: told.size - Number(told.has('stopped suspect')),
        stoppedNotFound: Number(told.get('stopped suspect') !== due),
        days: 90,
      });
    }
  },
);

test('an address that may not be dialled is no wish of the site: the remedy is in the configuration', async () => {
  const bench = await openBench();
  const url = 'http://localhost/tz/';
  const config = bench.file('config.json', {
    sources: { only: ['own'], extra: [declaration('own', 'own.example', { listing: { format: 'dated-links', url } })] },
  });
  await bench.run({ now: '2026-11-12T09:00:00+08:00', config });
  const found = await bench.within({ now: '2026-11-12T09:10:00+08:00', config }, alarms);
  expect(found.find(({ source }) => source === 'own')).toMatchObject({ state: 'refused', remedy: expect.stringContaining('fetch.allow') });
  await bench.close();
});
