import { useTranslation } from 'react-i18next';
import styles from './ModelsPage.module.css';

const SET_UP = `python -m venv export
. export/bin/activate
pip install "sentence-transformers[onnx]"`;
const EXPORT = `python - <<'END'
from sentence_transformers import SentenceTransformer, export_dynamic_quantized_onnx_model
name = "sentence-transformers/all-MiniLM-L6-v2"
model = SentenceTransformer(name, backend="onnx")
model.save_pretrained("my-model")
export_dynamic_quantized_onnx_model(model, "avx2", "my-model")
END
cd my-model && find . -type f ! -name SHA256SUMS -exec sha256sum {} + > SHA256SUMS`;

/** How a folder is made on a computer with a network, for whoever cannot look into the documents. */
export function HowToMake() {
  const { t } = useTranslation();
  return (
    <details className={styles.how}>
      <summary>{t('ownModels.how.title')}</summary>
      <p>{t('ownModels.how.lead')}</p>
      <Command text={SET_UP} label={t('ownModels.how.setUp')} />
      <Command text={EXPORT} label={t('ownModels.how.export')} />
      <p>{t('ownModels.how.carry')}</p>
      <p>{t('ownModels.how.offline')}</p>
    </details>
  );
}

function Command({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    <figure className={styles.command}>
      <figcaption>{label}</figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard. */}
      <pre tabIndex={0} dir="ltr">
        {text}
      </pre>
    </figure>
  );
}
