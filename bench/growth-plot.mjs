const WIDTH = 860;
const HEIGHT = 340;
const PANEL = { width: 330, height: 230, top: 60 };

/**
 * Time and memory over rows a side as an SVG of two panels, axes logarithmic.
 *
 * @param {readonly { rows: number, seconds: number, peakMiB: number | null }[]} points  by rows
 */
export function growthPlot(points) {
  const panels = [
    {
      title: 'Seconds (dotted: in proportion to rows)',
      left: 80,
      isTime: true,
      values: points.map(({ rows, seconds }) => ({ rows, value: seconds })),
      limit: null,
    },
    {
      title: 'Peak memory of the page, MiB',
      left: 510,
      values: points.flatMap(({ rows, peakMiB }) => (peakMiB === null ? [] : [{ rows, value: peakMiB }])),
      limit: 1536,
    },
  ];
  const described = points.map(
    ({ rows, seconds, peakMiB }) => `${rows} rows: ${seconds.toFixed(1)} s, ${Math.round(peakMiB ?? 0)} MiB`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="system-ui, sans-serif" font-size="12" role="img" aria-label="Growth. ${described.join('; ')}.">`,
    '<style>.axis{fill:none;stroke:#8a96a3}.grid{stroke:#e3e8ed}.line{fill:none;stroke:#12508f;stroke-width:2}.dot{fill:#12508f}.limit{stroke:#a33a00;stroke-dasharray:5 4}.text{fill:#52606f}.title{fill:#16202c;font-weight:600;font-size:14px}.value{fill:#16202c}.linear{fill:none;stroke:#8a96a3;stroke-dasharray:2 4}</style>',
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    ...panels.filter(({ values }) => values.length > 0).map(drawPanel),
    '</svg>\n',
  ].join('\n');
}

function drawPanel({ title, left, values, limit, isTime = false }) {
  const [fewest, most] = decades(values.map(({ rows }) => rows));
  const { rows: mostRows } = values.at(-1);
  const inProportion = isTime ? [(values[0].value * mostRows) / values[0].rows] : [];
  const [lowest, highest] = decades([...values.map(({ value }) => value), ...inProportion, ...(limit === null ? [] : [limit])]);
  const x = (rows) => left + (Math.log10(rows / fewest) / Math.log10(most / fewest)) * PANEL.width;
  const y = (value) => PANEL.top + PANEL.height - (Math.log10(value / lowest) / Math.log10(highest / lowest)) * PANEL.height;
  const bottom = PANEL.top + PANEL.height;
  const right = left + PANEL.width;
  const steps = (from, to) => Array.from({ length: Math.round(Math.log10(to / from)) + 1 }, (_, at) => from * 10 ** at);
  const short = (value) => (value >= 1_000 ? `${value / 1_000}k` : String(Number(value.toPrecision(3))));
  const figure = (value) => (value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toFixed(1));
  const points = values.map(({ rows, value }) => [x(rows).toFixed(1), y(value).toFixed(1)]);
  const last = values.at(-1);
  const anchor = (at) => (at === 0 ? 'start' : at === values.length - 1 ? 'end' : 'middle');
  return [
    `<text class="title" x="${left}" y="30">${title}</text>`,
    ...steps(lowest, highest).map(
      (value) =>
        `<path class="grid" d="M${left} ${y(value).toFixed(1)}H${right}"/><text class="text" x="${left - 8}" y="${(y(value) + 4).toFixed(1)}" text-anchor="end">${short(value)}</text>`,
    ),
    ...steps(fewest, most).map(
      (rows) => `<text class="text" x="${x(rows).toFixed(1)}" y="${bottom + 18}" text-anchor="middle">${short(rows)}</text>`,
    ),
    `<path class="axis" d="M${left} ${PANEL.top}V${bottom}H${right}"/>`,
    `<text class="text" x="${(left + right) / 2}" y="${bottom + 38}" text-anchor="middle">rows a side</text>`,
    limit === null
      ? ''
      : `<path class="limit" d="M${left} ${y(limit).toFixed(1)}H${right}"/><text class="text" x="${left + 6}" y="${(y(limit) - 5).toFixed(1)}">1.5 GiB</text>`,
    isTime
      ? `<path class="linear" d="M${points[0].join(' ')}L${x(last.rows).toFixed(1)} ${y((values[0].value * last.rows) / values[0].rows).toFixed(1)}"/>`
      : '',
    `<path class="line" d="M${points.map((point) => point.join(' ')).join('L')}"/>`,
    ...points.map(
      ([cx, cy], at) =>
        `<circle class="dot" cx="${cx}" cy="${cy}" r="4"/><text class="value" x="${cx}" y="${Number(cy) - 9}" text-anchor="${anchor(at)}">${figure(values[at].value)}</text>`,
    ),
  ].join('\n');
}

/** The powers of ten around values; at least one decade. */
function decades(values) {
  const low = 10 ** Math.floor(Math.log10(Math.min(...values)));
  const high = 10 ** Math.ceil(Math.log10(Math.max(...values)));
  return [low, high > low ? high : low * 10];
}
