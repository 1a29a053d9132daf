import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { alarmSubject } from '../../shared/model/alarm.ts';
import { diskAdvice, InputError, isDiskFull, messageOf } from '../../shared/model/errors.ts';
import { prefixesOf } from '../../shared/model/records.ts';
import { dayOf } from '../../shared/model/time.ts';
import { hasExpired } from '../../shared/pipeline/read/reader-links.ts';
import { leastFree, megabytes } from '../../shared/pipeline/watch/stack-alarms.ts';
import { look } from '../../shared/pipeline/watch/watch.ts';
import { countOf } from '../../shared/questions/question.ts';
import { checkedDays, isOldCheck, landmarks, loadKnownActs } from '../../shared/registry/known.ts';
import { isEnabled } from '../../shared/stages/watch/health.ts';
import { databaseName, roomOn } from '../../shared/store/sqlite/database.ts';
import { isOlderFolder } from '../../shared/store/sqlite/older-folder.ts';
import { hourText } from '../round-log.ts';
import { openSettings } from '../settings.ts';
import { bad, type Diagnosis, good, renderDiagnosis } from './cloud/diagnosis.ts';
import { stackHealth } from './cloud/health.ts';
import { readStack } from './cloud/stack.ts';
import { type Instance, type StoreOptions, withInstance, withStore } from './instance.ts';
import { reply } from './output.ts';
import { networkTrouble, systemTrouble } from './system-trouble.ts';

async function configuration(file: string | undefined): Promise<Diagnosis> {
  try {
    await openSettings(file);
    return good('configuration', 'valid');
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return bad('configuration', error.message, 'correct that key');
  }
}

function folder(dir: string): Diagnosis {
  if (!existsSync(dir)) return good('data folder', `${dir} does not exist yet; the first command creates it`);
  const beside = ['mail', 'cache'].filter((name) => existsSync(join(dir, name)) && readdirSync(join(dir, name)).length > 0);
  if (beside.length > 0 && !existsSync(join(dir, databaseName)) && !isOlderFolder(dir))
    return bad(
      'data folder',
      `${dir} has ${beside.join(' and ')} and no ${databaseName}, which holds the store`,
      'put it back, or "hongtou restore FILE" of the last backup into another folder; the next round would begin with an empty store',
    );
  try {
    accessSync(dir, constants.W_OK);
    return good('data folder', `${dir} is writable`);
  } catch {
    return bad('data folder', `${dir} is not writable`, 'name another with --data, or change its permissions');
  }
}

export function freeSpace(dir: string, least = leastFree): Diagnosis {
  let place = resolve(dir);
  while (!existsSync(place)) place = dirname(place);
  const room = roomOn(place);
  const free = `${megabytes(room)} free`;
  if (room >= least) return good('free space', free);
  return bad(
    'free space',
    `${free} on the disk of ${dir}`,
    'make room: without it nothing can be stored, and a round ends; nothing that was stored is lost',
  );
}

async function mailServer({ mailer, settings: { mail, digest } }: Instance['context']): Promise<readonly Diagnosis[]> {
  if (!mail || !mailer.ready) return [];
  const { host, port, login, tls } = mail.smtp;
  try {
    await mailer.ready();
  } catch (error) {
    return [bad('mail server', messageOf(error), 'what is to be sent waits for it')];
  }
  const how = `${tls === 'none' ? 'without TLS' : 'by TLS'}${login ? `, as ${login.user}` : ''}`;
  const found = `${host}:${port} takes mails ${how}, from ${digest.from}`;
  return /@localhost>?$/.test(digest.from)
    ? [bad('mail server', found, 'write an address that it lets you send from: "digest": { "from": … }')]
    : [good('mail server', found)];
}

async function translator({ machine, settings }: Instance['context']): Promise<readonly Diagnosis[]> {
  if (!machine.tryOut) return [];
  const asked = settings.translator ? `${settings.translator.form} at ${settings.translator.url}` : 'Amazon Translate';
  try {
    const { text, refused } = await machine.tryOut();
    if (text !== undefined) return [good('translator', `${asked}: “${text}”`)];
    return [bad('translator', `${asked}: ${refused.join('; ')}`, 'take a larger model: what is refused stays Chinese')];
  } catch (error) {
    return [bad('translator', `${asked}: ${messageOf(error)}`, 'until it answers, what rules leave stays Chinese')];
  }
}

async function access({ settings, tokens, now }: Instance['context'], stack: string | undefined): Promise<Diagnosis> {
  if (stack === undefined && !settings.server.beyond)
    return settings.public
      ? bad('access', 'public, and served to this machine alone', 'name the address of its pages: "server": { "baseUrl": … }')
      : good('access', 'this machine alone');
  const { length } = (await tokens.list()).filter((token) => !hasExpired(token, now()));
  if (length === 0 && !settings.public)
    return good(
      'access',
      'by token alone, and none is good: nobody can sign in or ask',
      `hongtou tokens create owner --scope edit${stack === undefined ? '; the first "hongtou start" makes one too' : ` --stack ${stack}`}`,
    );
  const held = countOf(length, 'token');
  return good('access', settings.public ? `public: everybody may read; ${held}` : `by token alone: ${held}`);
}

const mostNamed = 10;

/** Never a problem: what was checked long ago says so beside its row. */
async function checks(now: Date): Promise<Diagnosis> {
  const { acts } = await loadKnownActs();
  const rows = [...landmarks, ...acts.filter(({ landmark }) => landmark === undefined)];
  const old = rows.filter(({ checked }) => isOldCheck(checked, dayOf(now))).length;
  return good('landmarks and known acts', `${old} of ${rows.length} were last checked more than ${checkedDays} days ago`);
}

async function ofInstance({ context, check }: Instance): Promise<readonly Diagnosis[]> {
  await check();
  const { sources } = context.settings;
  const read = sources.filter(isEnabled);
  const { found, line } = await look(context);
  const all = found.map((alarm) => (alarm.source === undefined ? (alarm.detail ?? alarmSubject(alarm)) : alarm.source));
  const names = `${all.slice(0, mostNamed).join(', ')}${all.length > mostNamed ? ` and ${all.length - mostNamed} more` : ''}`;
  return [
    good('instance', 'opens and responds'),
    good('last hour', hourText(line)),
    await checks(context.now()),
    good('sources', `${read.length} are enabled, ${sources.length - read.length} are switched off`),
    found.length === 0 ? good('alarms', 'none') : bad('alarms', names, '"hongtou alarms" says what to do about each'),
  ];
}

async function lostTable({ context: { documents, archive } }: Instance, stack: string | undefined): Promise<readonly Diagnosis[]> {
  if ((await documents.allIds(undefined, 1)).length > 0) return [];
  const records = prefixesOf('DOC#').map((prefix) => archive.keys(prefix)[Symbol.asyncIterator]().next());
  if ((await Promise.all(records)).every(({ done }) => done)) return [];
  const remedy = `"hongtou rebuild${stack === undefined ? '' : ` --stack ${stack}`}" makes it again from there; nothing that was stored is lost`;
  return [bad('store', 'the table holds no document, and the bucket has records of some', remedy)];
}

async function ofStack(name: string, { context }: Instance): Promise<readonly Diagnosis[]> {
  const stack = await readStack(name);
  const readers = (await context.digests.subscribers()).filter(({ state }) => state === 'confirmed').length;
  return stack ? stackHealth(stack, { readers, now: context.now() }) : [];
}

async function instance(options: StoreOptions): Promise<readonly Diagnosis[]> {
  const { stack } = options;
  try {
    return await withInstance(options, { fills: true }, async (opened) => [
      ...(stack === undefined ? [] : await ofStack(stack, opened)),
      await access(opened.context, stack),
      ...(await lostTable(opened, stack)),
      ...(await mailServer(opened.context)),
      ...(await translator(opened.context)),
      ...(await ofInstance(opened)),
    ]);
  } catch (error) {
    // It says its remedy itself.
    if (error instanceof InputError) return [bad('instance', error.message)];
    const unreached = networkTrouble(error);
    if (unreached !== undefined) return [bad('network', unreached)];
    const told = systemTrouble(error) ?? (isDiskFull(error) ? diskAdvice : undefined);
    if (told !== undefined) return [bad('instance', told)];
    const remedy =
      stack === undefined
        ? 'end the process that holds the folder, or name another with --data'
        : '"npx hongtou deploy --dry-run" looks at region, credentials and stack, and changes nothing';
    return [bad('instance', messageOf(error), remedy)];
  }
}

export function define(command: Command): void {
  withStore(command).action(async (options: StoreOptions) => {
    const node =
      Number(process.versions.node.split('.')[0]) >= 24
        ? good('Node', process.version)
        : bad('Node', process.version, 'npm ci brings Node 24');
    const here = [await configuration(options.config), folder(options.data)];
    const before = [node, ...(options.stack === undefined ? here : [])];
    const space = options.stack === undefined ? [freeSpace(options.data)] : [];
    const findings = [...before, ...space, ...(before.every(({ ok }) => ok) ? await instance(options) : [])];
    reply(options, findings, () => findings.map(renderDiagnosis).join(''));
    const troubled = findings.filter(({ ok }) => !ok);
    // A problem of this machine or of the stack is 1; a problem of the store is 3, as for "alarms".
    if (troubled.length > 0) process.exitCode = troubled.every(({ check }) => ['alarms', 'store'].includes(check)) ? 3 : 1;
  });
}
