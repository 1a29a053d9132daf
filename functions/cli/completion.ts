import { Argument, type Command } from 'commander';
import { bashScript, fishScript, zshScript } from './completion-scripts.ts';
import { completionOf, listWords } from './completion-table.ts';
import { withoutStore } from './lines.ts';
import { openProgram } from './program.ts';

const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript } as const;

const where =
  '\nWhere the script goes:\n' +
  '  bash  hongtou completion bash > ~/.local/share/bash-completion/completions/hongtou\n' +
  '  zsh   hongtou completion zsh > ~/.zfunc/_hongtou   (a folder of your fpath)\n' +
  '  fish  hongtou completion fish > ~/.config/fish/completions/hongtou.fish\n' +
  'It holds commands, options and values as they are now: print it again after an update.';

export function define(command: Command): void {
  withoutStore(command)
    .addArgument(new Argument('<shell>', 'the shell that asks').choices(Object.keys(scripts)))
    .option('--json', 'the script as one JSON document')
    .addHelpText('after', where)
    .action(async (shell: keyof typeof scripts, { json }: { readonly json?: boolean }) => {
      const script = scripts[shell](completionOf(await openProgram(() => true)), await listWords());
      process.stdout.write(json ? `${JSON.stringify({ shell, script })}\n` : script);
    });
}
