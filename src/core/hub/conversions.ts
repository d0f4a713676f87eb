/** Accounts of the public hub that convert models of others to ONNX, under the same name or one with `-ONNX` behind. */
const CONVERTERS = ['Xenova', 'onnx-community'] as const;

/**
 * Where else a model may be found as ONNX, the likeliest first: nobody was asked whether they are there.
 *
 * @param repository `owner/name` that has no ONNX file
 */
export function likelyConversions(repository: string): readonly string[] {
  const [owner, name = ''] = repository.split('/');
  const stem = name.replace(/-ONNX$/iu, '');
  return [`${CONVERTERS[0]}/${stem}`, `${CONVERTERS[1]}/${stem}-ONNX`, `${CONVERTERS[1]}/${stem}`].filter(
    (candidate) => candidate.toLowerCase() !== `${owner}/${name}`.toLowerCase(),
  );
}
