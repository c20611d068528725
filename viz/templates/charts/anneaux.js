// Rings: the framework from its top, in the middle, to its leaves; a click opens a part, another one on it goes back.
let opened = null;
const pieces = []; // each node of the tree by its number: the library hands back copies
function numbered(nodes, parent) {
  for (const node of nodes) {
    Object.assign(node, { at: pieces.length, parent: parent?.at ?? null });
    pieces.push(node);
    numbered(node.children, node);
  }
}

function open(at) {
  const item = pieces[at];
  if (!item?.children.length) return;
  opened = item === opened ? pieces[item.parent] ?? null : item;
  redraw();
}

function anneaux(palette, { width, top }) {
  const byKey = new Map(data.states.map((state) => [state.key, state]));
  const key = legend(data.states, palette, { top: top + 10, width });
  if (!pieces.length) numbered(data.tree, null);
  const size = Math.max(320, Math.min(width - 16, 980)), shown = opened ? [opened] : data.tree;
  const deep = (nodes) => (nodes.length ? 1 + Math.max(...nodes.map((node) => deep(node.children))) : 0);
  const ring = size / 2 / (deep(shown) + 0.5);
  const leaves = (node) => (node.children.length ? node.children.reduce((sum, child) => sum + leaves(child), 0) : 1);
  const all = shown.reduce((sum, node) => sum + leaves(node), 0);
  function piece(node, depth) {
    const state = byKey.get(node.state), fill = state ? state.color : palette.faint;
    const radius = ring * (depth + 1), angle = (leaves(node) / all) * 2 * Math.PI, arc = radius * angle;
    const along = arc > ring; // whether the words run along the ring rather than across it
    const lines = Math.max(1, Math.min(3, Math.floor((along ? ring : arc) / 13)));
    const words = wrapped(node.label, (along ? Math.min(arc, radius * 1.6) : ring) - 10, lines, 11);
    return {
      name: node.label, value: node.children.length ? undefined : 1, at: node.at, children: node.children.map((child) => piece(child, depth + 1)),
      itemStyle: { color: fill, borderColor: palette.paper, borderWidth: 1.5, decal: state?.unknown ? { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: Math.PI / 4, color: "#00000055" } : { symbol: "none" } },
      label: { show: (along ? ring : arc) >= 11, formatter: () => words.join("\n"), color: state ? inkOn(fill, palette) : palette.ink, fontSize: 11, lineHeight: 13, fontFamily: FONT, rotate: along ? "tangential" : "radial", minAngle: 2, textBorderWidth: 0 },
    };
  }
  const formatter = ({ data: item }) => {
    const node = pieces[item?.at];
    if (!node) return "";
    const state = byKey.get(node.state);
    return told([node.label, ...(state ? [state.label] : []), ...node.told]);
  };
  const height = top + key.height + size + 36;
  const series = [{ type: "sunburst", sort: null, data: shown.map((node) => piece(node, 0)), center: [width / 2, top + key.height + 22 + size / 2], radius: [ring * 0.5, size / 2 - 4], emphasis: { focus: "ancestor" }, nodeClick: false }];
  return { width, height, option: { graphic: [key.graphic], series, tooltip: tooltip(palette, formatter) } };
}
