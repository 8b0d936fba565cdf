// Labels in the order of importance; each takes the first free place below, above, right or left of its node, or waits for more zoom.
const widths = new Map();
let boxes = [];
const fontOf = (px, node) => (node && !minor(node) && share(node) > .5 ? '600 ' : '') + px + 'px system-ui, sans-serif';
function measure(ctx, text, font) {
  const key = font + text;
  if (!widths.has(key)) { ctx.font = font; widths.set(key, ctx.measureText(text).width); }
  return widths.get(key);
}
function spots(node, where, scale, ctx) {
  const px = Math.max(11, Math.round(10.5 + 5 * share(node))), rows = node.short.split('\n'), gap = 3;
  const w = Math.max(...rows.map(r => measure(ctx, r, fontOf(px, node)))), h = rows.length * px * 1.16, r = sizeOf(node) * scale;
  const x = where.x * scale, y = where.y * scale;
  const found = [[x - w / 2, y + r + gap], [x - w / 2, y - r - gap - h], [x + r + gap + 2, y - h / 2], [x - r - gap - 2 - w, y - h / 2]];
  return found.map(([left, top]) => ({id: node.id, left, top, w, h, px, rows}));
}
const apart = (a, b) => a.left > b.left + b.w || b.left > a.left + a.w || a.top > b.top + b.h || b.top > a.top + a.h;
function drawLabels(ctx) {
  const scale = network.getScale(), where = network.getPositions(), close = near(), taken = laneNames(ctx, scale), discs = [], lanes = taken.length;
  const seen = drawn.ids.map(id => NODE.get(id)).filter(n => where[n.id] && !nodesSet.get(n.id).hidden && (!close.size || close.has(n.id) || n.id === hovered));
  const weight = n => (n.id === shown.node || n.id === hovered ? -2e6 : close.has(n.id) || shown.focus.includes(n.id) ? -1e6 : 0) + n.rank + (minor(n) ? 40 : 0);
  seen.sort((a, b) => weight(a) - weight(b));
  for (const n of seen) { const r = sizeOf(n) * scale; discs.push({id: n.id, left: where[n.id].x * scale - r, top: where[n.id].y * scale - r, w: 2 * r, h: 2 * r}); }
  const eye = network.getViewPosition(), half = {w: at('canvas').clientWidth / 2, h: at('canvas').clientHeight / 2};
  const inside = s => Math.abs(s.left + s.w / 2 - eye.x * scale) + s.w / 2 < half.w && Math.abs(s.top + s.h / 2 - eye.y * scale) + s.h / 2 < half.h;
  const great = discs.filter(d => !minor(NODE.get(d.id)));
  let stars = close.size || scale > .8 || VIEWS[shown.view].needs ? Infinity : 14;
  for (const n of seen) {
    if (lanes && drawn.lanes.includes(n.id) || n.kind === 'event' && n.id !== hovered && stars-- <= 0) continue;
    const around = spots(n, where[n.id], scale, ctx), forced = n.id === shown.node || n.id === hovered;
    const whole = around.some(inside), free = around.filter(s => (!whole || inside(s)) && taken.every(t => apart(s, t))), clear = (s, those) => those.every(d => d.id === n.id || apart(s, d));
    const spot = free.find(s => clear(s, discs)) || (!minor(n) && (free.find(s => clear(s, great)) || share(n) > .4 && free[0])) || (forced ? around[0] : null);
    if (spot) taken.push(spot);
  }
  boxes = taken.map(t => ({id: t.id, px: t.px, left: t.left / scale, top: t.top / scale, w: t.w / scale, h: t.h / scale}));
  for (const t of taken.slice(0, lanes)) writeLane(ctx, t, scale);
  for (const t of taken.slice(lanes)) for (const [i, row] of t.rows.entries()) written(ctx, row, (t.left + t.w / 2) / scale, (t.top + (i + .86) * t.px * 1.16) / scale, t.px / scale, NODE.get(t.id));
  const over = shown.line || (hovered && line.has(hovered) ? hovered : null);
  if (over && line.has(over) && lineVisible(line.get(over))) lineLabel(ctx, line.get(over), scale);
}
// The names of lanes stay at the left edge while their nodes are out of sight, and can be clicked there.
function laneNames(ctx, scale) {
  const edge = network.DOMtoCanvas({x: 0, y: 0}).x * scale;
  if (!drawn.lanes || edge < -40 * scale) return [];
  return drawn.lanes.map(id => { const words = NODE.get(id).short.split('\n')[0];
    return {id, words, px: 12.5, left: edge, top: drawn.places.get(id).y * scale - 11, w: measure(ctx, words, fontOf(12.5)) + 16, h: 20}; });
}
function writeLane(ctx, t, scale) {
  ctx.fillStyle = ground(); ctx.globalAlpha = .88; ctx.fillRect(t.left / scale, t.top / scale, t.w / scale, t.h / scale); ctx.globalAlpha = 1;
  written(ctx, t.words, (t.left + 8) / scale, (t.top + 15) / scale, t.px / scale, null, 'left');
}
function written(ctx, text, x, y, px, node, side) {
  ctx.font = fontOf(px, node);
  ctx.textAlign = side || 'center'; ctx.textBaseline = 'alphabetic'; ctx.lineJoin = 'round';
  ctx.lineWidth = px * .3; ctx.strokeStyle = ground(); ctx.strokeText(text, x, y);
  ctx.fillStyle = node && minor(node) && node.id !== shown.node ? pale() : ink(); ctx.fillText(text, x, y);
}
function lineLabel(ctx, l, scale) {
  const edge = network.body && network.body.edges[l.id];
  const point = edge && edge.edgeType && edge.edgeType.getPoint ? edge.edgeType.getPoint(.5) : null;
  if (!point) return;
  const words = l.says.slice(0, 2).join(', ') + (l.says.length > 2 ? ' …' : '');
  written(ctx, words, point.x, point.y - 4 / scale, 12.5 / scale, null);
}
