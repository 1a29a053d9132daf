import { createMcpHandler } from '@modelcontextprotocol/server';
import type { Answers } from '../../model/answers.ts';
import { createMcpServer } from './server.ts';

/** A question with a pasted paragraph is a few kilobytes. */
const mostBytes = 100_000;

/** As many calls as one likes would count as one request; the protocol has no batches since 2025-06-18. */
const refusedBatch = {
  jsonrpc: '2.0',
  id: null,
  error: { code: -32600, message: 'a batch is not taken; send one call a request' },
} as const;

/**
 * Answers one POST of the Model Context Protocol, of either era that the SDK serves. Nothing is kept between two requests, so that any process can answer the next one,
 * and nothing is streamed but the answer itself: a function ends with it.
 */
export async function answerMcp(request: Request, answers: Answers, report: (error: unknown, request: string) => void): Promise<Response> {
  // The limit of the handler holds for what goes on to it.
  if ((await request.clone().text()).trimStart().startsWith('[')) return Response.json(refusedBatch, { status: 400 });
  const handler = createMcpHandler(() => createMcpServer(answers, report), {
    maxSubscriptions: 0,
    keepAliveMs: 0,
    maxRequestBodySize: mostBytes,
  });
  return handler.fetch(request);
}
