import { SourceError } from '../../model/errors.ts';

const open = '<![CDATA[';

/**
 * HTML of the records that jpage proxies answer with and recordset pages embed: `<record><![CDATA[<li>…</li>]]></record>`.
 * Throws SourceError `unrecognised` when there is none.
 */
export function readProxyRecords(text: string, url: string): readonly string[] {
  const records: string[] = [];
  for (let at = text.indexOf('<record>'); at >= 0; ) {
    const start = text.indexOf(open, at);
    if (start < 0) break;
    const end = text.indexOf(']]>', start);
    if (end < 0) throw new SourceError('truncated', url, 'a record of the list does not end');
    if (text.slice(at + '<record>'.length, start).trim() === '') records.push(text.slice(start + open.length, end));
    at = text.indexOf('<record>', end);
  }
  if (records.length === 0) throw new SourceError('unrecognised', url, 'looked for <record><![CDATA[…: there is none');
  return records;
}
