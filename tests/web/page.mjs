// page: every view of the page in Arabic and English, light and dark, narrow and wide: it shows what it should, nothing sticks out, the
// console is silent, axe-core finds no barrier. Then what a visitor does: paste, search, keys, links, languages, print.
import { spawn, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { readdirSync, statSync } from 'node:fs';
import { chromium } from 'playwright-core';

const here = dirname(fileURLToPath(import.meta.url)), root = resolve(here, '../..'), khabar = process.argv[2], shots = process.env.KHABAR_SHOTS;
const axe = readFileSync(join(here, 'node_modules/axe-core/axe.min.js'), 'utf8');
let n = 0, failed = 0;
const check = (name, right, detail = '') => {
  console.log(`${right ? 'ok' : 'not ok'} ${++n} - ${name}`);
  if (right) return;
  failed++;
  for (const line of String(typeof detail === 'string' ? detail : JSON.stringify(detail)).slice(0, 1500).split('\n')) console.log(`#   ${line}`);
};

// ---- the server ----

const folder = mkdtempSync(join(tmpdir(), 'khabar-')), db = join(folder, 'samples.db'), hostile = join(folder, 'hostile.jsonl');
writeFileSync(hostile, `${JSON.stringify({ id: 'hostile', date: '2024-05-16', outlet: '<b>صحيفة</b>', url: 'javascript:alert(1)', title: "<script>window.broken=1</script> مصر 3-2 السودان", text: 'قال الرئيس الروسي فلاديمير بوتين إن <img src=x onerror="window.broken=1"> بلاده مستعدة للحوار.' })}\n`);
execFileSync(khabar, ['ingest', '--db', db, join(root, 'examples/samples.jsonl'), hostile]);
const serve = (...options) => new Promise((done) => {
  const p = spawn(khabar, ['serve', '--port', '0', ...options]);
  p.stdout.on('data', (d) => { const m = /http:\/\/[^/]+/.exec(d); if (m) done([p, m[0]]); });
});
const [server, url] = await serve('--db', db), [bare, bareUrl] = await serve();
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });

async function open({ width = 1440, theme = 'light' } = {}) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: theme }), page = await context.newPage(), said = [], asked = [];
  page.on('console', (m) => ['error', 'warning'].includes(m.type()) && said.push(m.text()));
  page.on('pageerror', (e) => said.push(e.stack));
  page.on('request', (r) => { asked.push(r.url()); page.underway = (page.underway || 0) + 1; });
  for (const end of ['requestfinished', 'requestfailed']) page.on(end, () => { page.underway--; });
  return { context, page, said, asked };
}
// The page has come to rest: nothing waits, nothing is on its way.
const rest = async (page) => {
  for (let still = 0, i = 0; still < 3 && i < 400; i++) {
    await new Promise((done) => setTimeout(done, 30));
    still = page.underway ? 0 : still + 1;
  }
  await page.waitForFunction(() => document.querySelector('main h1') && !document.querySelector('.waiting, [aria-busy=true]'));
};
const barriers = (page) => page.evaluate(async () => (await window.axe.run(document, { resultTypes: ['violations'] })).violations
  .map((v) => `${v.id}: ${v.nodes.slice(0, 2).map((x) => `${x.html.slice(0, 160)} ${x.failureSummary ? x.failureSummary.split('\n')[1] : ''}`).join(' | ')}`));

// ---- every view ----

const actor = (await (await fetch(`${url}/actors.json?limit=1`)).json()).rows[0].id;
const views = [['home', '/', '#text'], ['read', '/read', '#text'], ['search', '/search?text=وزير الخارجية', '.results mark'], ['events', '/events', '.claim'], ['filtered', '/events?type=ASSAULT', '.chosen'],
  ['statements', '/statements', '.claim blockquote'], ['actors', '/actors', '.people a'], ['actor', `/actor/${actor}`, '.actor h1'], ['articles', '/articles', '.titles a'],
  ['article', '/article/1', '.prose .m-event'], ['hostile', '/article/10', '.prose h1'], ['dyad', '/dyad?a=EGY&b=ESP', '.bars'], ['dyad-choose', '/dyad', 'form input[name=a]'], ['network', '/network', '.network circle'],
  ['network-table', '/network?view=table', 'table td'], ['network-countries', '/network?by=dyad', '.network circle'], ['map', '/map', '.map circle'], ['map-table', '/map?view=table', 'table td'],
  ['timeline', '/timeline', '.bars rect'], ['timeline-table', '/timeline?view=table', 'table td'], ['nothing', '/events?place=Atlantis', '.empty'], ['unknown', '/nosuch', '.empty']];
if (shots) mkdirSync(shots, { recursive: true });
// Most of a view's time is waiting, so four of the eight looks go side by side; their results are told in order.
async function look(lang, theme, width) {
  const { context, page, said, asked } = await open({ width, theme }), results = [];
  for (const [name, path, wanted] of views) {
    said.length = 0;
    await page.goto(`${url}${path}${path.includes('?') ? '&' : '?'}lang=${lang}`);
    await rest(page).catch((e) => said.push(e.message));
    const found = await page.locator(wanted).count();
    const shape = await page.evaluate(() => ({ dir: document.documentElement.dir, lang: document.documentElement.lang, over: document.documentElement.scrollWidth - innerWidth, title: document.title }));
    await page.evaluate(axe);
    const hindrances = await barriers(page), noise = said.filter((s) => !(name === 'unknown' && s.includes('404')));
    const right = found > 0 && shape.dir === (lang === 'ar' ? 'rtl' : 'ltr') && shape.lang === lang && shape.over <= 0 && !noise.length && !hindrances.length && shape.title.length > 3;
    results.push([`${name}, ${lang}, ${theme}, ${width} px`, right, { found, ...shape, noise, hindrances }]);
    if (shots) await page.screenshot({ path: join(shots, `${name}-${lang}-${theme}-${width}.png`) });
  }
  results.push([`${lang}, ${theme}, ${width} px: no request leaves the machine`, asked.every((a) => a.startsWith(url) || a.startsWith('data:')), asked.find((a) => !a.startsWith(url))]);
  await context.close();
  return results;
}
for (const lang of ['ar', 'en']) {
  const looks = ['light', 'dark'].flatMap((theme) => [1440, 360].map((width) => look(lang, theme, width)));
  for (const results of await Promise.all(looks)) for (const result of results) check(...result);
}

// ---- what a visitor does ----

{
  const { context, page, said, asked } = await open();
  await page.goto(`${bareUrl}/`);
  await rest(page);
  check('without a database the page asks for a text', (await page.locator('#text').count()) === 1 && (await page.locator('.nodb').count()) === 1);
  await page.fill('#text', 'بوتين يزور بكين\n\nقال الرئيس الروسي فلاديمير بوتين إن بلاده مستعدة للحوار. وقصف الجيش الروسي مدينة خاركيف يوم الخميس.');
  await page.click('form.paste button[type=submit]');
  await page.waitForSelector('.prose .m-event');
  check('a pasted text is read', (await page.locator('.claim').count()) >= 3 && new URL(page.url()).pathname === '/read');
  check('joined letters stay joined: marks have no width of their own', await page.evaluate(() => [...document.querySelectorAll('.prose span')].every((s) => { const c = getComputedStyle(s); return c.padding === '0px' && c.margin === '0px' && c.borderWidth === '0px' && c.display === 'inline' && c.letterSpacing === 'normal'; })));
  check('marks begin and end where words do', await page.evaluate(() => {
    const letter = /[\p{L}\p{M}]/u;
    return [...document.querySelectorAll('.prose p, .prose h1')].every((p) => [...p.childNodes].every((node, i, all) => !i || !(letter.test(all[i - 1].textContent.at(-1)) && letter.test(node.textContent[0]))));
  }));
  await page.hover('.claim[id^=e]');
  check('a record that is looked at lights its words', (await page.locator('.prose .lit-trigger').count()) > 0);
  await page.click('.claim[id^=e] button.why');
  await page.waitForSelector('.whybox .code');
  check('why? shows the row of data', (await page.textContent('.whybox')).includes('data/event/'), await page.textContent('.whybox'));
  check('the address has no text in it, nothing was stored', !page.url().includes('%D8') && (await (await fetch(`${bareUrl}/api/status`)).json()).database === undefined);
  await page.click('#language');
  await rest(page);
  check('the language switch keeps the place and the text', (await page.locator('.prose .m-event').count()) > 0 && (await page.evaluate(() => document.documentElement.lang)) === 'en');
  await page.reload();
  await rest(page);
  check('and is remembered', (await page.evaluate(() => document.documentElement.lang)) === 'en' && (await page.locator('.prose .m-event').count()) > 0);
  check('nothing was said on the console', !said.length, said.join('\n'));
  await context.close();
}
{
  const { context, page, said } = await open();
  await page.goto(`${url}/`);
  await rest(page);
  await page.keyboard.press('/');
  check('/ goes to the search box', await page.evaluate(() => document.activeElement.id === 'q'));
  await page.keyboard.type('وزير');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.results li');
  check('a search has an address', decodeURIComponent(page.url()).includes('/search?text=وزير'));
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  const second = await page.evaluate(() => [...document.querySelectorAll('[data-item]')].indexOf(document.activeElement));
  await page.keyboard.press('k');
  const first = await page.evaluate(() => [...document.querySelectorAll('[data-item]')].indexOf(document.activeElement));
  check('j and k go through the items', second === 1 && first === 0, { second, first });
  await page.keyboard.press('?');
  check('? lists the keys', await page.evaluate(() => document.querySelector('dialog').open));
  await page.evaluate(axe);
  check('the list of keys has no barriers', !(await barriers(page)).length);
  await page.keyboard.press('Escape');
  await page.click('.results h2 a');
  await page.waitForSelector('.prose');
  await page.goBack();
  await page.waitForSelector('.results li');
  check('back leads back', page.url().includes('/search'));
  await page.goto(`${url}/article/1#e2`);
  await rest(page);
  check('a record has an address, which lights it', (await page.locator('#e2.lit').count()) === 1 && (await page.locator('.prose .lit-trigger').count()) > 0);
  const inView = () => page.evaluate(() => { const r = document.querySelector('.prose .lit-trigger').getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight; });
  check('and shows its words', await inView());
  await page.setViewportSize({ width: 360, height: 500 });
  const far = await page.evaluate(() => [...document.querySelectorAll('.claim[id^=e]')].at(-1).id);
  await page.goto(`${url}/article/1?lang=ar#${far}`);
  await rest(page);
  check('also on a small screen, where claims stand below the text', (await page.locator(`#${far}.lit`).count()) === 1 && (await inView()));
  await page.goto(`${url}/events`);
  await rest(page);
  await page.click('.tofilters');
  check('there a link leads to the filters', await page.evaluate(() => document.activeElement.id === 'filters' || document.querySelector('.facets').getBoundingClientRect().top < innerHeight));
  for (const view of ['/map', '/network']) {
    await page.goto(`${url}${view}?lang=en`);
    await rest(page);
    await page.waitForTimeout(100);
    check(`${view} on a small screen is as large as its names want, and begins where most is`, await page.evaluate(() => { const f = document.querySelector('figure.scroll'); return f.scrollWidth > 600 && f.scrollLeft > 50; }));
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`${url}/article/1`);
  await rest(page);
  await page.locator('.claim .trigger a').last().click();
  check('the words of a claim lead to where they stand', (await inView()) && /#e\d+$/.test(page.url()));
  await page.click('.prose [data-record]');
  check('a click on a mark leads to its record', /#[es]\d+$/.test(page.url()));
  await page.goto(`${url}/article/10`);
  await rest(page);
  check('hostile text is shown and not run', (await page.evaluate(() => window.broken)) === undefined && (await page.textContent('.prose h1')).includes('<script>'));
  check('a link that is no web address is no link', (await page.locator('a[href^="javascript:"]').count()) === 0);
  for (const [path, twin] of [['/events?type=ASSAULT', '/events.json?type=ASSAULT'], ['/article/1', '/article/1.json']]) {
    await page.goto(`${url}${path}`);
    await rest(page);
    check(`${path} has its twin`, (await page.locator(`a[href="${twin}"]`).count()) === 1 && (await fetch(`${url}${twin}`)).ok);
  }
  await page.goto(`${url}/events?lang=en`);
  await rest(page);
  const year = page.locator('.facet', { hasText: 'Year' }).locator('li').first(), promised = await year.locator('.count').textContent(), which = await year.locator('a').textContent();
  await year.locator('a').click();
  await rest(page);
  check('a year among the filters is that year alone, as many as it says', page.url().includes(`since=${which}&until=${which}`) && (await page.textContent('.total')).startsWith(`${promised} event`), `${page.url()} ${promised} ${await page.textContent('.total')}`);
  check('events can be asked for by how they stand, and by class', (await page.locator('.facet a[href*="status="]').count()) > 0 && (await page.locator('.facet a[href*="quad="]').count()) > 0);
  await page.goto(`${url}/dyad?lang=ar`);
  await rest(page);
  await page.fill('input[name=a]', 'مصر');
  await page.fill('input[name=b]', 'spain');
  await page.click('.spanform button');
  await page.waitForSelector('.bars');
  check('two sides are chosen by name, in either language', page.url().includes('a=EGY&b=ESP'), page.url());
  await page.fill('input[name=b]', 'أطلنطس');
  await page.click('.spanform button');
  check('both ways between two sides are drawn to one scale', await page.evaluate(() => { const [a, b] = [...document.querySelectorAll('.years')].map((x) => x.textContent); return a === b; }));
  check('a name that is no country is said', await page.evaluate(() => document.querySelector('input[name=b]').validationMessage.length > 5) && page.url().includes('b=ESP'));
  await page.goto(`${url}/timeline`);
  await rest(page);
  const box = await page.locator('.brush').boundingBox();
  await page.mouse.move(box.x + box.width * 0.3, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.7, box.y + 60, { steps: 5 });
  await page.mouse.up();
  await rest(page);
  check('a drag over the timeline chooses a span', /since=\d{4}-\d\d&until=\d{4}-\d\d/.test(page.url()), page.url());
  await page.goto(`${url}/article/1`);
  await rest(page);
  await page.emulateMedia({ media: 'print' });
  check('print leaves the menu out and keeps the claims', (await page.locator('.menu').isHidden()) && (await page.locator('.claim').first().isVisible()));
  if (shots) await page.screenshot({ path: join(shots, 'print.png'), fullPage: true });
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  check('paper is white in the dark too', (await page.evaluate(() => [getComputedStyle(document.documentElement).backgroundColor, getComputedStyle(document.documentElement).color])).join() === 'rgb(255, 255, 255),rgb(33, 29, 24)');
  await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
  await page.click('.tools button');
  check('the colours can be chosen', (await page.evaluate(() => document.documentElement.dataset.theme)) === 'dark');
  await page.goto(`${url}/article/10?lang=ar`);
  await rest(page);
  check('a score stays as it is written', await page.evaluate(() => {
    const walker = document.createTreeWalker(document.querySelector('.prose h1'), NodeFilter.SHOW_TEXT), r = document.createRange();
    let t = walker.nextNode();
    while (t && !t.data.includes('3-2')) t = walker.nextNode();
    const at = t.data.indexOf('3-2');
    const x = (i) => { r.setStart(t, at + i); r.setEnd(t, at + i + 1); return r.getBoundingClientRect().left; };
    return x(0) < x(1) && x(1) < x(2);
  }));
  check('nothing was said on the console', !said.length, said.join('\n'));
  await context.close();
}
{
  const kept = join(folder, 'kept.db'), [writing, writingUrl] = await serve('--db', kept, '--write'), { context, page, said } = await open();
  await page.goto(`${writingUrl}/`);
  await rest(page);
  await page.fill('#text', 'بوتين يزور بكين\n\nقال الرئيس الروسي فلاديمير بوتين إن بلاده مستعدة للحوار. وقصف الجيش الروسي مدينة خاركيف يوم الخميس.');
  await page.fill('.paste input[type=date]', '2024-06-01');
  await page.click('form.paste button[type=submit]');
  await page.waitForSelector('button.store');
  await page.evaluate(axe);
  check('where the server allows it a report that was read can be kept', !(await barriers(page)).length, await barriers(page));
  if (shots) await page.screenshot({ path: join(shots, 'store.png') });
  await page.click('button.store');
  await page.waitForURL('**/article/1');
  await rest(page);
  check('it is kept, and shown where it is', (await page.locator('.prose h1').textContent()) === 'بوتين يزور بكين' && (await page.locator('.claim').count()) >= 3 && (await page.locator('.dateline time').count()) === 1);
  await page.click('.masthead .mark');
  await page.waitForSelector('.holds');
  await rest(page);
  check('the first page knows of it', (await page.locator('.titles a').count()) === 1 && (await page.textContent('.holds')).includes('تقرير واحد'), await page.textContent('.holds'));
  await page.goto(`${url}/read`);
  await rest(page);
  await page.fill('#text', 'زار بوتين بكين.');
  await page.click('form.paste button[type=submit]');
  await page.waitForSelector('.prose');
  check('where the server allows nothing there is no such button', (await page.locator('button.store').count()) === 0);
  check('nothing was said on the console', !said.length, said.join('\n'));
  await context.close();
  writing.kill('SIGTERM');
}
{
  const { page, context } = await open();
  const plural = await page.goto(`${url}/?lang=ar`).then(() => rest(page)).then(() => page.evaluate(async () => {
    const m = await import('/words.js');
    m.setLanguage('ar');
    return [0, 1, 2, 3, 10, 11, 99, 100, 103].map((x) => m.nOf('report', x));
  }));
  check('Arabic counts as Arabic does', JSON.stringify(plural) === JSON.stringify(['لا تقارير', 'تقرير واحد', 'تقريران', '3 تقارير', '10 تقارير', '11 تقريرا', '99 تقريرا', '100 تقرير', '103 تقارير']), plural);
  await context.close();
}

// ---- sizes ----

const files = [], walk = (d) => readdirSync(d).forEach((f) => (statSync(join(d, f)).isDirectory() ? walk(join(d, f)) : files.push(join(d, f))));
walk(join(root, 'web'));
const sum = (pattern, size) => files.filter((f) => pattern.test(f) && !/vendor\/(versions|package|package-lock)\.json$/.test(f)).reduce((a, f) => a + size(readFileSync(f)), 0);
const code = sum(/\.(html|css|js|json|svg)$/, (b) => gzipSync(b, { level: 9 }).length), fonts = sum(/\.woff2$/, (b) => b.length);
check(`HTML, CSS, JS and the map are at most 150 KB packed: ${(code / 1000).toFixed(1)} KB`, code <= 150000);
check(`fonts are at most 220 KB: ${(fonts / 1000).toFixed(1)} KB`, fonts <= 220000);

await browser.close();
for (const p of [server, bare]) p.kill('SIGTERM');
rmSync(folder, { recursive: true });
console.log(`1..${n}`);
process.exit(failed ? 1 : 0);
