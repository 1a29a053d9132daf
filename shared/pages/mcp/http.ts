import { createMcpHandler } from '@modelcontextprotocol/server';
import type { Answers } from '../../model/answers.ts';
import { createMcpServer } from './server.ts';

/** A question with a pasted paragraph is a few kilobytes. */
const mostBytes = 100_000;

/**
 * Answers one POST of the Model Context Protocol, of either era that the SDK serves. Nothing is kept between two requests, so that any process can answer the next one,
 * and nothing is streamed but the answer itself: a function ends with it.
 */
export async function answerMcp(request: Request, answers: Answers, report: (error: unknown, request: string) => void): Promise<Response> {
  const handler = createMcpHandler(() => createMcpServer(answers, report), {
    maxSubscriptions: 0,
    keepAliveMs: 0,
    maxRequestBodySize: mostBytes,
  });
  return handler.fetch(request);
}
