// A matrix: numbers on a scale of one blue, or states with their words; an empty cell is one where nothing is told.
const SCALE = ["#DCEBF5", "#A9CFE8", "#6FAFD8", "#3A8CC4", "#0072B2", "#004C78"];
const NARROW = 640;

function matrice(palette, { width, top }) {
  const states = data.states ? new Map(data.states.map((state) => [state.key, state])) : null;
  const scale = luminance(palette.paper) > 0.2 ? SCALE : SCALE.toReversed();
  const shade = (value) => scale[Math.min(scale.length - 1, data.most <= 1 ? 2 : Math.floor(((value - 1) / (data.most - 1)) * (scale.length - 0.01)))];
  const items = states ? data.states : [{ label: plural(1, data.unit), color: shade(1) }, ...(data.most > 1 ? [{ label: plural(data.most, data.unit), color: shade(data.most) }] : []), { label: "rien n'en est dit", color: "none" }];
  const key = legend(items, palette, { top: top + 10, width });
  // On a narrow screen the words of a row stand above its cells, and the heads of the columns are turned.
  const narrow = width < NARROW, count = data.columns.length;
  const cell = narrow ? Math.max(26, (width - 24) / count) : Math.max(states ? 62 : 34, Math.min(states ? 92 : 130, (width - 284) / count));
  const head = narrow ? 12 : Math.max(260, Math.min(460, width - 24 - cell * count)), wide = Math.max(width, head + 24 + cell * count);
  const turned = cell < 58, step = narrow ? 42 : 26, box = 26;
  const heads = data.columns.map((column) => wrapped(column.label, turned ? 150 : cell - 8, turned ? Math.max(1, Math.floor(cell / 14)) : 6, 11.5));
  const tall = turned ? Math.max(...heads.flat().map((text) => widthOf(text, 11.5))) + 12 : Math.max(...heads.map((lines) => lines.length)) * 14 + 14;
  const groups = data.columns.some((column) => column.group) ? 24 : 0;
  const grouped = data.rows.some((row) => row.group);
  const lines = []; // a line of its own before each group of rows
  data.rows.forEach((row, at) => {
    if (row.group !== (data.rows[at - 1]?.group ?? "")) lines.push({ group: row.group || " " });
    lines.push({ row, at });
  });
  const start = top + key.height + groups + tall + 18;
  let bottom = start;
  const place = new Map();
  for (const line of lines) {
    line.y = bottom;
    if (line.row) place.set(line.at, bottom);
    bottom += line.group ? 30 : step;
  }
  const words = (text, x, y, style = {}, more = {}) => ({ type: "text", silent: true, x, y, ...more, style: { text, fill: palette.ink, font: `12px ${FONT}`, verticalAlign: "middle", ...style } });
  const rule = (x1, y1, x2, y2, stroke = palette.faint) => ({ type: "line", silent: true, shape: { x1, y1, x2, y2 }, style: { stroke } });
  const marks = [key.graphic];
  heads.forEach((text, x) => {
    const style = { font: `11.5px ${FONT}`, lineHeight: 14 }, middle = head + cell * (x + 0.5);
    if (turned) marks.push(words(text.join("\n"), middle, start - 8, { ...style, align: "left" }, { rotation: Math.PI / 2 }));
    else marks.push(words(text.join("\n"), middle, start - 8, { ...style, align: "center", verticalAlign: "bottom" }));
    if (groups && data.columns[x].group !== data.columns[x - 1]?.group) {
      marks.push(words(data.columns[x].group, head + cell * x + 2, start - tall - 18, { font: `600 12.5px ${FONT}` }));
      if (x) marks.push(rule(head + cell * x, start - tall - 26, head + cell * x, bottom, palette.box));
    }
  });
  for (const { group, row, y } of lines) {
    if (group) marks.push(words(wrapped(group, wide - 24, 1, 12.5)[0], 12, y + 18, { font: `600 12.5px ${FONT}` }));
    else {
      const left = 12 + 14 * row.depth, bold = !row.depth && grouped, font = `${bold ? 600 : 400} 12px ${FONT}`;
      const [label] = wrapped(row.label, ((narrow ? width - 24 : head - 24) - 14 * row.depth) / (bold ? 1.09 : 1), 1);
      if (!narrow) marks.push(rule(12, y + step, head + cell * count, y + step));
      marks.push(words(label, left, narrow ? y + 9 : y + step / 2, { font }));
    }
  }
  const renderItem = (params) => {
    const item = data.cells[params.dataIndex], state = states?.get(item.value);
    const [x, y] = [head + cell * item.x, place.get(item.y) + step - box];
    const fill = state ? state.color : shade(item.value), text = state ? state.short : String(item.value), hollow = fill === "none";
    return {
      type: "group",
      children: [
        { type: "rect", shape: { x: x + 1.5, y: y + 1.5, width: cell - 3, height: box - 3, r: 3 }, style: { fill: hollow ? palette.paper : fill, stroke: hollow || state?.unknown ? palette.box : "none", lineWidth: 1, lineDash: state?.unknown ? [3, 2] : null } },
        { type: "text", style: { text, x: x + cell / 2, y: y + box / 2, align: "center", verticalAlign: "middle", fill: inkOn(fill, palette), font: `12px ${FONT}` } },
      ],
    };
  };
  const formatter = ({ dataIndex }) => {
    const item = data.cells[dataIndex], state = states?.get(item.value);
    const said = state ? state.label.toLowerCase() : plural(item.value, data.unit);
    return told([data.rows[item.y].label, `${data.columns[item.x].label} : ${said}`, ...item.told.flatMap((text) => text.split(" ; "))]);
  };
  const series = [{ type: "custom", coordinateSystem: "none", renderItem, data: data.cells.map((item, at) => [at]) }];
  return { width: wide, height: bottom + 14, option: { graphic: marks, series, tooltip: tooltip(palette, formatter) } };
}
