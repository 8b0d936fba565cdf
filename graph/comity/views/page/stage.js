// The picture: vis-network draws nodes and lines as the view has placed them.
const nodesSet = new vis.DataSet([]), linesSet = new vis.DataSet([]);
let network = null, hovered = null, drawn = {ids: [], places: new Map(), lines: [], hidden: 0, of: 0}, line = new Map(), lineOf = new Map(), highest = 1;
const ink = () => shown.dark ? '#eceef0' : '#1a1d21';
const pale = () => shown.dark ? '#b4bbc4' : '#4d545d';
const minor = n => n.kind === 'event' || n.kind === 'issue' && shown.view !== 'issues';
const share = n => Math.min(1, n.share / highest);
const sizeOf = n => n.kind === 'event' && shown.view === 'timeline' ? 10 : Math.round(70 + 210 * share(n) ** 1.25) / 10;
const lineVisible = l => !shown.tones.has(l.tone);

// Who is within the steps asked for (one where none are) of what is selected.
function near() {
  const close = new Set();
  if (shown.line && line.has(shown.line)) { close.add(line.get(shown.line).from); close.add(line.get(shown.line).to); }
  if (!shown.node || !lineOf.has(shown.node)) return close;
  close.add(shown.node);
  for (let n = 0; n < Math.max(1, shown.steps); n++) for (const id of [...close]) for (const l of lineOf.get(id) || []) if (lineVisible(l)) close.add(otherEnd(l, id));
  return close;
}
const inFocus = close => !shown.steps || !close.size ? null : close;

function colourOf(node) {
  const rest = KIND.get('other').colours, group = LOOKS.communities[node.community] || rest;
  return (shown.community ? group : KIND.get(node.kind).colours)[theme()];
}
function cross({ctx, x, y, style}) {
  const s = style.size || 10, t = s / 2.6;
  return {nodeDimensions: {width: 2 * s, height: 2 * s}, drawNode() {
    ctx.beginPath();
    for (const [dx, dy] of [[-t, -s], [t, -s], [t, -t], [s, -t], [s, t], [t, t], [t, s], [-t, s], [-t, t], [-s, t], [-s, -t], [-t, -t]]) ctx.lineTo(x + dx, y + dy);
    ctx.closePath(); ctx.fillStyle = style.color; ctx.strokeStyle = style.borderColor; ctx.lineWidth = style.borderWidth; ctx.fill(); ctx.stroke();
  }};
}
const isHollow = node => node.kind === 'event' && stateOf(FACTS[FACT.get(node.id)]) !== 'done';
function drawnNode(id, close) {
  const node = NODE.get(id), main = colourOf(node), hollow = isHollow(node), size = sizeOf(node), place = drawn.places.get(id);
  const small = node.kind === 'event' || node.kind === 'issue' || size < 13, colour = {background: hollow ? ground() : main, border: hollow || small ? main : ground()};
  return {id, x: place.x, y: place.y, size, shape: node.shape, ctxRenderer: node.shape === 'custom' ? cross : undefined,
    color: {...colour, highlight: {background: colour.background, border: ink()}, hover: {background: colour.background, border: ink()}},
    borderWidth: hollow ? 2.2 : small ? .5 : 1.5, opacity: close.size && !close.has(id) ? .13 : 1, hidden: inFocus(close) !== null && !close.has(id)};
}
function drawnLine(l, close, many) {
  const tone = TONE.get(l.tone), chosen = shown.line === l.id || shown.node === l.from || shown.node === l.to, colour = tone.colours[theme()];
  const grey = ['part', 'about', 'office'].includes(l.tone), usual = grey ? .9 : l.tone === 'neutral' ? .8 : .85, dashes = STATE.get(l.state).dashes;
  const head = {enabled: tone.end !== '', type: tone.end || 'arrow', scaleFactor: tone.end === 'bar' ? .55 : .5}, focus = inFocus(close);
  return {id: l.id, from: l.from, to: l.to, width: l.width, dashes: !many && dashes.length ? dashes : false, arrowStrikethrough: tone.end === 'bar',
    smooth: {enabled: l.bend !== 0, type: l.bend > 0 ? 'curvedCW' : 'curvedCCW', roundness: Math.abs(l.bend)},
    arrows: {to: head, from: {...head, enabled: head.enabled && l.mutual}}, hidden: VIEWS[shown.view].bare || !lineVisible(l) || focus !== null && !(focus.has(l.from) && focus.has(l.to)),
    color: {color: colour, highlight: colour, hover: colour, opacity: chosen ? 1 : close.size ? .05 : usual}};
}

const changed = new Map();
function put(set, items) {
  const ids = new Set(items.map(item => item.id)), gone = set.getIds().filter(id => !ids.has(id));
  if (gone.length) set.remove(gone);
  for (const id of gone) changed.delete(id);
  const fresh = items.filter(item => { const text = JSON.stringify(item), same = changed.get(item.id) === text; changed.set(item.id, text); return !same; });
  if (fresh.length) set.update(fresh);
}
// Draws anew who is in the picture; `paint` alone is enough where only the looks have changed.
function draw() {
  drawn = picture();
  line = new Map(drawn.lines.map(l => [l.id, l])); lineOf = new Map(drawn.ids.map(id => [id, []]));
  for (const l of drawn.lines) { lineOf.get(l.from).push(l); lineOf.get(l.to).push(l); }
  highest = Math.max(.0001, ...drawn.ids.map(id => NODE.get(id)).filter(n => n.kind !== 'event').map(n => n.share));
  if (shown.line && !line.has(shown.line)) shown.line = null;
  legend(); viewing(); paint();
}
function paint() {
  const close = near();
  put(nodesSet, drawn.ids.map(id => drawnNode(id, close)));
  put(linesSet, drawn.lines.map(l => drawnLine(l, close, drawn.lines.length > 800)));
  const lines = drawn.lines.filter(lineVisible).length, off = LOOKS.kinds.filter(k => shown.kinds.has(k.id)).map(k => k.name.toLowerCase());
  const picked = shown.node ? nameOf(shown.node) + ' selected · ' : shown.line ? 'relation selected · ' : '';
  const said = [picked + drawn.ids.length.toLocaleString('en') + ' of ' + plural(drawn.of, 'node'), plural(lines, 'relation')];
  if (drawn.hidden) said.push(plural(drawn.hidden, 'node') + ' not drawn');
  if (shown.asOf) said.push('as known on ' + dayWords(shown.asOf));
  if (off.length) said.push('hidden by the legend: ' + off.join(', '));
  if (DATA.cut) said.push('not in this file: ' + DATA.left[0]);
  at('nothing').hidden = drawn.ids.length > 0;
  at('status').textContent = said.join(' · ');
  at('more').hidden = !drawn.hidden || !PICTURES.has(shown.view);
  if (!at('table').hidden) fillTable();
}

function select(node, chosen, move) {
  if (node && !NODE.has(node)) return;
  if (node && !kindShown(node)) shown.kinds.delete(NODE.get(node).kind);
  shown.node = node || null; shown.line = node ? null : chosen || null;
  if (drawn.places.has(node) || !node) paint();
  else { if (PICTURES.has(shown.view) && !PICTURES.get(shown.view).members.has(node)) shown.view = 'overview'; shown.grown.add(node); draw(); }
  fillPanel(); remember();
  if (!network) return;
  network.setSelection({nodes: node && drawn.places.has(node) ? [node] : [], edges: shown.line ? [shown.line] : []}, {highlightEdges: false});
  if (node && move && drawn.places.has(node)) network.moveTo({position: drawn.places.get(node), scale: Math.max(network.getScale(), .8), animation: still() || drawn.ids.length > 60 ? false : {duration: 350}});
  if (move && !at('table').hidden) showTable(false);
}
const still = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
function fit() {
  if (!network || !drawn.ids.length) return;
  const spots = drawn.ids.filter(id => !nodesSet.get(id).hidden).map(id => drawn.places.get(id)), pad = 30, side = 90;
  const [l, r, t, b] = [Math.min(...spots.map(p => p.x)) - side, Math.max(...spots.map(p => p.x)) + side, Math.min(...spots.map(p => p.y)) - pad - (drawn.back ? 30 : 0), Math.max(...spots.map(p => p.y)) + pad];
  const scale = Math.min(at('canvas').clientWidth / (r - l), (at('canvas').clientHeight - 80) / (b - t), 1.5), least = at('canvas').clientWidth < 560 && !VIEWS[shown.view].needs ? .42 : .28;
  const small = scale < least && !drawn.back, first = drawn.places.get([...drawn.ids].sort((x, y) => NODE.get(x).rank - NODE.get(y).rank)[0]);
  if (drawn.back && scale < .62) return network.moveTo({position: {x: r - at('canvas').clientWidth / 1.64 + 30, y: (t + b) / 2 + 22}, scale: .82});
  network.moveTo({position: small ? first : {x: (l + r) / 2, y: (t + b) / 2 + 22 / scale}, scale: Math.max(scale, least)});
}
function stage() {
  sift(); draw();
  if (!NODES.length) return;
  network = new vis.Network(at('canvas'), {nodes: nodesSet, edges: linesSet}, OPTIONS);
  const canvas = at('canvas').querySelector('canvas');
  canvas.setAttribute('aria-hidden', 'true');
  network.on('beforeDrawing', ctx => { if (drawn.back) drawn.back(ctx, network.getScale()); });
  network.on('afterDrawing', drawLabels);
  const under = event => event.nodes[0] || (boxes.find(b => b.left <= event.pointer.canvas.x && event.pointer.canvas.x <= b.left + b.w && b.top <= event.pointer.canvas.y && event.pointer.canvas.y <= b.top + b.h) || {}).id;
  network.on('click', event => under(event) ? select(under(event), null) : select(null, event.edges[0] || null));
  // vis-network misses the double click of a mouse where the first click keeps the page busy; the browser does not.
  const widen = event => { if (under(event)) grow(under(event)); };
  network.on('doubleClick', e => { if (e.event.pointerType !== 'mouse') widen(e); });
  canvas.addEventListener('dblclick', e => { const dom = {x: e.offsetX, y: e.offsetY}; widen({nodes: [network.getNodeAt(dom)], pointer: {canvas: network.DOMtoCanvas(dom)}}); });
  network.on('hoverNode', e => { hovered = e.node; canvas.style.cursor = 'pointer'; network.redraw(); });
  network.on('hoverEdge', e => { hovered = e.edge; canvas.style.cursor = 'pointer'; network.redraw(); });
  for (const name of ['blurNode', 'blurEdge']) network.on(name, () => { hovered = null; canvas.style.cursor = ''; network.redraw(); });
  network.on('dragEnd', e => { for (const id of e.nodes) { const spot = network.getPositions([id])[id]; placesOf(moved, shown.view + ' ' + shown.focus.join(' ')).set(id, spot); drawn.places.set(id, spot); } });
  fit();
}
// Draws the neighbours of a node that are not drawn yet, the most central forty of them.
const unseen = id => [...neighbours(id)].filter(n => !drawn.places.has(n)).sort((a, b) => NODE.get(a).rank - NODE.get(b).rank);
function grow(id) {
  if (shown.view !== 'overview') return look('ego', [id]);
  for (const n of unseen(id).slice(0, 40)) shown.grown.add(n);
  shown.grown.add(id); draw(); select(id, null);
}
