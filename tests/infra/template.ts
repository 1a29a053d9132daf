import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadTemplate } from '../support/emulated/template.ts';

export type Properties = Readonly<Record<string, unknown>>;
export type Resource = { readonly id: string; readonly type: string; readonly properties: Properties; readonly kept: boolean };

type Raw = {
  readonly Outputs: Readonly<Record<string, unknown>>;
  readonly Resources: Readonly<
    Record<
      string,
      { Type: string; Properties?: Properties; DeletionPolicy?: string; UpdateReplacePolicy?: string; DependsOn?: string | string[] }
    >
  >;
};
const raw = (await loadTemplate()) as unknown as Raw;

export const outputs: readonly string[] = Object.keys(raw.Outputs);

/** Every resource of a synthesised template. */
export const resourcesOf = ({ Resources }: Raw): readonly Resource[] =>
  Object.entries(Resources).map(([id, { Type, Properties = {}, DeletionPolicy, UpdateReplacePolicy }]) => ({
    id,
    type: Type,
    properties: Properties,
    // A deployment that fails at its first try takes the empty store away again.
    kept: /^Retain(?:ExceptOnCreate)?$/.test(DeletionPolicy ?? '') && UpdateReplacePolicy === 'Retain',
  }));
export const resources = resourcesOf(raw);

/** Whatever a configuration can switch on in the stack. */
const whole = {
  digest: { from: 'Hongtou <digest@example.org>' },
  alarms: { email: 'owner@example.org' },
  webhooks: [{ url: 'https://hook.example/new', for: {}, secretParameter: '/hongtou/hook' }],
  translate: 'amazon',
  enrich: 'bedrock',
  search: { engine: 'opensearch', endpoint: 'https://search-hongtou-abcdefghijklmnopqrstuvwxyz.eu-central-1.es.amazonaws.com' },
  egress: { home: { collector: true }, proxied: { proxy: 'http://proxy.example:3128', secretParameter: '/hongtou/proxy' } },
};

/** Works with a file of that configuration, and with what is `added`. */
export async function withWholeConfig<T>(work: (file: string) => T | Promise<T>, added: object = {}): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'hongtou-whole-'));
  const file = join(folder, 'hongtou.config.json');
  writeFileSync(file, JSON.stringify({ ...whole, ...added }));
  try {
    return await work(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The template of that configuration. */
export const wholeTemplate = async (): Promise<Raw> => (await withWholeConfig(loadTemplate)) as unknown as Raw;

export const ofType = (type: string): readonly Resource[] => resources.filter((resource) => resource.type === type);

/** A property by its dotted path; undefined when any step is missing. */
export const at = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((within, step) => (within as Properties | undefined)?.[step], value);

/** Logical id that a `Ref` or `GetAtt Arn` names. */
export const named = (value: unknown): string => String(at(value, 'Ref') ?? at(value, 'Fn::GetAtt.0'));

/** Text of a value with references in angle brackets: `<EvidenceBucket.Arn>/text/*`. */
export function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  const joined = at(value, 'Fn::Join.1');
  if (Array.isArray(joined)) return joined.map(asText).join('');
  const attribute = at(value, 'Fn::GetAtt');
  if (Array.isArray(attribute)) return `<${attribute.join('.')}>`;
  return `<${String(at(value, 'Ref'))}>`;
}

export type Statement = {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly leadingKeys?: readonly string[];
};

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/** What the role of a function may do. */
export function statementsOf(functionId: string): readonly Statement[] {
  const role = named(resources.find(({ id }) => id === functionId)?.properties['Role']);
  const policies = ofType('AWS::IAM::Policy').filter(({ properties }) => list(properties['Roles']).some((each) => named(each) === role));
  return policies.flatMap(({ properties }) =>
    list(at(properties, 'PolicyDocument.Statement')).map((statement) => {
      const keys = at(statement, 'Condition.ForAllValues:StringLike.dynamodb:LeadingKeys');
      return {
        actions: list(at(statement, 'Action')).map(String),
        resources: list(at(statement, 'Resource')).map(asText),
        ...(keys ? { leadingKeys: list(keys).map(String) } : {}),
      };
    }),
  );
}

const matches = (pattern: string, text: string): boolean =>
  pattern.endsWith('*') ? text.startsWith(pattern.slice(0, -1)) : pattern === text;

/** Whether a function may do an action to a resource and, for the table, to a partition. */
export const may = (functionId: string, action: string, resource: string, partition?: string): boolean =>
  statementsOf(functionId).some(
    (statement) =>
      statement.actions.includes(action) &&
      statement.resources.some((pattern) => matches(pattern, resource)) &&
      (statement.leadingKeys === undefined || (partition !== undefined && statement.leadingKeys.some((key) => matches(key, partition)))),
  );
