import type { Configuration, WebhookFilters } from '../../model/configuration.ts';
import { InputError } from '../../model/errors.ts';
import type { Settings } from '../../model/settings.ts';
import { orEmpty } from '../../model/values.ts';
import type { Webhook } from '../../model/webhook.ts';

type Declared = NonNullable<Configuration['webhooks']>[number];
type Known = Pick<Settings['fetch'], 'allow' | 'hosts'> & Pick<Settings, 'sources'>;

const withoutAbsent = (filters: object): WebhookFilters =>
  Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));

function webhookOf({ url, for: { document, filters, ...rest }, secretParameter }: Declared): Webhook {
  const wants = document === undefined ? { filters: withoutAbsent(filters ?? rest) } : { document };
  return { url: new URL(url).href, wants, secretParameter };
}

/** What a schema cannot say of an address: only https leaves this machine, and only the ports of the web and what fetch.allow opens are dialled. */
function addressFault(url: string, { allow, hosts }: Known): string | undefined {
  const { protocol, host, hostname, port, username, password } = new URL(url);
  if (username !== '' || password !== '') return 'holds a user name or password; write the address without them';
  const opened = allow.includes(host) || (protocol === 'http:' && allow.includes(orEmpty(hosts[hostname])));
  if (opened) return undefined;
  if (protocol === 'http:') return 'is not https; http is for the private address:port pairs of fetch.allow alone';
  return port === '' ? undefined : `names port ${port}; only 443 is dialled`;
}

/** The webhooks of a configuration. Throws InputError that names each wrong one by its path; the address itself may hold a secret and is not repeated. */
export function webhooksOf(declared: readonly Declared[], known: Known): readonly Webhook[] {
  const told = new Map<string, number>();
  const faults = declared.flatMap((each, index) => {
    if (!URL.canParse(each.url)) return [`webhooks[${index}].url: is no address`];
    const fault = addressFault(each.url, known);
    const { url, wants } = webhookOf(each);
    const source = 'filters' in wants ? wants.filters.source : undefined;
    const isUnknown = source !== undefined && !known.sources.some(({ id }) => id === source);
    const same = told.get(JSON.stringify([url, wants]));
    told.set(JSON.stringify([url, wants]), index);
    return [
      ...(fault === undefined ? [] : [`webhooks[${index}].url: ${fault}`]),
      ...(isUnknown ? [`webhooks[${index}].for.source: no source "${source}" is enabled; "hongtou sources list" names them`] : []),
      ...(same === undefined ? [] : [`webhooks[${index}]: is the same as webhooks[${same}]; remove one of them`]),
    ];
  });
  if (faults.length > 0) throw new InputError(faults.join('\n'));
  return declared.map(webhookOf);
}
