import { serveStdio } from '@modelcontextprotocol/server/stdio';
import type { Command } from 'commander';
import { createMcpServer } from '../../shared/pages/mcp/server.ts';
import { answersOf } from '../../shared/pipeline/answers.ts';
import { type StoreOptions, withInstance } from './instance.ts';

const ended = (): Promise<void> =>
  new Promise((resolve) => {
    process.stdin.once('close', () => resolve()).once('end', () => resolve());
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });

async function mcp(options: StoreOptions): Promise<void> {
  await withInstance(options, {}, async ({ context, deployed }) => {
    const answers = answersOf(context, { secret: await context.secret('cursors'), local: !deployed });
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
    .option('--data <dir>', 'the local instance', './data')
    .option('--now <instant>', 'the only clock, as 2026-11-25T08:00:00+08:00')
    .option('--config <file>', 'configuration (default: hongtou.config.json where it exists)')
    .option('--stack <name>', 'speak to a deployed instance (with AWS_PROFILE and AWS_REGION)')
    .addHelpText(
      'after',
      '\nA client starts this command by itself: docs/mcp.md has the lines for its configuration. Over HTTP the same is at /mcp of `hongtou start`.',
    )
    .action(mcp);
}
