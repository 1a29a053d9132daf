import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { commands } from './cli/commands.ts';
import { isDiskFull } from './cli/disk.ts';
import { exitStatus } from './cli/exit.ts';
import { guardOutput } from './cli/output.ts';

const about =
  'Watches official Chinese sources on AI policy, recognises each document once, keeps the evidence, and sends a weekly digest.';

const version = (): string => JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version;

/** Loads the module of the named command alone; the list of commands needs none. */
export async function main(args: readonly string[]): Promise<void> {
  // As deployed functions are told it.
  process.env['HONGTOU_VERSION'] ??= version();
  const unguard = guardOutput();
  const program = new Command('hongtou')
    .description(about)
    .version(version(), '--version', 'the version of the program')
    .exitOverride()
    .addHelpText('after', '\n"hongtou COMMAND --help" shows the options of one; README.md and docs/runbook.md say more')
    .showHelpAfterError('(hongtou --help lists the commands)');
  const named = args[0] === 'help' ? args[1] : args[0];
  for (const [name, { heading, summary, load }] of Object.entries(commands)) {
    if (heading !== undefined) program.commandsGroup(heading);
    const command = program.command(name).summary(summary).description(summary).exitOverride().allowExcessArguments(false);
    if (named === name) (await load()).define(command);
  }
  // A program that closes the pipe early (`| head`) is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  // The emulators of the local instance write on their own time: what they throw has no caller.
  process.on('uncaughtException', (error) => process.exit(exitStatus(error)));
  try {
    if (args.length === 0) program.help();
    const [first = ''] = args;
    // Commander answers `unknown --help` with the general help, as if the command were there.
    if (!first.startsWith('-') && first !== 'help' && !(first in commands)) program.error(`error: unknown command '${first}'`);
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    process.exitCode = error instanceof CommanderError ? (error.exitCode === 0 ? 0 : 2) : exitStatus(error);
    // Open handles of the emulators wait for writes that will never be done.
    if (isDiskFull(error)) process.exit();
  } finally {
    unguard();
  }
}
