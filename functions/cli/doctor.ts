import { accessSync, constants, existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { Command } from 'commander';
import { openSettings } from '../../shared/adapters/open.ts';
import { alarmSubject } from '../../shared/model/alarm.ts';
import { InputError } from '../../shared/model/errors.ts';
import { alarms } from '../../shared/pipeline/watch/watch.ts';
import { isEnabled } from '../../shared/stages/watch/silence.ts';
import { printJson, type StoreOptions, withInstance, withStore } from './instance.ts';

type Diagnosis = { readonly check: string; readonly ok: boolean; readonly found: string; readonly remedy?: string };

const toDiagnosis = (check: string, ok: boolean, found: string, remedy: string): Diagnosis => ({
  check,
  ok,
  found,
  ...(ok ? {} : { remedy }),
});

function searchEngine(): Diagnosis {
  try {
    const database = new DatabaseSync(':memory:');
    database.exec('CREATE VIRTUAL TABLE t USING fts5(x)');
    database.close();
    return toDiagnosis('search engine', true, 'SQLite with FTS5', '');
  } catch (error) {
    return toDiagnosis('search engine', false, String(error), 'run it with the Node that came through "npm ci"');
  }
}

function configuration(file: string | undefined): Diagnosis {
  try {
    openSettings(file);
    return toDiagnosis('configuration', true, 'valid', '');
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return toDiagnosis('configuration', false, error.message, 'correct that key');
  }
}

function folder(dir: string): Diagnosis {
  if (!existsSync(dir)) return toDiagnosis('data folder', true, `${dir} does not exist yet; the first command creates it`, '');
  try {
    accessSync(dir, constants.W_OK);
    return toDiagnosis('data folder', true, `${dir} is writable`, '');
  } catch {
    return toDiagnosis('data folder', false, `${dir} is not writable`, 'name another with --data, or change its permissions');
  }
}

async function instance(options: StoreOptions): Promise<readonly Diagnosis[]> {
  try {
    return await withInstance(options, {}, async ({ context }) => {
      const all = context.settings.sources;
      const read = all.filter(isEnabled);
      const found = await alarms(context);
      const names = found.map((alarm) => (alarm.source === undefined ? (alarm.detail ?? alarmSubject(alarm)) : alarm.source)).join(', ');
      return [
        toDiagnosis('instance', true, 'opens and responds', ''),
        toDiagnosis('sources', true, `${read.length} are enabled, ${all.length - read.length} are switched off`, ''),
        toDiagnosis('alarms', found.length === 0, names || 'none', '"hongtou alarms" says what to do about each'),
      ];
    });
  } catch (error) {
    return [
      toDiagnosis(
        'instance',
        false,
        error instanceof Error ? error.message : String(error),
        'end the process that holds the folder, or name another with --data',
      ),
    ];
  }
}

export function define(command: Command): void {
  withStore(command).action(async (options: StoreOptions) => {
    const node = toDiagnosis('Node', Number(process.versions.node.split('.')[0]) >= 24, process.version, 'npm ci brings Node 24');
    const before = [node, searchEngine(), configuration(options.config), folder(options.data)];
    const findings = [...before, ...(before.every(({ ok }) => ok) ? await instance(options) : [])];
    if (options.json) printJson(findings);
    else
      for (const { check, ok, found, remedy } of findings)
        process.stdout.write(`${ok ? 'ok  ' : 'fail'} ${check}: ${found}${remedy ? `; ${remedy}` : ''}\n`);
    const troubled = findings.filter(({ ok }) => !ok);
    // A problem of this machine is 1; a problem of the store is 3, as for "alarms".
    if (troubled.length > 0) process.exitCode = troubled.every(({ check }) => check === 'alarms') ? 3 : 1;
  });
}
