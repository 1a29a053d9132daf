import { describe, expect, onTestFinished, test } from 'vitest';
import { openContext } from '../../functions/open.ts';
import { openReader } from '../../functions/reading-threads.ts';
import type { Head } from '../../shared/model/document.ts';
import type { Context } from '../../shared/model/ports.ts';
import type { RunNote } from '../../shared/model/run.ts';
import { factsWithin, retryAsides } from '../../shared/pipeline/collect/set-aside.ts';
import { work } from '../../shared/pipeline/context.ts';
import { alarms } from '../../shared/pipeline/watch/watch.ts';
import { shown } from '../support/answers.ts';
import { openBench } from '../support/bench.ts';
import { cpuMs } from '../support/cpu.ts';
import { act, list, pageOf, siteOf } from '../support/lists.ts';
import { roundsOfTests } from '../support/rounds.ts';

const { copies: _copies, attachments: _files, revisions: _all, links: _links, citedBy: _cited, ...fields } = shown({ id: 'doc_1' });
const head = { ...fields, url: 'https://www.issuer.example/forever', textHash: 'aa', version: 1 } as unknown as Head;
const { title, type, dates, language, text } = fields;
const asked = { title, type, dates, language, text, whole: text };
const facts = (context: Context) => factsWithin(head, () => work('facts', [asked], head.url, context), context);

const openRounds = roundsOfTests();

describe('words that take too long', () => {
  test('are set aside by name, in the report and in alarms, and not tried again by this process or the next', async () => {
    const bench = await openBench();
    onTestFinished(() => bench.close());
    const notes: RunNote[] = [];
    const open = async (): Promise<Context> => {
      const choices = { now: '2026-11-25T09:00:00+08:00', note: (note: RunNote) => notes.push(note) };
      const context = await openContext(bench.store, choices);
      const reader = openReader({ entry: new URL('../reading/workers/moody.ts', import.meta.url), deadlineMs: 700 });
      onTestFinished(() => Promise.all([reader.close(), context.reader.close()]).then(() => undefined));
      return { ...context, reader };
    };
    const context = await open();
    expect(await facts(context)).toMatchObject({ figures: [], windows: [] });
    expect(notes).toMatchObject([{ sourceId: 'cac-rules', failure: { kind: 'too-complex', url: head.url } }]);
    const named = { subject: 'document', state: 'too-complex', since: '2026-11-25T01:00:00.000Z' };
    expect(await alarms(context)).toContainEqual(expect.objectContaining({ ...named, detail: expect.stringContaining(title) }));
    const later = await open();
    expect(await cpuMs(() => facts(context).then(() => facts(later)))).toBeLessThan(500);
    expect(notes).toHaveLength(1);
    await retryAsides(later);
    expect(await later.documents.asides(10)).toEqual([]);
    expect(await facts(later)).toMatchObject({ figures: [] });
    expect(notes).toHaveLength(2);
  });

  test('a page that cannot be read is named until its bytes are others, and read when they are', async () => {
    const site = siteOf('evil');
    const rounds = openRounds(site.source());
    const run = (day: string, body: string) => rounds.run(day, [site.at('/tz/index.html', list([act(2)])), site.at(act(2).path, body)]);
    const deep = pageOf(act(2)).replace('<p>', `${'<div>'.repeat(3_000)}<p>`);
    const first = await run('2026-11-19', deep);
    expect(first.failures).toMatchObject([{ kind: 'too-complex' }]);
    const aside = async (day: string) => {
      const found = JSON.parse((await rounds.say(day, 'alarms', '--json')).out) as { state: string; since: string }[];
      return found.filter(({ state }) => state === 'too-complex').map(({ since }) => since);
    };
    expect(await aside('2026-11-19')).toEqual(['2026-11-19T01:00:00.000Z']);
    expect(await run('2026-11-20', deep)).toMatchObject({ failures: [], documents: { new: 0 } });
    expect(await aside('2026-11-20')).toEqual(['2026-11-19T01:00:00.000Z']);
    await rounds.say('2026-11-21', 'reprocess');
    expect(await aside('2026-11-21')).toEqual([]);
    expect((await run('2026-11-21', deep)).failures).toMatchObject([{ kind: 'too-complex' }]);
    expect(await run('2026-11-24', pageOf(act(2)))).toMatchObject({ failures: [], documents: { new: 1 } });
    expect(await aside('2026-11-24')).toEqual([]);
  });
});
