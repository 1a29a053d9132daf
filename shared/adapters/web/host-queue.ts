import { setTimeout as pause } from 'node:timers/promises';
import { SourceError } from '../../model/errors.ts';
import { readRetryAfter } from './retry-after.ts';
import type { Answer, Exchange } from './trip.ts';

export type Turns = {
  readonly exchange: Exchange;
  /** Sets the pause between two requests to a host, from its Crawl-delay. */
  slowDown(host: string, seconds: number): void;
  /** Resolves when the pauses of all hosts are over. */
  rest(): Promise<void>;
};

type HostQueue = { tail: Promise<unknown>; freeAt: number; gapMs: number; closed?: { untilMs: number; status: number } };

/** Longest wait for a server that asked for patience; beyond it the caller gets the refusal again, without a request. */
const patienceMs = 10_000;

/**
 * One request at a time to a host, with a pause between the end of one and the start of the next. Waiting does not count against a trip's deadline. A host that
 * answered 429 or 503 with Retry-After gets no request for that long.
 */
export function takingTurns(exchange: Exchange, gapMsOf: (url: URL) => number, now: () => Date): Turns {
  const lines = new Map<string, HostQueue>();
  const lineOf = (url: URL): HostQueue => {
    const line = lines.get(url.host) ?? { tail: Promise.resolve(), freeAt: 0, gapMs: gapMsOf(url) };
    lines.set(url.host, line);
    return line;
  };
  const inTurn: Exchange = (ask, trip) => {
    const line = lineOf(ask.url);
    const mine = line.tail.then(async () => {
      await waitFor(line, ask.url.href);
      try {
        const answer = await exchange(ask, trip);
        remember(line, answer, now());
        return answer;
      } finally {
        line.freeAt = performance.now() + line.gapMs;
      }
    });
    line.tail = mine.catch(() => {});
    return mine;
  };
  return {
    exchange: inTurn,
    slowDown(host, seconds) {
      const line = lines.get(host);
      if (line && line.gapMs > 0) line.gapMs = Math.max(line.gapMs, Math.min(seconds, 10) * 1000);
    },
    async rest() {
      const waitMs = Math.max(0, ...[...lines.values()].map(({ freeAt }) => freeAt - performance.now()));
      if (waitMs > 0) await pause(waitMs);
    },
  };
}

async function waitFor(line: HostQueue, url: string): Promise<void> {
  const closedMs = (line.closed?.untilMs ?? 0) - performance.now();
  if (line.closed && closedMs > patienceMs) {
    const { status } = line.closed;
    const more = { status, retryAfter: Math.ceil(closedMs / 1000) };
    throw new SourceError(status === 429 ? 'refused' : 'unreachable', url, `the host answered ${status} with Retry-After`, more);
  }
  const waitMs = Math.max(closedMs, line.freeAt - performance.now());
  if (waitMs > 0) await pause(waitMs);
}

function remember(line: HostQueue, answer: Answer, now: Date): void {
  delete line.closed;
  if (answer.status !== 429 && answer.status !== 503) return;
  const seconds = readRetryAfter(answer.headers['retry-after'], answer.headers['date'], now);
  if (seconds !== undefined) line.closed = { untilMs: performance.now() + seconds * 1000, status: answer.status };
}
