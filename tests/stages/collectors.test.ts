import { expect, test } from 'vitest';
import type { SourceState } from '../../shared/model/run.ts';
import type { Source } from '../../shared/model/source.ts';
import { failedWay, findSilentCollector, waitingSince } from '../../shared/stages/watch/health.ts';
import { declaration } from '../support/pages.ts';

const now = new Date('2026-11-25T20:00:00+08:00');
const state = (slot: string, checkedAt?: string): SourceState => ({
  id: 'x',
  slot,
  condition: 'ok',
  since: '2026-11-01T00:00:00Z',
  listed: 3,
  failures: 0,
  ...(checkedAt === undefined ? {} : { checkedAt: new Date(checkedAt).toISOString() }),
});
const watched = (id: string, slot: string, checkedAt?: string) => ({
  source: { ...declaration(id, `${id}.example`), egress: 'home' } as unknown as Source,
  state: state(slot, checkedAt),
});

test('what was sent in a slot waits until its list was read after that', () => {
  const since = (slot: string, checkedAt?: string) => {
    const found = waitingSince(state(slot, checkedAt), now);
    return found === undefined ? undefined : new Date(found).toISOString();
  };
  expect(since('2026-11-25', '2026-11-24T10:00:00+08:00')).toBe('2026-11-24T16:00:00.000Z');
  expect(since('2026-11-25', '2026-11-25T10:00:00+08:00')).toBeUndefined();
  expect(since('2026-11-25T19', '2026-11-25T18:59:00+08:00')).toBe('2026-11-25T11:00:00.000Z');
  expect(since('2026-W48')).toBe('2026-11-22T16:00:00.000Z');
  expect(since('2026-11-25 again 2026-11-25T09:00:00.000Z', '2026-11-25T16:30:00+08:00')).toBe('2026-11-25T09:00:00.000Z');
  // After a week it may have been lost, and is sent again.
  expect(since('2026-11-10')).toBeUndefined();
  expect(waitingSince(undefined, now)).toBeUndefined();
});

test('a collector is silent when nobody saw it for half a day while tasks wait', () => {
  const waiting = [watched('a', '2026-11-24', '2026-11-23T10:00:00+08:00'), watched('b', '2026-11-25', '2026-11-25T10:00:00+08:00')];
  const beat = (at: string) => ({ at, startedAt: at, done: 1 });
  expect(findSilentCollector('home', waiting, beat('2026-11-25T04:00:00Z'), now)).toBeUndefined();
  expect(findSilentCollector('home', waiting, beat('2026-11-24T04:00:00Z'), now)).toEqual({
    name: 'home',
    since: '2026-11-24T04:00:00Z',
    waiting: ['a'],
  });
  expect(findSilentCollector('home', waiting.slice(1), beat('2026-11-24T04:00:00Z'), now)).toBeUndefined();
  expect(findSilentCollector('home', [watched('a', '2026-11-24')], undefined, now)).toMatchObject({ since: '2026-11-23T16:00:00.000Z' });
  expect(findSilentCollector('other', waiting, undefined, now)).toBeUndefined();
});

test('a source that its silent collector, or its failing proxy, passed over is not at fault', () => {
  const silent = [{ name: 'home', since: '2026-11-20T00:00:00Z', waiting: ['a'] }];
  const late = watched('a', '2026-11-20', '2026-11-19T10:00:00+08:00');
  const roundAt = now.toISOString();
  expect(failedWay(late, roundAt, silent)).toEqual({ collector: 'home' });
  expect(failedWay(late, roundAt, [])).toBeUndefined();
  expect(failedWay(watched('b', '2026-11-25', '2026-11-25T10:00:00+08:00'), roundAt, silent)).toBeUndefined();
  const trouble = { kind: 'unreachable', detail: 'the proxy "tokyo" failed', url: 'https://a.example/', proxy: 'tokyo' } as const;
  expect(failedWay({ ...late, state: { ...late.state, condition: 'unreachable', trouble } }, roundAt, [])).toEqual({ proxy: 'tokyo' });
});
