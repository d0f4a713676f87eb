/** How candidates were found: written down when it happened, and kept with them. */
export interface RunRecord {
  /** When it began; ISO 8601, UTC. */
  readonly at: string;
  /** From the press of the button to the candidates. */
  readonly seconds: number;
  /** What made the vectors; null where letters alone were compared. */
  readonly encoding: {
    readonly device: 'wasm' | 'webgpu';
    /** `own`: the kernel of this program, `onnx`: ONNX Runtime; null where all vectors were there already. */
    readonly kernel: 'own' | 'onnx' | null;
    /** Workers of one thread each. */
    readonly workers: number;
    /** Distinct texts, and those whose vectors were made in this run; the others were kept from earlier ones. */
    readonly texts: number;
    readonly made: number;
    /** Why WebGPU was not used, or not to the end; null where it was or was not expected. */
    readonly refusal: string | null;
  } | null;
  /** Name and version, such as `Firefox 145`. */
  readonly browser: string;
  /** Such as `Linux x86_64`. */
  readonly platform: string;
  /** Processor cores that the browser tells of. */
  readonly cores: number;
}

/** Browsers by the sign in their user agent, the first that is there: most name others as well. */
const BROWSERS = [
  ['Edge', /Edg\/(\d+)/u],
  ['Opera', /OPR\/(\d+)/u],
  ['Firefox', /Firefox\/(\d+)/u],
  ['Chrome or Chromium', /Chrome\/(\d+)/u],
  ['Safari', /Version\/(\d+(?:\.\d+)?).*Safari/u],
] as const;

/** Name and version of a browser out of its user agent; the whole of it where it is not known. */
export function browserName(userAgent: string): string {
  for (const [name, sign] of BROWSERS) {
    const version = sign.exec(userAgent)?.[1];
    if (version) return `${name} ${version}`;
  }
  return userAgent;
}
