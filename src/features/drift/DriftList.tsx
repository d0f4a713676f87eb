import { useTranslation } from 'react-i18next';
import { DIGIT_ENDS, LENGTH_ENDS, SCRIPT_BINS, WORD_ENDS } from '../../core/drift/text-portrait';
import type { SideDrift } from '../../session/comparing-groups';
import { numberLocale, useFormats } from '../../ui/format';
import styles from './DriftList.module.css';

const MOST_SHOWN = 6;
/** ISO 15924 codes of the named bins. */
const SCRIPT_CODES: Readonly<Partial<Record<(typeof SCRIPT_BINS)[number], string>>> = {
  latin: 'Latn',
  cyrillic: 'Cyrl',
  greek: 'Grek',
  arabic: 'Arab',
  hebrew: 'Hebr',
  devanagari: 'Deva',
  hangul: 'Hang',
  thai: 'Thai',
  armenian: 'Armn',
  georgian: 'Geor',
};

/** What looks otherwise in these tables, in words; nothing where nothing does. */
export function DriftList({ drift, of }: { readonly drift: readonly SideDrift[]; readonly of: 'recipe' | 'adapter' }) {
  const { t, i18n } = useTranslation();
  const { number } = useFormats();
  if (drift.length === 0) return null;
  const share = new Intl.NumberFormat(numberLocale(i18n.language), { style: 'percent', maximumFractionDigits: 0 });
  const between = (ends: readonly number[], bin: number, shown: (value: number) => string, least: number): string => {
    const to = ends[bin];
    const from = bin === 0 ? least : ends[bin - 1]! + 1;
    if (to === undefined) return t('drift.andMore', { from: shown(from) });
    return from >= to ? shown(to) : t('drift.range', { from: shown(from), to: shown(to) });
  };
  const digits = (bin: number): string => {
    if (bin === 0) return share.format(0);
    if (bin === DIGIT_ENDS.length) return share.format(1);
    return t('drift.range', { from: share.format(DIGIT_ENDS[bin - 1]!), to: share.format(DIGIT_ENDS[bin]!) });
  };
  const script = (bin: number): string => {
    const name = SCRIPT_BINS[bin]!;
    const code = SCRIPT_CODES[name];
    if (code) return new Intl.DisplayNames([i18n.language], { type: 'script' }).of(code) ?? name;
    return t(`drift.scripts.${name as 'cjk' | 'other' | 'several' | 'none'}`);
  };
  const sentence = ({ trait, bin, before, now }: SideDrift): string => {
    const shares = { before: share.format(before), now: share.format(now) };
    switch (trait) {
      case 'filled':
        return t(bin === 0 ? 'drift.traits.empty' : 'drift.traits.filled', shares);
      case 'length':
        return t('drift.traits.length', { ...shares, range: between(LENGTH_ENDS, bin, number, 1) });
      case 'words-a-cell':
        return t('drift.traits.wordCount', { ...shares, range: between(WORD_ENDS, bin, number, 0) });
      case 'digits':
        return t('drift.traits.digits', { ...shares, range: digits(bin) });
      case 'script':
        return t('drift.traits.script', { ...shares, script: script(bin) });
      default:
        return t('drift.traits.words');
    }
  };
  return (
    <div className={styles.drift}>
      <p className={styles.head}>{t(`drift.title.${of}`)}</p>
      <ul>
        {drift.slice(0, MOST_SHOWN).map((finding) => (
          <li key={`${finding.side} ${finding.column} ${finding.trait}`}>
            {t(`drift.of.${finding.side}`, { column: finding.column })} {sentence(finding)}
            {finding.size === 'much' ? <strong> {t('drift.much')}</strong> : null}
          </li>
        ))}
      </ul>
      {drift.length > MOST_SHOWN ? <p>{t('drift.more', { count: drift.length - MOST_SHOWN })}</p> : null}
      <p className={styles.muted}>{t('drift.advice')}</p>
    </div>
  );
}
