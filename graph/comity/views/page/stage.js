// The picture: vis-network draws nodes and lines; labels are drawn here, at one size on the screen, and never over each other.
const nodesSet = new vis.DataSet([]), linesSet = new vis.DataSet([]);
let network = null, hovered = null, boxes = [];
const lineVisible = l => lineShown(l) && (!shown.only || !(shown.node || shown.line) || near().has(l.from) && near().has(l.to));
const ink = () => shown.dark ? '#eceef0' : '#1a1d21';
const pale = () => shown.dark ? '#b4bbc4' : '#4d545d';
const minor = n => n.kind === 'event' || n.kind === 'issue';

function colourOf(node) {
  const rest = KIND.get('other').colours, group = DATA.looks.communities[node.community] || rest;
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
// With many nodes the actors have a second place, for when events are switched off.
const place = n => n.core && shown.kinds.has('event') ? n.core : n;
function drawnNode(node, close) {
  const main = colourOf(node), hollow = node.state !== 'done', dim = close.size && !close.has(node.id);
  const only = shown.only && close.size && !close.has(node.id);
  const colour = {background: hollow ? ground() : main, border: hollow || minor(node) || node.size < 13 ? main : ground()};
  return {id: node.id, x: place(node).x, y: place(node).y, size: node.size, shape: node.shape, ctxRenderer: node.shape === 'custom' ? cross : undefined,
    color: {...colour, highlight: {background: colour.background, border: ink()}, hover: {background: colour.background, border: ink()}},
    borderWidth: hollow ? 2.2 : minor(node) || node.size < 13 ? .5 : 1.5, opacity: dim ? .13 : 1, hidden: !nodeFits(node.id) || only};
}
function drawnLine(line, close) {
  const tone = TONE.get(line.tone), chosen = shown.line === line.id || shown.node === line.from || shown.node === line.to;
  const grey = ['part', 'about', 'office'].includes(line.tone), usual = grey ? .34 : line.tone === 'neutral' ? .5 : .85;
  const head = {enabled: tone.end !== '', type: tone.end || 'arrow', scaleFactor: tone.end === 'bar' ? .55 : .5};
  return {id: line.id, from: line.from, to: line.to, width: line.width, smooth: line.smooth, dashes: LINES.length > 800 ? false : dashed(line),
    arrowStrikethrough: tone.end === 'bar',
    arrows: {to: head, from: {...head, enabled: head.enabled && line.mutual}}, hidden: !lineVisible(line),
    color: {color: tone.colours[theme()], highlight: tone.colours[theme()], hover: tone.colours[theme()], opacity: chosen ? 1 : close.size ? .05 : usual}};
}
const dashed = line => { const d = STATE.get(line.state).dashes; return d.length ? d : false; };

const changed = new Map();
function put(set, items) {
  const fresh = items.filter(item => { const text = JSON.stringify(item); const same = changed.get(item.id) === text; changed.set(item.id, text); return !same; });
  if (fresh.length) set.update(fresh);
}
function draw() {
  const close = near();
  put(nodesSet, NODES.map(n => drawnNode(n, close)));
  put(linesSet, LINES.map(l => drawnLine(l, close)));
  const seen = NODES.filter(n => !nodesSet.get(n.id).hidden).length, lines = LINES.filter(lineVisible).length;
  const off = DATA.looks.kinds.filter(k => k.count && shown.kinds.has(k.id)).map(k => k.name.toLowerCase());
  const left = (off.length ? ' · hidden by the legend: ' + off.join(', ') : '') + (DATA.left.length ? ' · ' + DATA.left[0] : '');
  const picked = shown.node ? nameOf(shown.node) + ' selected · ' : shown.line ? 'relation selected · ' : '';
  at('status').textContent = picked + seen + ' of ' + plural(NODES.length, 'node') + ' · ' + plural(lines, 'relation') + left;
  if (!at('table').hidden) fillTable();
}

// Labels in the order of importance; each takes the first free place below, above, right or left of its node, or waits for more zoom.
const widths = new Map();
function measure(ctx, text, px) {
  const key = px + text;
  if (!widths.has(key)) { ctx.font = px + 'px system-ui, sans-serif'; widths.set(key, ctx.measureText(text).width); }
  return widths.get(key);
}
function places(node, where, scale, ctx) {
  const px = Math.round(10.5 + 5 * node.share), rows = node.short.split('\n'), gap = 3;
  const w = Math.max(...rows.map(r => measure(ctx, r, px))), h = rows.length * px * 1.16, r = node.size * scale;
  const x = where.x * scale, y = where.y * scale;
  const spots = [[x - w / 2, y + r + gap], [x - w / 2, y - r - gap - h], [x + r + gap + 2, y - h / 2], [x - r - gap - 2 - w, y - h / 2]];
  return spots.map(([left, top]) => ({id: node.id, left, top, w, h, px, rows}));
}
const apart = (a, b) => a.left > b.left + b.w || b.left > a.left + a.w || a.top > b.top + b.h || b.top > a.top + a.h;
function drawLabels(ctx) {
  const scale = network.getScale(), where = network.getPositions(), close = near(), taken = [], discs = [];
  const seen = NODES.filter(n => !nodesSet.get(n.id).hidden && (!close.size || close.has(n.id) || n.id === hovered));
  const weight = n => (n.id === shown.node || n.id === hovered ? -2e6 : close.has(n.id) ? -1e6 : 0) + n.order + (minor(n) ? 40 : 0);
  seen.sort((a, b) => weight(a) - weight(b));
  for (const n of seen) { const r = n.size * scale; discs.push({id: n.id, left: where[n.id].x * scale - r, top: where[n.id].y * scale - r, w: 2 * r, h: 2 * r}); }
  const eye = network.getViewPosition(), half = {w: at('canvas').clientWidth / 2, h: at('canvas').clientHeight / 2};
  const inside = s => Math.abs(s.left + s.w / 2 - eye.x * scale) + s.w / 2 < half.w && Math.abs(s.top + s.h / 2 - eye.y * scale) + s.h / 2 < half.h;
  const great = discs.filter(d => !minor(NODE.get(d.id)));
  let stars = close.size || scale > .8 ? Infinity : 14;
  for (const n of seen) {
    if (n.kind === 'event' && n.id !== hovered && stars-- <= 0) continue;
    const spots = places(n, where[n.id], scale, ctx), forced = n.id === shown.node || n.id === hovered;
    const whole = spots.some(inside), free = spots.filter(s => (!whole || inside(s)) && taken.every(t => apart(s, t))), clear = (s, those) => those.every(d => d.id === n.id || apart(s, d));
    const spot = free.find(s => clear(s, discs)) || (!minor(n) && (free.find(s => clear(s, great)) || n.share > .4 && free[0])) || (forced ? spots[0] : null);
    if (spot) taken.push(spot);
  }
  boxes = taken.map(t => ({id: t.id, left: t.left / scale, top: t.top / scale, w: t.w / scale, h: t.h / scale}));
  for (const t of taken) for (const [i, row] of t.rows.entries()) written(ctx, row, (t.left + t.w / 2) / scale, (t.top + (i + .86) * t.px * 1.16) / scale, t.px / scale, NODE.get(t.id));
  const line = shown.line || (hovered && LINE.has(hovered) ? hovered : null);
  if (line && lineVisible(LINE.get(line))) lineLabel(ctx, LINE.get(line), scale);
}
function written(ctx, text, x, y, px, node) {
  ctx.font = (node && !minor(node) && node.share > .5 ? '600 ' : '') + px + 'px system-ui, sans-serif';
  ctx.textAlign = 'center'; ctx.textBaseline = 'alphabetic'; ctx.lineJoin = 'round';
  ctx.lineWidth = px * .3; ctx.strokeStyle = ground(); ctx.strokeText(text, x, y);
  ctx.fillStyle = node && minor(node) && node.id !== shown.node ? pale() : ink(); ctx.fillText(text, x, y);
}
function lineLabel(ctx, line, scale) {
  const drawn = network.body && network.body.edges[line.id];
  const point = drawn && drawn.edgeType && drawn.edgeType.getPoint ? drawn.edgeType.getPoint(.5) : null;
  if (!point) return;
  const words = line.says.slice(0, 2).join(', ') + (line.says.length > 2 ? ' …' : '');
  written(ctx, words, point.x, point.y - 4 / scale, 12.5 / scale, null);
}

function select(node, line, move) {
  if (node && (!NODE.has(node) || !kindShown(node))) { if (!NODE.has(node)) return; shown.kinds.delete(NODE.get(node).kind); legend(); }
  shown.node = node; shown.line = node ? null : line;
  draw(); fillPanel(); remember();
  if (!network) return;
  network.setSelection({nodes: node ? [node] : [], edges: shown.line ? [shown.line] : []}, {highlightEdges: false});
  if (node && move) network.moveTo({position: network.getPositions([node])[node], scale: Math.max(network.getScale(), .8), animation: still() ? false : {duration: 350}});
  if (move && !at('table').hidden) showTable(false);
}
const still = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
function remember() {
  const what = shown.node || shown.line;
  try { history.replaceState(null, '', what ? '#' + encodeURIComponent(what) : location.pathname + location.search); } catch (error) { /* a frame without its own address */ }
}
function fit() {
  const ids = NODES.filter(n => !nodesSet.get(n.id).hidden).map(n => n.id);
  if (!network || !ids.length) return;
  const xs = ids.map(i => place(NODE.get(i)).x), ys = ids.map(i => place(NODE.get(i)).y), pad = 30, side = 90;
  const [l, r, t, b] = [Math.min(...xs) - side, Math.max(...xs) + side, Math.min(...ys) - pad, Math.max(...ys) + pad];
  const scale = Math.min(at('canvas').clientWidth / (r - l), (at('canvas').clientHeight - 80) / (b - t), 1.5);
  const least = at('canvas').clientWidth < 560 ? .42 : .3;
  const small = scale < least, top = NODES.find(n => n.order === 1);
  network.moveTo({position: small ? {x: place(top).x, y: place(top).y} : {x: (l + r) / 2, y: (t + b) / 2 + 22 / scale}, scale: Math.max(scale, least)});
}
function stage() {
  draw();
  if (!NODES.length) return;
  network = new vis.Network(at('canvas'), {nodes: nodesSet, edges: linesSet}, OPTIONS);
  const canvas = at('canvas').querySelector('canvas');
  canvas.setAttribute('aria-hidden', 'true');
  network.on('afterDrawing', drawLabels);
  network.on('click', event => {
    const [x, y] = [event.pointer.canvas.x, event.pointer.canvas.y];
    const label = boxes.find(b => b.left <= x && x <= b.left + b.w && b.top <= y && y <= b.top + b.h);
    if (event.nodes.length) select(event.nodes[0], null);
    else if (label) select(label.id, null);
    else select(null, event.edges[0] || null);
  });
  network.on('hoverNode', e => { hovered = e.node; canvas.style.cursor = 'pointer'; network.redraw(); });
  network.on('hoverEdge', e => { hovered = e.edge; canvas.style.cursor = 'pointer'; network.redraw(); });
  for (const name of ['blurNode', 'blurEdge']) network.on(name, () => { hovered = null; canvas.style.cursor = ''; network.redraw(); });
  network.on('dragEnd', e => { for (const id of e.nodes) Object.assign(place(NODE.get(id)), network.getPositions([id])[id]); });
  fit();
}
