import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { executable } from '../tests/support/chromium.ts';

/**
 * Takes the README's pictures (docs/images) of the sample world: plays the demo in an empty folder, and looks at its pages as a browser
 * shows them. Chinese needs a font with Chinese (Noto Sans CJK); pictures of a machine without one are refused.
 */

const project = fileURLToPath(new URL('..', import.meta.url));
const launcher = path.join(project, 'functions/hongtou.js');
const place = mkdtempSync(path.join(tmpdir(), 'hongtou-pictures-'));
const most = 220_000;

const demo = spawn(process.execPath, [launcher, 'demo', '--port', '0'], { cwd: place, stdio: ['ignore', 'ignore', 'pipe'] });
let said = '';
demo.stderr.on('data', (chunk) => (said += String(chunk)));
while (!said.includes('The pages are at')) {
  await Promise.race([once(demo.stderr, 'data'), once(demo, 'exit')]);
  if (demo.exitCode !== null) throw new Error(`the demo ended with ${demo.exitCode}: ${said}`);
}
const site = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0] ?? '';

const idOf = async (ref: string): Promise<string> => {
  const answer = await fetch(`${site}/api/v1/resolve?ref=${encodeURIComponent(ref)}`);
  return ((await answer.json()) as { readonly ids: readonly string[] }).ids[0] ?? '';
};
const measures = await idOf('国家互联网信息办公室令第90号');
const opinions = encodeURIComponent('国办发〔2026〕901号');

const pictures = [
  { name: 'week', width: 1280, height: 812, at: '/' },
  { name: 'document', width: 1280, height: 900, at: `/documents/${measures}` },
  { name: 'lineage', width: 1280, height: 760, at: `/lineage?of=${opinions}` },
  { name: 'digest', width: 720, height: 945, at: '/digests/2026-W47/mail' },
] as const;

// A missing letter looks like any other missing one.
const drawsChinese = `(() => {
  const pen = document.createElement('canvas').getContext('2d');
  const drawn = (text) => {
    pen.clearRect(0, 0, 40, 40);
    pen.fillText(text, 5, 20);
    return pen.canvas.toDataURL();
  };
  return drawn('红') !== drawn('头');
})()`;

const browser = await chromium.launch({
  executablePath: await executable(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
});
try {
  for (const { name, width, height, at } of pictures) {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme: 'light' });
    const answer = await page.goto(site + at, { waitUntil: 'networkidle' });
    if (answer?.status() !== 200) throw new Error(`${at} answers ${answer?.status()}`);
    const isDrawn = await page.evaluate(drawsChinese);
    if (!isDrawn) throw new Error('this machine has no Chinese font; install one (fonts-noto-cjk)');
    // As much of it, from the top, as these bytes hold.
    let lines: number = height;
    let picture = await page.screenshot();
    while (picture.length > most) {
      lines -= 20;
      picture = await page.screenshot({ clip: { x: 0, y: 0, width, height: lines } });
    }
    writeFileSync(path.join(project, 'docs/images', `${name}.png`), picture);
    console.log(`${name}.png: ${lines} lines, ${picture.length} bytes`);
    await page.close();
  }
} finally {
  await browser.close();
  demo.kill('SIGINT');
  await once(demo, 'exit');
  rmSync(place, { recursive: true, force: true });
}
