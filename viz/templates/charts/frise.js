// A timeline: a bar from the first to the last possible day; where one is not told, the bar fades out on that side.
const DAY = 86_400_000;

function frise(palette, { width, top }) {
  const byKey = new Map(data.states.map((state) => [state.key, state]));
  const key = legend(data.states, palette, { top: top + 10, width });
  // on a narrow screen the words of a row stand above its bar
  const narrow = width < 640, head = narrow ? 14 : Math.min(360, Math.round(width * 0.36)), right = width - 24, step = narrow ? 40 : 26;
  const day = (text) => (text ? Date.parse(`${text.slice(0, 10)}T00:00:00Z`) : NaN);
  const days = data.bars.flatMap((bar) => [day(bar.start), day(bar.end)]).filter((each) => !Number.isNaN(each));
  const years = days.map((each) => new Date(each).getUTCFullYear());
  const [first, last] = [Math.min(...years), Math.max(...years) + 1];
  const [from, to] = [Date.UTC(first, 0, 1), Date.UTC(last, 0, 1)];
  const start = top + key.height + 42, height = start + data.rows.length * step + 16;
  const at = (time) => head + ((time - from) / (to - from)) * (right - head);
  const marks = [key.graphic], every = Math.ceil((last - first) / Math.max(1, Math.floor((right - head) / 46)));
  for (let year = first; year <= last; year += 1) {
    const x = at(Date.UTC(year, 0, 1));
    marks.push({ type: "line", silent: true, shape: { x1: x, y1: start - 4, x2: x, y2: height - 12 }, style: { stroke: palette.line } });
    if (year < last && (year - first) % every === 0) marks.push({ type: "text", silent: true, style: { text: String(year), x: x + 4, y: start - 14, fill: palette.soft, font: `12px ${FONT}`, verticalAlign: "middle" } });
  }
  data.rows.forEach((row, index) => {
    const y = start + step * (index + 0.5), label = row.group ? `${row.label} (${row.group})` : row.label;
    marks.push({ type: "line", silent: true, shape: { x1: 12, y1: y + step / 2, x2: right, y2: y + step / 2 }, style: { stroke: palette.faint } });
    marks.push({ type: "text", silent: true, style: { text: wrapped(label, (narrow ? width : head) - 26, 1)[0], x: narrow ? 12 : head - 10, y: narrow ? y - 9 : y, align: narrow ? "left" : "right", verticalAlign: "middle", fill: palette.ink, font: `12px ${FONT}` } });
  });
  const renderItem = (params) => {
    const bar = data.bars[params.dataIndex], state = byKey.get(bar.state);
    const [opening, closing] = [day(bar.start), day(bar.end)];
    const open = Number.isNaN(opening), endless = Number.isNaN(closing);
    const x1 = open ? Math.max(head, at(closing + DAY) - 70) : at(opening), x2 = endless ? Math.min(right, at(opening) + 70) : at(closing + DAY);
    const y = start + step * (bar.row + 1) - 21, tall = 15, span = Math.max(4, x2 - x1);
    const clear = `${state.color}00`;
    const fill = open || endless ? { type: "linear", x: 0, y: 0, x2: 1, y2: 0, colorStops: [{ offset: 0, color: open ? clear : state.color }, { offset: 1, color: endless ? clear : state.color }] } : state.color;
    const dash = (x, way) => ({ type: "polyline", silent: true, shape: { points: [[x + way * 6, y + 2], [x, y + tall / 2], [x + way * 6, y + tall - 2]] }, style: { stroke: palette.soft, fill: "none", lineWidth: 1.2, lineDash: [2, 2] } });
    const children = [{ type: "rect", shape: { x: x1, y, width: span, height: tall, r: open || endless ? 0 : 3 }, style: { fill, stroke: state.unknown ? palette.box : "none", lineDash: state.unknown ? [3, 2] : null } }];
    if (open) children.push(dash(x1, 1));
    if (endless) children.push(dash(x1 + span, -1));
    return { type: "group", children };
  };
  const formatter = ({ dataIndex }) => {
    const bar = data.bars[dataIndex], row = data.rows[bar.row];
    return told([row.label, ...(row.group ? [row.group] : []), byKey.get(bar.state).label, ...bar.told]);
  };
  const series = [{ type: "custom", coordinateSystem: "none", renderItem, data: data.bars.map((bar, index) => [index]) }];
  return { width, height, option: { graphic: marks, series, tooltip: tooltip(palette, formatter) } };
}
