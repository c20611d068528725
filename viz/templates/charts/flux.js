// Flows: panels one under the other, each a Sankey diagram of what adds up.
const TINTS = { from: "#0072B2", unnamed: "#8C8C8C", through: "#E69F00", to: "#009E73" };
const LEAST_FLOW = 860;

function flux(palette, { width, top }) {
  const wide = Math.max(width, LEAST_FLOW), [left, right] = [Math.round(wide * 0.22), Math.round(wide * 0.31)];
  const titles = [], series = [];
  let y = top + 8;
  for (const panel of data.panels) {
    const columns = [0, 1, 2].map((depth) => panel.nodes.filter((node) => node.depth === depth));
    const height = Math.max(46, ...columns.map((nodes) => nodes.length * 25));
    titles.push({ text: panel.title, left: 12, top: y, textStyle: { fontSize: 14, fontWeight: 600, fontFamily: FONT, color: palette.ink } });
    const words = (node, room, lines) => wrapped(node.label, room, lines).join("\n");
    series.push({
      type: "sankey", left, right, top: y + 32, height, nodeWidth: 10, nodeGap: 10, layoutIterations: 0, draggable: false,
      emphasis: { focus: "adjacency" }, lineStyle: { color: "source", opacity: panel.apart ? 0.18 : 0.3, curveness: 0.5 },
      data: panel.nodes.map((node) => ({
        name: node.id, depth: node.depth, value: node.value, told: node, itemStyle: { color: TINTS[node.kind], borderColor: node.kind === "unnamed" ? palette.ink : TINTS[node.kind], borderType: node.kind === "unnamed" ? "dashed" : "solid", borderWidth: node.kind === "unnamed" ? 1 : 0 },
        label: {
          position: node.depth === 0 ? "left" : "right", color: node.kind === "unnamed" ? palette.soft : palette.ink, fontSize: 12, lineHeight: 14, fontFamily: FONT, fontWeight: node.depth === 1 ? 600 : 400, textBorderColor: palette.paper, textBorderWidth: node.depth === 1 ? 3 : 0,
          formatter: () => words(node, node.depth === 0 ? left - 20 : node.depth === 1 ? wide * 0.19 / 1.09 : right - 24, node.depth === 1 ? 2 : 1),
        },
      })),
      links: panel.links.map((link) => ({ source: panel.nodes[link.source].id, target: panel.nodes[link.target].id, value: link.value, told: link.told })),
    });
    y += height + 62;
  }
  const formatter = ({ dataType, data: item }) => {
    const unit = ["ligne de financement", "lignes de financement"];
    if (dataType === "node") return told([item.told.label, plural(item.told.value, unit)]);
    return told([plural(item.value, unit), ...item.told]);
  };
  return { width: wide, height: y, option: { title: titles, series, tooltip: tooltip(palette, formatter) } };
}
