import { readFileSync, writeFileSync } from 'node:fs';
import bundled from '@sparticuz/chromium';
import { chromium } from 'playwright-core';
import { drawColumns, layoutColumns } from '../shared/pages/charts/charts.ts';
import { html, toMarkup } from '../shared/pages/words/escape.ts';

/** Draws shared/pages/share.png, which a link to a page is shown with: the name, the red rule and invented columns, in the style of the pages. */

const [width, height, chart] = [1200, 630, 250];
const columns = Array.from({ length: 26 }, (_, n) => ({
  name: String(n),
  values: [1 + ((n * 5) % 4), (n * 3) % 5, 2 + ((n * 7) % 3), n > 12 ? (n * 2) % 4 : 0, (n * n) % 3],
}));
const { bars } = layoutColumns(columns, chart);
const root = new URL('../shared/pages/', import.meta.url);
const markup = toMarkup(html`<body><main><div class="head"><h1>Hongtou</h1></div>
<p class="lead">Chinese AI policy: each official document once, what it does, from when, and where it says so.</p>
<svg width="100%" height="${chart}">${drawColumns({ height: chart, bars, lines: [], labels: [] }, 'share')}</svg></main></body>`);
const sizes = `main { padding: 60px 70px; max-width: none } .head h1 { font-size: 92px } .lead { font-size: 34px; margin-bottom: 40px }`;

const browser = await chromium.launch({
  executablePath: process.env['CHROME_PATH'] ?? (await bundled.executablePath()),
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
});
const page = await browser.newPage({ viewport: { width, height }, colorScheme: 'light' });
await page.setContent(`<style>${readFileSync(new URL('hongtou.css', root), 'utf8')}${sizes}</style>${markup}`);
writeFileSync(new URL('share.png', root), await page.screenshot());
await browser.close();
