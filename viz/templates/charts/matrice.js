// A matrix: numbers on a scale of one blue, or states with their words; an empty cell is one where nothing is told.
const SCALE = ["#DCEBF5", "#A9CFE8", "#6FAFD8", "#3A8CC4", "#0072B2", "#004C78"];

function matrice(palette, { width, top }) {
  const states = data.states ? new Map(data.states.map((state) => [state.key, state])) : null;
  const shade = (value) => SCALE[Math.min(SCALE.length - 1, data.most <= 1 ? 2 : Math.floor(((value - 1) / (data.most - 1)) * (SCALE.length - 0.01)))];
  const items = states ? data.states : [{ label: `1 ${data.unit[0]}`, color: shade(1) }, ...(data.most > 1 ? [{ label: plural(data.most, data.unit), color: shade(data.most) }] : []), { label: "rien n'en est dit", color: "none" }];
  const key = legend(items, palette, { top: top + 10, width });
  const head = width < 640 ? 150 : 260, cell = Math.max(states ? 58 : 84, Math.min(130, (width - head - 24) / data.columns.length));
  const wide = Math.max(width, head + 24 + cell * data.columns.length);
  const heads = data.columns.map((column) => wrapped(column.label, cell - 8, 6, 11.5));
  const tall = Math.max(...heads.map((lines) => lines.length)) * 14 + 14;
  // a line of its own before each group of rows
  const lines = [];
  data.rows.forEach((row, at) => {
    if (row.group && row.group !== data.rows[at - 1]?.group) lines.push({ group: row.group });
    lines.push({ row, at });
  });
  const place = new Map(lines.map((line, at) => [line.at, at]));
  const step = 26, start = top + key.height + tall + 18, height = start + lines.length * step + 14;
  const words = (text, x, y, style) => ({ type: "text", silent: true, style: { text, x, y, fill: palette.ink, font: `12px ${FONT}`, verticalAlign: "middle", ...style } });
  const marks = [key.graphic];
  heads.forEach((text, x) => marks.push(words(text.join("\n"), head + cell * (x + 0.5), start - 8, { align: "center", verticalAlign: "bottom", font: `11.5px ${FONT}`, lineHeight: 14 })));
  lines.forEach((line, at) => {
    const y = start + step * (at + 0.5);
    if (line.group) marks.push(words(wrapped(line.group, wide - 24, 1, 12.5)[0], 12, y + 3, { font: `600 12.5px ${FONT}` }));
    else {
      marks.push({ type: "line", silent: true, shape: { x1: 12, y1: y + step / 2, x2: head + cell * data.columns.length, y2: y + step / 2 }, style: { stroke: palette.faint } });
      marks.push(words(wrapped(line.row.label, head - 28, 1)[0], head - 10, y, { align: "right" }));
    }
  });
  const renderItem = (params, api) => {
    const item = data.cells[params.dataIndex], state = states?.get(item.value);
    const [x, y] = [head + cell * item.x, start + step * place.get(item.y)];
    const fill = state ? state.color : shade(item.value), text = state ? state.short : String(item.value);
    return {
      type: "group",
      children: [
        { type: "rect", shape: { x: x + 1.5, y: y + 1.5, width: cell - 3, height: step - 3, r: 3 }, style: { fill: fill === "none" ? palette.paper : fill, stroke: fill === "none" || state?.unknown ? palette.box : "none", lineWidth: 1, lineDash: state?.unknown ? [3, 2] : null } },
        { type: "text", style: { text, x: x + cell / 2, y: y + step / 2, align: "center", verticalAlign: "middle", fill: inkOn(fill, palette), font: `12px ${FONT}` } },
      ],
    };
  };
  const formatter = ({ dataIndex }) => {
    const item = data.cells[dataIndex], state = states?.get(item.value);
    return told([data.rows[item.y].label, `${data.columns[item.x].label} : ${state ? state.label.toLowerCase() : plural(item.value, data.unit)}`, ...item.told.flatMap((text) => text.split(" ; "))]);
  };
  const series = [{ type: "custom", coordinateSystem: "none", renderItem, data: data.cells.map((item, at) => [at]) }];
  return { width: wide, height, option: { graphic: marks, series, tooltip: tooltip(palette, formatter) } };
}
