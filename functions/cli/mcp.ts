import { serveStdio } from '@modelcontextprotocol/server/stdio';
import type { Command } from 'commander';
import { createMcpServer } from '../../shared/pages/mcp/server.ts';
import { answersIn } from './ask.ts';
import { type StoreOptions, storeFlags, withInstance } from './instance.ts';

const ended = (): Promise<void> =>
  new Promise((resolve) => {
    process.stdin.once('close', () => resolve()).once('end', () => resolve());
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });

async function mcp(options: StoreOptions): Promise<void> {
  await withInstance(options, {}, async (instance) => {
    const answers = await answersIn(instance);
    const done = ended();
    const server = serveStdio(() => createMcpServer(answers, (error, request) => console.error(request, error)), {
      onerror: (error) => console.error(error.message),
    });
    console.error('Hongtou speaks the Model Context Protocol on standard input and output; docs/mcp.md says how to connect an assistant.');
    await done;
    await server.close();
  });
}

export function define(command: Command): void {
  command
    .option(...storeFlags.data)
    .option(...storeFlags.now)
    .option(...storeFlags.config)
    .option(...storeFlags.stack)
    .addHelpText(
      'after',
      '\nA client starts this command by itself: docs/mcp.md has the lines for its configuration. Over HTTP the same is at /mcp of `hongtou start`.',
    )
    .action(mcp);
}
