import { setTimeout as pause } from 'node:timers/promises';
import { SourceError } from '../../model/errors.ts';
import { codeOf } from './network-errors.ts';
import type { Answer, Exchange, Trip } from './trip.ts';

const mostRequests = 3;
const passing = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|UND_ERR_SOCKET|UND_ERR_CONNECT_TIMEOUT)$/;

function mayPass(error: unknown): boolean {
  if (!(error instanceof SourceError) || error.trouble !== 'unreachable') return false;
  const { cause } = error;
  return passing.test(codeOf(cause)) || (cause instanceof AggregateError && cause.errors.some((each) => passing.test(codeOf(each))));
}

/** A server that names a time, or refuses for good, is not asked again now; 521 is a challenge of Chinese sites. */
const asksAgain = (answer: Answer): boolean =>
  answer.status >= 500 && ![501, 505, 511, 521].includes(answer.status) && answer.headers['retry-after'] === undefined;

/** Tries again after lost connections and 5xx, until a trip (robots.txt and hops included) has made three requests. */
export function retrying(exchange: Exchange, pauseMs = 300): Exchange {
  const again = async (trip: Trip, turn: number): Promise<boolean> => {
    const restMs = pauseMs * 2 ** turn * (0.5 + Math.random());
    if (trip.requests >= mostRequests || trip.leftMs <= restMs) return false;
    trip.leftMs -= restMs;
    await pause(restMs);
    return true;
  };
  return async (ask, trip) => {
    for (let turn = 0; ; turn += 1) {
      try {
        const answer = await exchange(ask, trip);
        if (!asksAgain(answer) || !(await again(trip, turn))) return answer;
      } catch (error) {
        if (!mayPass(error) || !(await again(trip, turn))) throw error;
      }
    }
  };
}
