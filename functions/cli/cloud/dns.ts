import { mailFromOf } from '../../../infra/config.ts';
import type { MailIdentity } from './mail-account.ts';

type DnsRecord = { readonly name: string; readonly type: string; readonly value: string };

export function dnsRecords({ name, DkimAttributes }: MailIdentity, region: string, reports: string): readonly DnsRecord[] {
  const zone = DkimAttributes?.SigningHostedZone ?? 'dkim.amazonses.com';
  const keys = (DkimAttributes?.Tokens ?? []).map((token) => ({
    name: `${token}._domainkey.${name}`,
    type: 'CNAME',
    value: `${token}.${zone}`,
  }));
  return [
    ...keys,
    { name: mailFromOf(name), type: 'MX', value: `10 feedback-smtp.${region}.amazonses.com` },
    { name: mailFromOf(name), type: 'TXT', value: '"v=spf1 include:amazonses.com ~all"' },
    // Only reports at first: receivers are asked to refuse nothing until the records have proven themselves.
    { name: `_dmarc.${name}`, type: 'TXT', value: `"v=DMARC1; p=none; rua=mailto:${reports}"` },
  ];
}

export function renderDns(records: readonly DnsRecord[]): string {
  const width = Math.max(...records.map(({ name }) => name.length));
  return records.map(({ name, type, value }) => `${name.padEnd(width)}  ${type.padEnd(5)}  ${value}\n`).join('');
}
