// Legend, search, time, keys and buttons.
function legend() {
  const row = (part, item, picture) => el('button', {class: 'row', type: 'button', 'aria-pressed': String(!shown[part].has(item.id)), on: {
    click: () => { shown[part].has(item.id) ? shown[part].delete(item.id) : shown[part].add(item.id); legend(); refresh(); if (NODES.some(n => n.core)) fit(); },
    dblclick: () => { DATA.looks[part].forEach(i => i.id === item.id ? shown[part].delete(i.id) : shown[part].add(i.id)); legend(); refresh(); }
  }}, picture, el('span', {}, item.name), el('b', {}, String(item.count)));
  const fill = (part, picture) => {
    const focus = [...at(part).children].indexOf(document.activeElement);
    at(part).replaceChildren(...DATA.looks[part].filter(i => i.count).map(i => row(part, i, picture(i))));
    if (focus >= 0) at(part).children[focus].focus();
  };
  fill('kinds', k => symbol(k.id));
  fill('tones', t => stroke(t.id, []));
  fill('states', s => stroke('neutral', s.dashes));
}
function refresh() {
  if (shown.node && !nodeFits(shown.node) || shown.line && !lineShown(LINE.get(shown.line))) return select(null, null);
  draw(); fillPanel();
}

// Search: accents, case and other names do not matter.
const plain = text => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
const ENTRIES = NODES.map(n => ({node: n, texts: [n.label, ...n.names].map(plain)}));
let picked = -1;
function found(query) {
  const q = plain(query.trim());
  if (!q) return [];
  const score = e => Math.min(...e.texts.map(t => t.startsWith(q) ? 0 : t.includes(' ' + q) ? 1 : t.includes(q) ? 2 : 9));
  return ENTRIES.map(e => [score(e), e.node]).filter(([s]) => s < 9).sort((a, b) => a[0] - b[0] || a[1].order - b[1].order).slice(0, 12).map(([, n]) => n);
}
function suggest() {
  const hits = found(at('find').value), open = at('find').value.trim() !== '';
  picked = hits.length ? Math.min(Math.max(picked, 0), hits.length - 1) : -1;
  at('found').replaceChildren(...hits.map((n, i) => el('li', {role: 'option', id: 'hit' + i, 'aria-selected': String(i === picked),
    on: {mousedown: e => { e.preventDefault(); choose(n); }}}, symbol(n.kind), el('span', {}, n.label), el('small', {}, n.office || KIND.get(n.kind).name))));
  if (open && !hits.length) at('found').append(el('li', {role: 'option', 'aria-selected': 'false'}, 'nothing by that name is drawn'));
  at('found').hidden = !open;
  at('find').setAttribute('aria-expanded', String(open));
  if (picked >= 0) at('find').setAttribute('aria-activedescendant', 'hit' + picked); else at('find').removeAttribute('aria-activedescendant');
}
function choose(node) { at('find').value = node.label; at('found').hidden = true; at('find').setAttribute('aria-expanded', 'false'); select(node.id, null, true); }
function searching(e) {
  const hits = found(at('find').value);
  if (e.key === 'ArrowDown') { picked = Math.min(picked + 1, hits.length - 1); suggest(); e.preventDefault(); }
  else if (e.key === 'ArrowUp') { picked = Math.max(picked - 1, 0); suggest(); e.preventDefault(); }
  else if (e.key === 'Enter' && hits.length) { choose(hits[Math.max(picked, 0)]); }
  else if (e.key === 'Escape') { at('find').value = ''; suggest(); clear(); at('canvas').focus(); e.stopPropagation(); }
}
function clear() { select(null, null); at('find').value = ''; at('found').hidden = true; }

function walk(key) {
  if (!shown.node) return select(NODES.find(n => n.order === 1).id, null, true);
  const way = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]}[key], here = NODE.get(shown.node);
  let best = null, least = Infinity;
  for (const id of near()) {
    const n = NODE.get(id), dx = place(n).x - place(here).x, dy = place(n).y - place(here).y, ahead = dx * way[0] + dy * way[1], aside = Math.abs(dx * way[1]) + Math.abs(dy * way[0]);
    if (id !== here.id && ahead > 0 && ahead + 2 * aside < least) { least = ahead + 2 * aside; best = id; }
  }
  if (best) select(best, null, true);
}
function keys(e) {
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(e.target.tagName);
  if (e.ctrlKey || e.metaKey || e.altKey) return;
  if (e.key === 'Escape') clear();
  else if (typing) return;
  else if (e.key === '/') { at('find').focus(); at('find').select(); e.preventDefault(); }
  else if (e.key === '0') fit();
  else if (e.key === 't') showTable(at('table').hidden);
  else if (e.target === at('canvas') && e.key.startsWith('Arrow') && NODES.length) { walk(e.key); e.preventDefault(); }
  else if (e.target === at('canvas') && e.key === 'Enter') at('panel').focus();
}
function showTable(open) {
  at('table').hidden = !open;
  at('list').setAttribute('aria-pressed', String(open));
  if (open) { fillTable(); at('table').focus(); }
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const stepName = s => s.length > 4 ? MONTHS[+s.slice(5) - 1] + ' ' + s.slice(0, 4) : s;
function time() {
  const [a, b] = [+at('from').value, +at('to').value];
  shown.from = Math.min(a, b); shown.to = Math.max(a, b); shown.keep = at('keep').checked;
  [...at('bars').children].forEach((bar, i) => bar.classList.toggle('on', shown.from <= i && i <= shown.to));
  const [first, last] = [stepName(STEPS[shown.from]), stepName(STEPS[shown.to])];
  at('range').textContent = first === last ? first : first + ' – ' + last;
  at('from').setAttribute('aria-valuetext', first); at('to').setAttribute('aria-valuetext', last);
  refresh();
}
function timeline() {
  if (STEPS.length < 2) { at('time').hidden = true; return; }
  const numbers = STEPS.map(s => FACTS.filter(f => step(f) === s).length), top = Math.max(...numbers);
  at('bars').replaceChildren(...numbers.map((n, i) => { const bar = el('i', {title: stepName(STEPS[i]) + ': ' + plural(n, 'event')}); bar.style.height = 100 * n / top + '%'; return bar; }));
  for (const id of ['from', 'to']) { at(id).max = STEPS.length - 1; at(id).addEventListener('input', time); }
  at('to').value = STEPS.length - 1;
  at('keep').addEventListener('change', time);
  at('play').addEventListener('click', play);
  time();
}
let playing = 0;
function play() {
  const stop = () => { clearInterval(playing); playing = 0; at('play').textContent = '▶'; at('play').setAttribute('aria-label', 'Play through time'); };
  if (playing) return stop();
  if (+at('to').value >= STEPS.length - 1) at('to').value = at('from').value;
  at('play').textContent = '❚❚'; at('play').setAttribute('aria-label', 'Pause');
  playing = setInterval(() => { if (+at('to').value >= STEPS.length - 1) return stop(); at('to').value = +at('to').value + 1; time(); }, 900);
  time();
}
function dark(on) {
  shown.dark = on;
  document.documentElement.classList.toggle('dark', on);
  at('dark').setAttribute('aria-pressed', String(on));
  legend(); draw();
  if (network) network.redraw();
}
function png() {
  const source = at('canvas').querySelector('canvas');
  if (!source) return;
  const copy = document.createElement('canvas'), ratio = source.width / source.clientWidth, line = 26 * ratio;
  copy.width = source.width; copy.height = source.height + line;
  const ctx = copy.getContext('2d');
  ctx.fillStyle = ground(); ctx.fillRect(0, 0, copy.width, copy.height); ctx.drawImage(source, 0, 0);
  ctx.fillStyle = ink(); ctx.font = 12 * ratio + 'px system-ui, sans-serif';
  ctx.fillText(document.title + ' · ' + at('status').textContent + ' · ' + at('range').textContent, 10 * ratio, copy.height - 9 * ratio);
  copy.toBlob(blob => { const a = el('a', {href: URL.createObjectURL(blob), download: 'network.png'}); a.click(); setTimeout(() => URL.revokeObjectURL(a.href), 1000); });
}
function begin() {
  const prefers = matchMedia('(prefers-color-scheme: dark)');
  shown.dark = prefers.matches;
  document.documentElement.classList.toggle('dark', shown.dark);
  at('dark').setAttribute('aria-pressed', String(shown.dark));
  prefers.addEventListener('change', e => dark(e.matches));
  if (matchMedia('(max-width: 820px)').matches) at('filters').open = false;
  if (NODES.some(n => n.core)) for (const kind of ['event', 'issue']) shown.kinds.add(kind);
  legend(); stage(); timeline(); fillPanel();
  at('find').addEventListener('input', () => { picked = 0; suggest(); });
  at('find').addEventListener('keydown', searching);
  at('find').addEventListener('blur', () => { at('found').hidden = true; at('find').setAttribute('aria-expanded', 'false'); });
  document.addEventListener('keydown', keys);
  at('fit').addEventListener('click', fit);
  at('list').addEventListener('click', () => showTable(at('table').hidden));
  at('png').addEventListener('click', png);
  at('dark').addEventListener('click', () => dark(!shown.dark));
  at('colour').addEventListener('change', e => { shown.community = e.target.value === 'community'; draw(); });
  at('only').addEventListener('change', e => { shown.only = e.target.checked; draw(); });
  at('reset').addEventListener('click', () => {
    for (const part of ['kinds', 'tones', 'states']) shown[part].clear();
    at('only').checked = shown.only = false; at('keep').checked = true; at('from').value = 0; at('to').value = Math.max(0, STEPS.length - 1);
    legend(); if (STEPS.length > 1) time(); else refresh(); fit();
  });
  let wait = 0;
  addEventListener('resize', () => { clearTimeout(wait); wait = setTimeout(fit, 150); });
  let asked = '';
  try { asked = decodeURIComponent(location.hash.slice(1)); } catch (error) { asked = ''; }
  if (NODE.has(asked)) select(asked, null, true); else if (LINE.has(asked)) select(null, asked);
}
begin();
