// What a reader can take away: a link to what is shown, a picture, a table.
const setOf = (parameters, name) => new Set((parameters.get(name) || '').split(' ').filter(Boolean));
function remember() {
  const p = new URLSearchParams(), put = (name, value, usual) => { if (value !== usual) p.set(name, value); };
  put('view', shown.view, DATA.opening.view); put('of', shown.focus.join(' '), DATA.opening.focus.join(' ')); put('node', shown.node || '', ''); put('line', shown.line || '', '');
  for (const part of ['kinds', 'tones', 'states', 'grown']) put(part, [...shown[part]].join(' '), '');
  put('from', STEPS[shown.from] || '', STEPS[0] || ''); put('to', STEPS[shown.to] || '', STEPS[STEPS.length - 1] || ''); put('keep', shown.keep ? '1' : '0', '1'); put('asof', shown.asOf, '');
  for (const name of ['read', 'sure', 'sources', 'steps']) put(name, String(shown[name]), '0');
  put('many', String(shown.many), String(DATA.first)); put('colour', shown.community ? 'community' : 'kind', 'kind'); put('dark', shown.dark ? '1' : '0', matchMedia('(prefers-color-scheme: dark)').matches ? '1' : '0');
  const text = p.toString();
  try { history.replaceState(null, '', text ? '#' + text : location.pathname + location.search); } catch (error) { if (!(error instanceof DOMException)) throw error; /* a frame without an address of its own */ }
}
const isDay = text => /^\d{4}-\d\d-\d\d$/.test(text) && !isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
// Takes the state from the address; what this page does not know is left out.
function recall() {
  const p = new URLSearchParams(location.hash.slice(1)), number = (name, least, most) => Math.min(most, Math.max(least, Math.round(+p.get(name)) || 0));
  shown.view = Object.hasOwn(VIEWS, p.get('view')) ? p.get('view') : DATA.opening.view;
  shown.focus = p.has('of') ? [...setOf(p, 'of')].filter(id => NODE.has(id)) : DATA.opening.focus;
  for (const [part, known] of [['kinds', KIND], ['tones', TONE], ['states', STATE], ['grown', NODE]]) shown[part] = new Set([...setOf(p, part)].filter(id => known.has(id)));
  if (STEP.has(p.get('from'))) shown.from = STEP.get(p.get('from'));
  if (STEP.has(p.get('to'))) shown.to = Math.max(shown.from, STEP.get(p.get('to')));
  shown.keep = p.get('keep') !== '0'; shown.asOf = isDay(p.get('asof')) ? p.get('asof') : '';
  Object.assign(shown, {read: number('read', 0, 100), sure: number('sure', 0, 100), sources: number('sources', 0, 9), steps: number('steps', 0, 2), community: p.get('colour') === 'community'});
  if (p.has('many')) shown.many = number('many', DATA.first, 1000);
  if (p.has('dark')) shown.dark = p.get('dark') === '1';
  if (NODE.has(p.get('node'))) shown.node = p.get('node');
  shown.line = shown.node ? null : p.get('line');
}
async function copyLink() {
  remember();
  try { await navigator.clipboard.writeText(location.href); at('status').textContent = 'The link to what is shown is copied; it works in every copy of this file.'; }
  catch (error) { at('status').textContent = 'The link to what is shown stands in the address bar.'; }
}
function save(blob, name) {
  const a = el('a', {href: URL.createObjectURL(blob), download: name});
  a.click(); setTimeout(() => URL.revokeObjectURL(a.href), 1000);
}
function png() {
  const source = at('canvas').querySelector('canvas');
  if (!source) return;
  const copy = document.createElement('canvas'), ratio = source.width / source.clientWidth, strip = 26 * ratio;
  copy.width = source.width; copy.height = source.height + strip;
  const ctx = copy.getContext('2d');
  ctx.fillStyle = ground(); ctx.fillRect(0, 0, copy.width, copy.height); ctx.drawImage(source, 0, 0);
  ctx.fillStyle = ink(); ctx.font = 12 * ratio + 'px system-ui, sans-serif';
  ctx.fillText(document.title + ' · ' + at('status').textContent + ' · ' + at('range').textContent, 10 * ratio, copy.height - 9 * ratio);
  copy.toBlob(blob => save(blob, 'network.png'));
}
// The facts of what is drawn, one line for each sentence that states one. A spreadsheet must not take a text for a formula.
const COLUMNS = ['subject', 'verb', 'object', 'type', 'status', 'first day', 'last day', 'place', 'issues', 'read %', 'certain %', 'sources', 'according to', 'article', 'publisher', 'published', 'link', 'file', 'sentence number', 'sentence'];
const field = value => { const text = String(value ?? ''), safe = /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? "'" + text : text; return /[",\n\r]/.test(safe) ? '"' + safe.replace(/"/g, '""') + '"' : safe; };
function rowsOf(fact) {
  const names = ids => ids.map(nameOf).join('; '), own = [names(fact.subjects), verbOf(fact), names(fact.objects), fact.type, statusOf(fact), fact.sort, fact.last, fact.place, fact.topics.map(nameOf).join('; '),
    fact.read, fact.fact === 'event' ? sureOf(fact) : '', sourcesOf(fact)];
  return toldOf(fact).flatMap(t => t.quotes.map(q => { const a = ARTICLE.get(t.article) || {}; return [...own, t.source, a.title, a.publisher, a.iso, a.url, a.file, q.n, q.parts.join('')]; }));
}
const factsDrawn = () => [...new Set([...drawn.lines.filter(lineVisible).flatMap(l => l.facts), ...drawn.ids.filter(id => FACT.has(id)).map(id => FACT.get(id))])].filter(factShown).sort(newestFirst);
const csv = () => [COLUMNS, ...factsDrawn().flatMap(i => rowsOf(FACTS[i]))].map(row => row.map(field).join(',')).join('\r\n') + '\r\n';
