import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { defaultStack } from '../../../infra/config.ts';
import { configurationSchema } from '../../../shared/model/configuration.ts';
import { UsageError } from '../../../shared/model/errors.ts';
import { opt, orEmpty } from '../../../shared/model/values.ts';
import { mailAddressOf } from '../../../shared/stages/watch/settings.ts';
import { home } from '../../home.ts';
import { version } from '../program.ts';
import { regionForm } from './account.ts';
import { identitiesOf } from './mail-account.ts';
import type { StackState, Template } from './stack.ts';

export type DeployOptions = {
  readonly email?: string;
  readonly domain?: string;
  readonly region?: string;
  readonly name: string;
  readonly config: string;
  readonly mail?: boolean;
  readonly newStore?: boolean;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
};

export type Plan = {
  readonly name: string;
  readonly email: string;
  readonly configuration: Readonly<Record<string, unknown>>;
  /** Address that mails are sent as; absent: no mail. */
  readonly sender?: string;
  readonly domain?: string;
  readonly version: string;
};

const addressForm = /^[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}$/;
const domainForm = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,6}[a-z][a-z0-9-]{1,62}$/;
const nameForm = /^[A-Za-z][A-Za-z0-9-]{0,39}$/;

function wellFormed(what: string, value: string | undefined, [form, advice]: readonly [RegExp, string]): void {
  if (value !== undefined && !form.test(value)) throw new UsageError(`${what}: "${value}" ${advice}`);
}

export function checkOptions({ email, domain, name, region }: Pick<DeployOptions, 'email' | 'domain' | 'name' | 'region'>): void {
  wellFormed('--email', email, [addressForm, 'is no mail address; write one as name@example.org']);
  wellFormed('--domain', domain, [domainForm, 'is no domain; write one in small letters as example.org']);
  wellFormed('--region', region, [regionForm, 'is no name of a region; write one as ap-southeast-1']);
  wellFormed('--name', name, [nameForm, `is no name of a stack; write letters, digits and hyphens, as ${defaultStack}-two`]);
}

function readConfiguration(file: string): Readonly<Record<string, unknown>> {
  if (!existsSync(file)) return {};
  try {
    const json: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof json === 'object' && json !== null) return json as Readonly<Record<string, unknown>>;
  } catch (error) {
    throw new UsageError(`${file}: not JSON: ${error instanceof Error ? error.message : ''}`);
  }
  throw new UsageError(`${file}: write an object of keys`);
}

export type Remembered = { readonly email?: string; readonly domain?: string };

export function remember(template: Template | undefined): Remembered {
  const of = (type: string, property: string) =>
    Object.values(template?.Resources ?? {})
      .filter(({ Type }) => Type === type)
      .map(({ Properties }) => String(Properties?.[property]));
  const [email] = of('AWS::SNS::Subscription', 'Endpoint');
  const domain = of('AWS::SES::EmailIdentity', 'EmailIdentity').find((name) => !name.includes('@'));
  return opt({ email, domain });
}

export function codeVersion(): string {
  const git = (...args: readonly string[]) => orEmpty(spawnSync('git', args, { cwd: home, encoding: 'utf8' }).stdout).trim();
  // The package may lie in somebody else's clone.
  const commit = existsSync(`${home}.git`) ? git('rev-parse', '--short', 'HEAD') : '';
  if (commit === '') return version();
  return `${version()}+${commit}${git('status', '--porcelain', '--untracked-files=no') === '' ? '' : '.changed'}`;
}

type Known = {
  readonly options: DeployOptions;
  readonly email: string;
  readonly stack: StackState | undefined;
  readonly remembered: Remembered;
};

/** The header `From`: of the configuration, where it is of the domain; else an address of the domain, else the owner's own. */
function senderOf(given: string | undefined, domain: string | undefined, { email, options, stack }: Known): string | undefined {
  if (options.mail === false) return undefined;
  const suits = given !== undefined && (domain === undefined || identitiesOf(mailAddressOf(given)).includes(domain));
  if (suits) return given;
  if (domain !== undefined) return `Hongtou <hongtou@${domain}>`;
  const wasWithout = stack?.outputs['HongtouVersion'] !== undefined && stack.outputs['Sender'] === undefined;
  return wasWithout && options.mail !== true ? undefined : `Hongtou <${email}>`;
}

const stillOf = (from: string | undefined, domain: string | undefined): string | undefined =>
  domain !== undefined && (from === undefined || identitiesOf(mailAddressOf(from)).includes(domain)) ? domain : undefined;

export function makePlan(known: Known): Plan {
  const { options, email, remembered } = known;
  const written = readConfiguration(options.config);
  const { digest } = configurationSchema.pick({ digest: true }).loose().parse(written);
  const domain = options.mail === false ? undefined : (options.domain ?? stillOf(digest?.from, remembered.domain));
  const from = senderOf(digest?.from, domain, known);
  const { digest: _written, ...rest } = written;
  const { from: _before, ...rhythm } = digest ?? {};
  const withSender = { ...rhythm, ...opt('from', from) };
  return {
    name: options.name,
    email,
    configuration: Object.keys(withSender).length > 0 ? { ...rest, digest: withSender } : rest,
    ...(from === undefined ? {} : { sender: mailAddressOf(from) }),
    ...opt('domain', domain),
    version: codeVersion(),
  };
}
