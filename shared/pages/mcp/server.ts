import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import type { Answers } from '../../model/answers.ts';
import { InputError, NotReadyError, SourceError } from '../../model/errors.ts';
import { alertsTool } from '../../questions/alerts.ts';
import { tools } from '../../questions/index.ts';
import { RequestProblem } from '../../questions/question.ts';
import { type Tool, toPlain } from '../../questions/tool.ts';
import { prompts } from './prompts.ts';
import { addResources } from './resources.ts';
import texts from './texts.json' with { type: 'json' };

/** What the asker can mend is told in words; anything else is recorded under a name and not told. */
type Report = (error: unknown, request: string) => void;

const wordsOf = (error: RequestProblem): string => {
  const { allowed } = error.extra;
  return Array.isArray(allowed) && !error.message.includes(allowed.join(', '))
    ? `${error.message}; allowed: ${allowed.slice(0, 200).join(', ')}`
    : error.message;
};

function messageOf(error: unknown, report: Report): string {
  if (error instanceof RequestProblem) return wordsOf(error);
  if (error instanceof InputError || error instanceof NotReadyError || error instanceof SourceError) return error.message;
  const request = `r-${crypto.randomUUID().slice(0, 8)}`;
  report(error, request);
  return `An internal error occurred. It is recorded under ${request}.`;
}

async function call({ answer }: Tool, given: unknown, answers: Answers, report: Report) {
  try {
    const found = toPlain({ today: answers.today(), ...(await answer(given as never, answers)) }) as Record<string, unknown>;
    return { content: [{ type: 'text' as const, text: JSON.stringify(found) }], structuredContent: found };
  } catch (error) {
    return { content: [{ type: 'text' as const, text: String(toPlain(messageOf(error, report))) }], isError: true };
  }
}

/** `reader`: whose own token asks. */
export function createMcpServer(answers: Answers, report: Report, reader?: string): McpServer {
  const server = new McpServer(
    { name: 'hongtou', title: 'Hongtou, Chinese AI policy', version: '1.0.0' },
    { instructions: texts.instructions, capabilities: { tools: { listChanged: false } } },
  );
  for (const tool of reader === undefined ? tools : [...tools, alertsTool(reader)]) {
    const { name, title, says, changes = false, takes, gives } = tool;
    const annotations = { title, readOnlyHint: !changes, destructiveHint: changes, idempotentHint: !changes, openWorldHint: false };
    server.registerTool(name, { title, description: says, inputSchema: takes, outputSchema: gives, annotations }, (given) =>
      call(tool, given, answers, report),
    );
  }
  for (const { name, title, says, takes, text } of prompts)
    server.registerPrompt(name, { title, description: says, argsSchema: takes }, (given) => ({
      messages: [{ role: 'user', content: { type: 'text', text: text(given as Readonly<Record<string, string>>) } }],
    }));
  addResources(server, answers);
  return server;
}

/** A question with a pasted paragraph is a few kilobytes. */
const mostBytes = 100_000;

/** As many calls as one likes would count as one request; the protocol has no batches since 2025-06-18. */
const refusedBatch = {
  jsonrpc: '2.0',
  id: null,
  error: { code: -32600, message: 'a batch is not taken; send one call a request' },
} as const;

/**
 * Answers one POST of the Model Context Protocol, of either era that the SDK serves. Nothing is kept between two requests, so that any
 * process can answer the next one, and nothing is streamed but the answer itself: a function ends with it.
 */
export async function answerMcp(request: Request, answers: Answers, report: Report, reader?: string): Promise<Response> {
  // The limit of the handler holds for what goes on to it.
  if ((await request.clone().text()).trimStart().startsWith('[')) return Response.json(refusedBatch, { status: 400 });
  const handler = createMcpHandler(() => createMcpServer(answers, report, reader), {
    maxSubscriptions: 0,
    keepAliveMs: 0,
    maxRequestBodySize: mostBytes,
  });
  return handler.fetch(request);
}
