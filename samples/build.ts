/** Writes the bundled replay files: `node samples/build.ts`. The same input gives the same bytes. */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import * as acts from './acts.ts';
import { type Act, atom, cac, city, english, library, libraryJson, listing, ministry, news, rss } from './frames.ts';

type Answer = { readonly url: string; readonly status?: number; readonly type?: string; readonly body: string | Uint8Array };

const record = (date: string, { url, status = 200, type = 'text/html; charset=utf-8', body }: Answer): Uint8Array => {
  const bytes = typeof body === 'string' ? Buffer.from(body) : Buffer.from(body);
  const http = Buffer.concat([Buffer.from(`HTTP/1.1 ${status} ${status === 200 ? 'OK' : 'No'}\r\nContent-Type: ${type}\r\nContent-Length: ${bytes.length}\r\n\r\n`), bytes]);
  const id = createHash('sha256').update(url + date).digest('hex');
  const head = `WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:${id.slice(0, 8)}-${id.slice(8, 12)}-5${id.slice(13, 16)}-8${id.slice(17, 20)}-${id.slice(20, 32)}>\r\nWARC-Date: ${date}\r\nWARC-Target-URI: ${url}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: ${http.length}\r\n\r\n`;
  return gzipSync(Buffer.concat([Buffer.from(head), http, Buffer.from('\r\n\r\n')]));
};

/** GB18030 bytes, by turning the decoder round: all that the samples need is in its two-byte part. */
function gb18030(text: string): Uint8Array {
  const table = new Map<string, number>();
  const decoder = new TextDecoder('gb18030');
  for (let lead = 0x81; lead < 0xff; lead += 1) {
    for (let trail = 0x40; trail < 0xff; trail += 1) {
      if (trail !== 0x7f) table.set(decoder.decode(Uint8Array.of(lead, trail)), lead * 256 + trail);
    }
  }
  const bytes = [...text].flatMap((char) => {
    if (char.charCodeAt(0) < 0x80) return [char.charCodeAt(0)];
    const code = table.get(char);
    if (code === undefined) throw new Error(`no two-byte code for ${char}`);
    return [code >> 8, code & 255];
  });
  return Uint8Array.from(bytes);
}

const hosts = {
  library: 'https://library.sample.example',
  cac: 'https://cac.sample.example',
  ndrc: 'https://ndrc.sample.example',
  miit: 'https://miit.sample.example',
  beijing: 'https://beijing.sample.example',
  shenzhen: 'https://shenzhen.sample.example',
  paper: 'http://paper.sample.example',
  lab: 'https://lab.sample.example',
} as const;

/** Up to which day the world has come; pages appear on their day. */
type World = { readonly day: string; readonly edited: boolean; readonly gone: boolean; readonly blocked: boolean };

const upTo = (day: string, all: readonly Act[]): readonly Act[] => all.filter(({ published }) => published <= day).toSorted((a, b) => (a.published < b.published ? 1 : -1));
const pages = (host: string, frame: (act: Act) => string, all: readonly Act[]): readonly Answer[] => all.map((act) => ({ url: host + act.path, body: frame(act) }));

function shenzhen({ day, blocked }: World): readonly Answer[] {
  const url = `${hosts.shenzhen}/zwgk/index.html`;
  if (blocked) return [{ url, status: 412, body: '<html><head><script>var _$=["challenge"];</script></head><body></body></html>' }];
  return [{ url, body: listing('政务公开', upTo(day, acts.shenzhen)) }, ...pages(hosts.shenzhen, ministry, upTo(day, acts.shenzhen))];
}

function answers(world: World): readonly Answer[] {
  const { day, edited, gone } = world;
  const copy = { ...acts.jointPlan, path: '/zhengce/zhengceku/202611/content_9002.htm', published: '2026-11-17' };
  const libraryActs = upTo(day, [acts.gateOpinions, copy, acts.libraryReading]);
  const cacActs = upTo(day, [acts.draftAgents, acts.labelDraft, acts.labelFinal, acts.labelReading, acts.filings]);
  const ndrcActs = upTo(day, [acts.jointPlan, edited ? acts.noticeEdited : acts.notice]);
  const repost = { ...acts.jointPlan, path: '/zhengce/zhengcefagui/202611/t20261118_900204.html', title: `（转载）${acts.jointPlan.title}`, published: '2026-11-18' };
  const beijingActs = upTo(day, [...(gone ? [] : [acts.withdrawn]), ...acts.beijing, repost]);
  const paperActs = upTo(day, [...acts.paper, ...acts.flood]);
  const labActs = upTo(day, acts.lab);
  const miitActs = upTo(day, acts.miitActs);
  const miitJson = JSON.stringify({ code: 200, data: { html: listing('文件发布', miitActs) } });
  return [
    ...Object.values(hosts).map((host): Answer => ({ url: `${host}/robots.txt`, type: 'text/plain', body: 'User-agent: *\nDisallow:\n' })),
    { url: `${hosts.library}/zhengce/latest.json`, type: 'application/json', body: libraryJson(libraryActs, hosts.library) },
    ...pages(hosts.library, library, libraryActs),
    { url: `${hosts.cac}/zcfg/index.htm`, body: listing('政策法规', cacActs) },
    ...pages(hosts.cac, cac, cacActs),
    { url: `${hosts.ndrc}/xxgk/zcfb/tz/index.html`, body: listing('通知', ndrcActs) },
    ...pages(hosts.ndrc, ministry, ndrcActs),
    { url: `${hosts.miit}/unit?pageId=900`, type: 'application/json', body: miitJson },
    ...pages(hosts.miit, ministry, miitActs),
    { url: `${hosts.beijing}/zhengce/zhengcefagui/index.html`, body: listing('政策文件', beijingActs) },
    ...pages(hosts.beijing, city, beijingActs),
    ...(gone ? [{ url: hosts.beijing + acts.withdrawn.path, status: 404, body: '<html><body>404</body></html>' }] : []),
    ...shenzhen(world),
    { url: `${hosts.paper}/rss/tech.xml`, type: 'text/xml', body: gb18030(rss(paperActs, hosts.paper)) },
    ...paperActs.map((act): Answer => ({ url: hosts.paper + act.path, type: 'text/html; charset=gb2312', body: gb18030(news(act)) })),
    { url: `${hosts.lab}/atom.xml`, type: 'application/atom+xml', body: atom(labActs, hosts.lab) },
    ...pages(hosts.lab, english, labActs),
  ];
}

const worlds: readonly (World & { readonly at: string; readonly says: string })[] = [
  { at: '2026-11-09T20:00:00+08:00', day: '2026-11-09', edited: false, gone: false, blocked: false, says: 'a first look: what was there before' },
  { at: '2026-11-16T20:00:00+08:00', day: '2026-11-16', edited: true, gone: true, blocked: true, says: 'a joint plan; a page edited in silence; one page answers 404; Shenzhen refuses us' },
  { at: '2026-11-18T20:00:00+08:00', day: '2026-11-18', edited: true, gone: true, blocked: true, says: 'a draft and a final text, copies and readings, and a flood of other news' },
  { at: '2026-11-21T09:00:00+08:00', day: '2026-11-20', edited: true, gone: true, blocked: true, says: 'filings; the missing page is now called withdrawn' },
];

const rounds = worlds.map((world, i) => {
  const replay = `round${i + 1}.warc.gz`;
  const date = new Date(world.at).toISOString().replace('.000', '');
  writeFileSync(new URL(replay, import.meta.url), Buffer.concat(answers(world).map((answer) => record(date, answer))));
  return { now: world.at, replay, says: world.says };
});
const digest = { week: '2026-W47', now: '2026-11-23T08:30:00+08:00' };
writeFileSync(new URL('rounds.json', import.meta.url), `${JSON.stringify({ rounds, digest }, undefined, 2)}\n`);
console.log(JSON.stringify({ rounds: rounds.length, pages: answers(worlds[3] as World).length }));
