// app: the frame of the page: which address shows which view, the menu, language, colours, keys.
import { html, render, useState, useEffect, useRef } from './vendor/preact.js';
import { w, lang, setLanguage } from './words.js';
import { get, loadNames } from './data.js';
import { address, Answer, Trouble, useAnswer, Waiting } from './parts.js';
import { Home, Read, SearchForm } from './home.js';
import { Article } from './article.js';
import { Actors, Articles, Events, Search, Statements } from './lists.js';
import { Actor } from './actor.js';
import { Dyad } from './dyad.js';
import { Timeline } from './timeline.js';

// ---- what is remembered ----

const remembered = (key) => { try { return localStorage.getItem(`khabar.${key}`); } catch { return null; } };
const remember = (key, value) => { try { if (value) localStorage.setItem(`khabar.${key}`, value); else localStorage.removeItem(`khabar.${key}`); } catch { /* a private window */ } };

const readLanguage = () => setLanguage(new URLSearchParams(location.search).get('lang') || remembered('lang') || 'ar');
const setTheme = (theme) => { if (theme) document.documentElement.dataset.theme = theme; else delete document.documentElement.dataset.theme; };
readLanguage();
setTheme(remembered('theme'));

// ---- views ----

// Pictures with libraries of their own come when they are asked for.
function Later({ load }) {
  const answer = useAnswer(load, [load]);
  return html`<${Answer} of=${answer}>${(m) => html`<${m.default} />`}<//>`;
}
const network = () => import('./network.js'), map = () => import('./map.js');

const views = [
  ['/', 'khabar', ({ status }) => html`<${Home} status=${status} />`],
  ['/read', 'read', ({ status }) => html`<${Read} status=${status} />`],
  ['/search', 'search', () => html`<${Search} />`],
  ['/events', 'events', () => html`<${Events} />`],
  ['/statements', 'statements', () => html`<${Statements} />`],
  ['/actors', 'actors', () => html`<${Actors} />`],
  ['/articles', 'articles', () => html`<${Articles} />`],
  ['/dyad', 'dyad', () => html`<${Dyad} />`],
  ['/timeline', 'timeline', () => html`<${Timeline} />`],
  ['/network', 'network', () => html`<${Later} load=${network} />`],
  ['/map', 'map', () => html`<${Later} load=${map} />`],
];

function View({ status }) {
  const path = location.pathname, id = /^\/(article|actor)\/(\d+)$/.exec(path);
  if (id) return id[1] === 'article' ? html`<${Article} key=${id[2]} id=${id[2]} />` : html`<${Actor} key=${id[2]} id=${id[2]} />`;
  const found = views.find(([p]) => p === path);
  return found ? html`<div key=${path}>${found[2]({ status })}</div>` : html`<${Trouble} top error=${{ status: 404, message: '' }} />`;
}

// ---- the frame ----

const menu = ['events', 'statements', 'actors', 'articles', 'network', 'map', 'timeline', 'dyad'];

function Masthead({ status, onTheme, theme }) {
  const other = lang === 'ar' ? 'en' : 'ar', query = new URLSearchParams(location.search);
  query.set('lang', other);
  const choose = (ev) => { ev.preventDefault(); remember('lang', other); query.delete('lang'); history.replaceState(history.state, '', `${location.pathname}${query.size ? `?${query}` : ''}${location.hash}`); dispatchEvent(new Event('khabar:go')); };
  const db = status && status.database;
  return html`<header class="masthead"><a class="skip" href="#main">${w('skip')}</a>
    ${location.pathname === '/' ? html`<span class="mark"></span>` : html`<a class="mark" href=${address('/')} aria-label=${w('khabar')}><span lang="ar">خبر</span></a>`}
    ${db && location.pathname !== '/' && location.pathname !== '/search' && html`<${SearchForm} />`}
    <div class="tools"><a href=${`${location.pathname}?${query}`} hreflang=${other} lang=${other} onClick=${choose} data-raw id="language">${w('other_language')}</a>
      <button type="button" onClick=${onTheme} aria-label=${`${w('theme')}: ${w(`theme_${theme || 'auto'}`)}`} title=${w(`theme_${theme || 'auto'}`)}>${theme === 'dark' ? '●' : theme === 'light' ? '○' : '◐'}</button></div>
    <nav class="menu" aria-label=${w('main_menu')}><a href=${address('/read')} aria-current=${location.pathname === '/read' ? 'page' : null}>${w('read')}</a>
      ${db && menu.map((m) => html`<a href=${address(`/${m}`)} aria-current=${location.pathname === `/${m}` ? 'page' : null}>${w(m)}</a>`)}</nav></header>`;
}

function Help({ dialog }) {
  const keys = [['/', 'key_search'], ['j', 'key_next'], ['k', 'key_before'], ['?', 'key_help']];
  return html`<dialog ref=${dialog} aria-labelledby="keys"><h2 id="keys">${w('keys')}</h2><dl class="keys">${keys.map(([k, t]) => html`<dt><kbd>${k}</kbd></dt><dd>${w(t)}</dd>`)}</dl>
    <form method="dialog"><button>${w('close')}</button></form></dialog>`;
}

// ---- keys and links ----

function step(by) {
  const items = [...document.querySelectorAll('[data-item]')];
  if (!items.length) return;
  const now = items.indexOf(document.activeElement.closest ? document.activeElement.closest('[data-item]') : null);
  const next = items[Math.min(items.length - 1, Math.max(0, now + by))];
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'center' });
}

function onKey(ev, dialog) {
  const into = ev.target.closest('input, textarea, select, [contenteditable]');
  if (ev.ctrlKey || ev.metaKey || ev.altKey || into) return;
  if (ev.key === '/') {
    const box = document.getElementById('q') || document.getElementById('text');
    if (box) { ev.preventDefault(); box.focus(); }
  } else if (ev.key === 'j' || ev.key === 'k') step(ev.key === 'j' ? 1 : -1);
  else if (ev.key === '?' && dialog && !dialog.open) dialog.showModal();
}

// Links within the page change the view without loading anything again.
function onClick(ev, go) {
  const a = ev.target.closest('a[href]');
  if (!a || ev.defaultPrevented || ev.button || ev.ctrlKey || ev.metaKey || ev.shiftKey || ev.altKey || a.hasAttribute('data-raw') || a.origin !== location.origin || a instanceof SVGElement) return;
  if (a.getAttribute('href').startsWith('#')) return;
  ev.preventDefault();
  if (a.href !== location.href) history.pushState(null, '', a.href);
  go();
}

function App() {
  const [, again] = useState(0), [theme, setThemeState] = useState(remembered('theme')), dialog = useRef(null), main = useRef(null), shown = useRef(location.pathname);
  const status = useAnswer(() => Promise.all([get('/api/status'), loadNames()]).then(([s]) => s), [location.pathname]);
  useEffect(() => {
    const go = () => {
      readLanguage();
      again((n) => n + 1);
      if (shown.current === location.pathname) return;
      shown.current = location.pathname;
      if (!location.hash) scrollTo(0, 0);
      setTimeout(() => { const h = main.current && main.current.querySelector('h1'); if (h && !location.hash) h.focus({ preventScroll: true }); }, 60);
    };
    const click = (ev) => onClick(ev, go), key = (ev) => onKey(ev, dialog.current);
    addEventListener('popstate', go);
    addEventListener('khabar:go', go);
    document.addEventListener('click', click);
    document.addEventListener('keydown', key);
    return () => { removeEventListener('popstate', go); removeEventListener('khabar:go', go); document.removeEventListener('click', click); document.removeEventListener('keydown', key); };
  }, []);
  const title = views.find(([p]) => p === location.pathname);
  useEffect(() => { if (title) document.title = `${w(title[1])} · ${w('khabar')}`; });
  const turn = () => { const next = { auto: 'dark', dark: 'light', light: '' }[theme || 'auto']; remember('theme', next); setTheme(next); setThemeState(next); };
  return html`<${Masthead} status=${status.value} onTheme=${turn} theme=${theme} /><main id="main" ref=${main} tabindex="-1">
    ${status.error ? html`<${Trouble} top error=${status.error} />` : status.value ? html`<${View} status=${status.value} />` : html`<${Waiting} />`}</main>
    <footer class="foot"><bdi>khabar ${status.value ? status.value.khabar : ''}</bdi> · <button type="button" class="quiet" onClick=${() => dialog.current.showModal()}>${w('keys')} <kbd>?</kbd></button></footer><${Help} dialog=${dialog} />`;
}

render(html`<${App} />`, document.getElementById('page'));
