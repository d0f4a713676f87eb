/** What style sheets may say of a drawing; the rest is in its attributes. */
const PROPERTIES = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'paint-order',
] as const;

/** A part of the coordinate system of a drawing. */
export interface DrawnArea {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A chart as a file that stands alone: as it looks now, on the ground it stands on. @param area what of it, if not what is in view */
export function svgFile(chart: SVGSVGElement, area: DrawnArea = chart.viewBox.baseVal): Blob {
  const copy = chart.cloneNode(true) as SVGSVGElement;
  const drawn = [chart, ...chart.querySelectorAll('*')];
  for (const [at, element] of [copy, ...copy.querySelectorAll('*')].entries()) {
    const style = getComputedStyle(drawn[at]!);
    for (const property of PROPERTIES) element.setAttribute(property, style.getPropertyValue(property));
    element.removeAttribute('class');
  }
  const { x, y, width, height } = area;
  const ground = document.createElementNS(SVG, 'rect');
  for (const [name, value] of Object.entries({ x, y, width, height, fill: groundOf(chart) }))
    ground.setAttribute(name, String(value));
  copy.prepend(ground);
  copy.setAttribute('xmlns', SVG);
  copy.setAttribute('viewBox', `${x} ${y} ${width} ${height}`);
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  return new Blob([new XMLSerializer().serializeToString(copy)], { type: 'image/svg+xml' });
}

/** The same as pixels, three to a unit of the drawing: sharp in print at 12 cm. */
export function pngFile(chart: SVGSVGElement, area: DrawnArea = chart.viewBox.baseVal): Promise<Blob> {
  return pictureOf(svgFile(chart, area), area, PIXELS);
}

/** A drawing of this size as pixels. */
export async function pictureOf(drawing: Blob, size: Pick<DrawnArea, 'width' | 'height'>, pixels = 2): Promise<Blob> {
  const { width, height } = size;
  const address = URL.createObjectURL(drawing);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = width * pixels;
    canvas.height = height * pixels;
    canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png');
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}

const SVG = 'http://www.w3.org/2000/svg';
const PIXELS = 3;

/** The colour behind an element. */
function groundOf(element: Element): string {
  for (let at: Element | null = element; at; at = at.parentElement) {
    const { backgroundColor } = getComputedStyle(at);
    if (backgroundColor !== 'rgba(0, 0, 0, 0)') return backgroundColor;
  }
  return getComputedStyle(document.documentElement).getPropertyValue('color-scheme') === 'dark' ? 'black' : 'white';
}
