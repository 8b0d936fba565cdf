// Views, legend, search, time, trust and keys.
function look(view, focus, keep) {
  shown.view = view; shown.focus = focus || [];
  if (!keep) { shown.node = null; shown.line = null; }
  draw(); fit(); fillPanel(); remember();
}
const kindName = kind => KIND.get(kind).name;
// The tabs, and above the picture the names that the view is about.
function viewing() {
  for (const tab of at('views').children) { const on = tab.dataset.view === shown.view; tab.setAttribute('aria-pressed', String(on)); }
  const view = VIEWS[shown.view];
  at('hint').textContent = view.hint;
  at('focus').hidden = !view.needs;
  if (view.needs) at('focus').replaceChildren(...view.needs.map((name, n) => el('label', {}, name + ' ', chooser(view, n))));
}
const MOST = 150;
function chooser(view, n) {
  const groups = view.kinds.map(kind => [kind, central([kind]).slice(0, MOST)]).filter(([, found]) => found.length), chosen = shown.focus[n];
  const option = node => el('option', {value: node.id, selected: node.id === chosen}, node.label);
  const rare = chosen && !groups.some(([, found]) => found.some(f => f.id === chosen)) ? option(NODE.get(chosen)) : '';
  return el('select', {on: {change: e => { const focus = [...shown.focus]; focus[n] = e.target.value; look(shown.view, focus); at('focus').children[n].querySelector('select').focus(); }}},
    rare, groups.map(([kind, found]) => el('optgroup', {label: kindName(kind)}, found.map(option))));
}
function legend() {
  const row = (part, item, number, picture) => el('button', {class: 'row', type: 'button', 'aria-pressed': String(!shown[part].has(item.id)), on: {
    click: () => { shown[part].has(item.id) ? shown[part].delete(item.id) : shown[part].add(item.id); refresh(); },
    dblclick: () => { LOOKS[part].forEach(i => i.id === item.id ? shown[part].delete(i.id) : shown[part].add(i.id)); refresh(); }
  }}, picture, el('span', {}, item.name), el('b', {}, number.toLocaleString('en')));
  const fill = (part, numbers, picture) => {
    const focus = [...at(part).children].indexOf(document.activeElement);
    at(part).replaceChildren(...LOOKS[part].filter(i => numbers(i.id) || shown[part].has(i.id)).map(i => row(part, i, numbers(i.id), picture(i))));
    if (focus >= 0 && at(part).children[focus]) at(part).children[focus].focus();
  };
  const tally = (items, key) => { const n = new Map(); for (const item of items) n.set(item[key], (n.get(item[key]) || 0) + 1); return id => n.get(id) || 0; };
  fill('kinds', tally(NODES.filter(n => live.has(n.id)), 'kind'), k => symbol(k.id));
  fill('tones', tally(drawn.lines, 'tone'), t => stroke(t.id, []));
  at('relations').hidden = !at('tones').children.length;
  fill('states', id => inState.get(id) || 0, s => stroke('neutral', s.dashes));
}
function refresh() {
  sift();
  if (shown.node && !fits(shown.node)) shown.node = null;
  draw(); fillPanel(); remember();
}

// Search: accents, case and other names do not matter.
const plain = text => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
let entries = null, picked = -1;
function found(query) {
  const q = plain(query.trim());
  if (!q) return [];
  if (!entries) entries = NODES.map(n => ({node: n, texts: [n.label, ...n.names, n.code].filter(Boolean).map(plain)}));
  const score = e => Math.min(...e.texts.map(t => t.startsWith(q) ? 0 : t.includes(' ' + q) ? 1 : t.includes(q) ? 2 : 9));
  return entries.map(e => [score(e), e.node]).filter(([s]) => s < 9).sort((a, b) => a[0] - b[0] || a[1].rank - b[1].rank).slice(0, 12).map(([, n]) => n);
}
function suggest() {
  const hits = found(at('find').value), open = at('find').value.trim() !== '';
  picked = hits.length ? Math.min(Math.max(picked, 0), hits.length - 1) : -1;
  at('found').replaceChildren(...hits.map((n, i) => el('li', {role: 'option', id: 'hit' + i, 'aria-selected': String(i === picked),
    on: {mousedown: e => { e.preventDefault(); choose(n); }}}, symbol(n.kind), el('span', {}, n.label), el('small', {}, n.office || kindName(n.kind)))));
  if (open && !hits.length) at('found').append(el('li', {role: 'option', 'aria-selected': 'false'}, 'nothing by that name is here'));
  at('found').hidden = !open;
  at('find').setAttribute('aria-expanded', String(open));
  if (picked >= 0) at('find').setAttribute('aria-activedescendant', 'hit' + picked); else at('find').removeAttribute('aria-activedescendant');
}
function closeSearch() { at('found').hidden = true; at('find').setAttribute('aria-expanded', 'false'); at('find').removeAttribute('aria-activedescendant'); }
function choose(node) {
  at('find').value = node.label; closeSearch();
  if (!live.has(node.id)) { at('panel').replaceChildren(...nodePanel(node.id).flat(9).filter(x => x !== '')); return; }
  if (shown.view === 'ego') look('ego', [node.id]);
  else if (!DATA.pictures[shown.view] && !drawn.places.has(node.id)) look('overview');
  select(node.id, null, true);
}
function searching(e) {
  const hits = found(at('find').value);
  if (e.key === 'ArrowDown') { picked = Math.min(picked + 1, hits.length - 1); suggest(); e.preventDefault(); }
  else if (e.key === 'ArrowUp') { picked = Math.max(picked - 1, 0); suggest(); e.preventDefault(); }
  else if (e.key === 'Enter' && hits.length) { choose(hits[Math.max(picked, 0)]); at('canvas').focus(); }
  else if (e.key === 'Escape') { clear(); at('canvas').focus(); e.stopPropagation(); }
}
function clear() { at('find').value = ''; closeSearch(); select(null, null); }

function walk(key) {
  if (!shown.node || !drawn.places.has(shown.node)) return select([...drawn.ids].sort((a, b) => NODE.get(a).rank - NODE.get(b).rank)[0], null, true);
  const way = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]}[key], here = drawn.places.get(shown.node);
  let best = null, least = Infinity;
  for (const l of lineOf.get(shown.node)) if (lineVisible(l)) {
    const id = otherEnd(l, shown.node), p = drawn.places.get(id), dx = p.x - here.x, dy = p.y - here.y, ahead = dx * way[0] + dy * way[1], aside = Math.abs(dx * way[1]) + Math.abs(dy * way[0]);
    if (ahead > 0 && ahead + 2 * aside < least) { least = ahead + 2 * aside; best = id; }
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
  else if (e.key === '+' && shown.node) grow(shown.node);
  else if (/^[1-9]$/.test(e.key) && Object.keys(VIEWS)[e.key - 1]) look(Object.keys(VIEWS)[e.key - 1]);
  else if (e.target === at('canvas') && e.key.startsWith('Arrow') && drawn.ids.length) { walk(e.key); e.preventDefault(); }
  else if (e.target === at('canvas') && e.key === 'Enter') at('panel').focus();
}
function showTable(open) {
  at('table').hidden = !open;
  at('list').setAttribute('aria-pressed', String(open));
  if (open) { fillTable(); at('table').focus(); }
}

const stepName = s => s.length > 4 ? MONTHS[+s.slice(5) - 1].slice(0, 3) + ' ' + s.slice(0, 4) : s;
function period() {
  [...at('bars').children].forEach((bar, i) => bar.classList.toggle('on', shown.from <= i && i <= shown.to));
  const [first, last] = [stepName(STEPS[shown.from]), stepName(STEPS[shown.to])];
  at('range').textContent = first === last ? first : first + ' – ' + last;
  at('from').setAttribute('aria-valuetext', first); at('to').setAttribute('aria-valuetext', last);
}
function time() {
  const [a, b] = [+at('from').value, +at('to').value];
  shown.from = Math.min(a, b); shown.to = Math.max(a, b); shown.keep = at('keep').checked;
  period(); refresh();
}
function timeBar() {
  if (STEPS.length < 2) { at('track').hidden = at('play').hidden = at('range').hidden = true; return; }
  const numbers = STEPS.map(() => 0);
  for (const fact of FACTS) if (step(fact)) numbers[STEP.get(step(fact))]++;
  const most = Math.max(...numbers);
  at('bars').replaceChildren(...numbers.map((n, i) => { const bar = el('i', {title: stepName(STEPS[i]) + ': ' + plural(n, 'event')}); bar.style.height = 100 * n / most + '%'; return bar; }));
  for (const id of ['from', 'to']) { at(id).max = STEPS.length - 1; at(id).value = shown[id]; at(id).addEventListener('input', time); }
  at('play').addEventListener('click', play);
  period();
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
function trusting() {
  for (const id of ['read', 'sure', 'sources']) { shown[id] = +at(id).value; at(id + '-said').textContent = id === 'sources' ? at(id).value : at(id).value + ' %'; }
}
// Puts the controls as the state has them.
function setControls() {
  for (const id of ['from', 'to', 'read', 'sure', 'sources']) at(id).value = shown[id];
  at('keep').checked = shown.keep; at('asof').value = shown.asOf; at('steps').value = String(shown.steps); at('colour').value = shown.community ? 'community' : 'kind';
  trusting();
  if (STEPS.length > 1) period();
}
function reset() {
  for (const part of ['kinds', 'tones', 'states', 'grown']) shown[part].clear();
  Object.assign(shown, {from: 0, to: Math.max(0, STEPS.length - 1), keep: true, asOf: '', read: 0, sure: 0, sources: 0, steps: 0, many: DATA.first});
  setControls(); refresh(); fit();
}
