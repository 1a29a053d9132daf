import { fileURLToPath } from 'node:url';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import type { Hono } from 'hono';

/** The official client of the Model Context Protocol, speaking to an app without a network. */

export const mcpAddress = 'http://127.0.0.1:4180/mcp';
export type Era = 'legacy' | 'auto';

/** Connects in an era of the protocol: `legacy` as clients of 2025 do, `auto` asks for the newest. */
export async function connectAssistant(app: Hono, era: Era = 'auto', headers: Readonly<Record<string, string>> = {}): Promise<Client> {
  const client = new Client({ name: 'tests', version: '1.0.0' }, { versionNegotiation: { mode: era } });
  const transport = new StreamableHTTPClientTransport(new URL(mcpAddress), {
    fetch: async (address, init) => app.request(String(address), init as RequestInit),
    requestInit: { headers: { ...headers } },
  });
  await client.connect(transport);
  return client;
}

type Answer = Readonly<Record<string, unknown>> & { readonly notHeld: readonly string[] };
export type Called = { readonly answer: Answer; readonly error: boolean; readonly bytes: number; readonly text: string };

/** Starts `hongtou mcp` as a client does, and connects on its standard input and output; `trouble` hears of what is no message. */
export async function startAssistant(options: readonly string[], trouble: (error: Error) => void): Promise<Client> {
  const client = new Client({ name: 'tests', version: '1.0.0' });
  const launcher = fileURLToPath(new URL('../../functions/hongtou.js', import.meta.url));
  const transport = new StdioClientTransport({ command: process.execPath, args: [launcher, 'mcp', ...options], stderr: 'ignore' });
  client.onerror = trouble;
  await client.connect(transport);
  return client;
}

/** Calls a tool; the words and the structured answer say the same. */
export async function callTool(client: Client, name: string, given: Readonly<Record<string, unknown>>): Promise<Called> {
  const { content, structuredContent, isError } = await client.callTool({ name, arguments: { ...given } });
  const text = content.map((each) => (each.type === 'text' ? each.text : '')).join('');
  return { answer: (structuredContent ?? {}) as Answer, error: isError === true, bytes: Buffer.byteLength(text), text };
}
