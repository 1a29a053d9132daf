import { allOf, type CompletedCommand, type CompletedOption, type Values } from './completion-table.ts';

/** Completion scripts: each holds the whole table as text, so that a tab starts no program. */

type Lists = Readonly<Record<string, readonly string[]>>;

/** A word for any of the three shells, in single quotes. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
const named = (values: Values): string =>
  typeof values === 'string' ? values : 'list' in values ? values.list : `= ${values.words.join(' ')}`;
const flagsOf = (command: CompletedCommand): string => command.options.map(({ flag }) => flag).join(' ');
const lastWeeks = [0, 7, 14, 21, 28, 35, 42, 49];

/** Shell functions that bash and zsh share: lists, and what stands or may follow at a place. */
function tables(program: CompletedCommand, lists: Lists): string {
  const all = allOf(program);
  const rows = (cell: (command: CompletedCommand) => string | undefined): string =>
    all
      .map((command) => ({ path: command.path, says: cell(command) }))
      .flatMap(({ path, says }) => (says ? [`    ${quoted(path)}) echo ${quoted(says)} ;;`] : []))
      .join('\n');
  const taking = all.flatMap(({ path, options }) =>
    options.flatMap(({ flag, takes }) => (takes ? [{ at: `${path} ${flag}`, says: named(takes) }] : [])),
  );
  const byWhat = [...Map.groupBy(taking, ({ says }) => says)].map(
    ([says, held]) => `    ${held.map(({ at }) => quoted(at)).join('|')}) echo ${quoted(says)} ;;`,
  );
  return `_hongtou_list() {
  case "$1" in
${Object.entries(lists)
  .map(([name, words]) => `    ${name}) echo ${quoted(words.join(' '))} ;;`)
  .join('\n')}
    weeks) local n; for n in ${lastWeeks.join(' ')}; do date -d "-$n days" +%G-W%V 2>/dev/null || date -v "-\${n}d" +%G-W%V; done ;;
    '= '*) echo "\${1#= }" ;;
  esac
}
_hongtou_commands() {
  case "$1" in
${rows(({ commands }) => commands.map(({ path }) => path.split(' ').at(-1)).join(' '))}
  esac
}
_hongtou_options() {
  case "$1" in
${rows(flagsOf)}
  esac
}
_hongtou_takes() {
  case "$1" in
${byWhat.join('\n')}
  esac
}
_hongtou_argument() {
  case "$1" in
${rows(({ argument }) => (argument === 'any' ? undefined : named(argument)))}
  esac
}`;
}

/** For bash 3.2 and later. */
export const bashScript = (
  program: CompletedCommand,
  lists: Lists,
): string => `# bash completion of hongtou, printed by "hongtou completion bash"
${tables(program, lists)}
_hongtou() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" path='' what='' i
  COMPREPLY=()
  [ "$cur" = '=' ] && cur=''
  [ "$prev" = '=' ] && prev="\${COMP_WORDS[COMP_CWORD-2]}"
  for ((i = 1; i < COMP_CWORD; i++)); do
    case " $(_hongtou_commands "$path") " in *" \${COMP_WORDS[i]} "*) path="\${path:+$path }\${COMP_WORDS[i]}" ;; esac
  done
  case "$prev" in --*) what="$(_hongtou_takes "$path $prev")" ;; esac
  if [ -z "$what" ]; then
    case "$cur" in
      -*) what="= $(_hongtou_options "$path")" ;;
      *) what="= $(_hongtou_commands "$path")"; [ "$what" = '= ' ] && what="$(_hongtou_argument "$path")" ;;
    esac
  fi
  case "$what" in
    files) compopt -o filenames 2>/dev/null; while IFS= read -r i; do COMPREPLY+=("$i"); done < <(compgen -f -- "$cur") ;;
    folders) compopt -o filenames 2>/dev/null; while IFS= read -r i; do COMPREPLY+=("$i"); done < <(compgen -d -- "$cur") ;;
    any | '') ;;
    *) COMPREPLY=($(compgen -W "$(_hongtou_list "$what")" -- "$cur")) ;;
  esac
}
complete -F _hongtou hongtou
`;

const described = (rows: readonly (readonly [name: string, says: string])[]): string =>
  rows.map(([name, says]) => quoted(`${name}:${says.replaceAll(':', '\\:')}`)).join(' ');

/** For zsh: commands and options with what they do. */
export function zshScript(program: CompletedCommand, lists: Lists): string {
  const rows = (cell: (command: CompletedCommand) => string): string =>
    allOf(program)
      .map((command) => `    ${quoted(command.path)}) reply=(${cell(command)}) ;;`)
      .join('\n');
  return `#compdef hongtou
# zsh completion of hongtou, printed by "hongtou completion zsh"
${tables(program, lists)}
_hongtou_described() {
  case "$1" in
${rows(({ commands }) => described(commands.map(({ path, says }) => [path.split(' ').at(-1) ?? path, says])))}
  esac
}
_hongtou_described_options() {
  case "$1" in
${rows(({ options }) => described(options.map(({ flag, says }) => [flag, says])))}
  esac
}
_hongtou() {
  local at='' what='' word previous="\${words[CURRENT-1]}"
  local -a reply
  for word in "\${(@)words[2,CURRENT-1]}"; do
    [[ " $(_hongtou_commands "$at") " == *" $word "* ]] && at="\${at:+$at }$word"
  done
  [[ "$previous" == --* ]] && what="$(_hongtou_takes "$at $previous")"
  if [[ -z "$what" ]]; then
    if [[ "\${words[CURRENT]}" == -* ]]; then
      _hongtou_described_options "$at"; _describe 'option' reply; return
    fi
    _hongtou_described "$at"
    if (( $#reply )); then _describe 'command' reply; return; fi
    what="$(_hongtou_argument "$at")"
  fi
  case "$what" in
    files) _files ;;
    folders) _files -/ ;;
    any | '') ;;
    *) compadd -- \${=$(_hongtou_list "$what")} ;;
  esac
}
if [ "$funcstack[1]" = _hongtou ]; then _hongtou "$@"; else compdef _hongtou hongtou; fi
`;
}

const fishValues = (values: Values): string => {
  if (values === 'any') return ' -x';
  if (values === 'files') return ' -r -F';
  if (values === 'folders') return " -x -a '(__fish_complete_directories)'";
  return ` -x -a ${quoted('list' in values ? `(__hongtou_list ${values.list})` : values.words.join(' '))}`;
};

const fishOption = (at: string, { flag, says, takes }: CompletedOption): string =>
  `complete -c hongtou -n ${quoted(`__hongtou_at ${at}`)} -l ${flag.slice(2)} -d ${quoted(says)}${takes ? fishValues(takes) : ''}`;

/** For fish. */
export function fishScript(program: CompletedCommand, lists: Lists): string {
  const lines = allOf(program).flatMap((command) => {
    const { path, commands, options, argument } = command;
    return [
      ...commands.map(
        (each) => `complete -c hongtou -n ${quoted(`__hongtou_at ${path}`)} -f -a ${each.path.split(' ').at(-1)} -d ${quoted(each.says)}`,
      ),
      ...(argument === 'any'
        ? []
        : [`complete -c hongtou -n ${quoted(`__hongtou_at ${path}`)}${fishValues(argument).replace(' -x', ' -f').replace(' -r', '')}`]),
      ...options.map((option) => fishOption(path, option)),
    ];
  });
  return `# fish completion of hongtou, printed by "hongtou completion fish"
function __hongtou_list
  switch $argv[1]
${Object.entries(lists)
  .map(([name, words]) => `    case ${name}\n      string split ' ' ${quoted(words.join(' '))}`)
  .join('\n')}
    case weeks
      for n in ${lastWeeks.join(' ')}; date -d "-$n days" +%G-W%V 2>/dev/null; or date -v "-"$n"d" +%G-W%V; end
  end
end
function __hongtou_commands
  switch "$argv"
${allOf(program)
  .filter(({ commands }) => commands.length > 0)
  .map(
    ({ path, commands }) =>
      `    case ${quoted(path)}\n      string split ' ' ${quoted(commands.map((each) => each.path.split(' ').at(-1)).join(' '))}`,
  )
  .join('\n')}
  end
end
function __hongtou_at
  set -l at
  for word in (commandline -opc)[2..-1]
    contains -- $word (__hongtou_commands $at); and set -a at $word
  end
  test "$at" = "$argv"
end
complete -c hongtou -f
${lines.join('\n')}
`;
}
