import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../ui/format';
import { Picture, Word } from './Picture';
import styles from './Picture.module.css';
import { DIFFERENT, heightAt, pairsBetween, partOf, SAME } from './two-hills';

const GROUND = 120;
const TOP = heightAt(DIFFERENT, DIFFERENT.mean);
const x = (score: number): number => 10 + score * 300;
const y = (height: number): number => GROUND - (height / TOP) * 100;

/** The ends of the slider's way lie under the ends of the scale: its thumb is 16 px wide. */
const SLIDER_PLACE = { marginInlineStart: 'calc(3.125% - 8px)', width: 'calc(93.75% + 16px)' };

/** Two hills of pairs and a line between them that can be moved: what is linked wrongly, and what is missed. */
export function ThresholdPicture() {
  const { t } = useTranslation();
  const { number, score } = useFormats();
  const [line, setLine] = useState(0.55);
  const wrong = number(pairsBetween(DIFFERENT, line, 1));
  const missed = number(pairsBetween(SAME, 0, line));
  const told = `${t('tour.topics.threshold.wrong', { number: wrong })} · ${t('tour.topics.threshold.missed', { number: missed })}`;
  return (
    <Picture
      title={t('tour.topics.threshold.title')}
      summary={t('tour.topics.threshold.picture', { line: score(line), told })}
      width={320}
      height={140}
      legend={[
        { swatch: 'line', name: t('tour.topics.threshold.line', { line: score(line) }) },
        { swatch: 'solid', name: t('tour.topics.threshold.wrong', { number: wrong }) },
        { swatch: 'wrong', name: t('tour.topics.threshold.missed', { number: missed }) },
      ]}
      below={
        <label className={styles.slider}>
          {t('tour.topics.threshold.move')}
          <input
            type="range"
            min={0}
            max={1}
            step={0.01}
            value={line}
            style={SLIDER_PLACE}
            aria-valuetext={`${score(line)}: ${told}`}
            onChange={(event) => setLine(event.target.valueAsNumber)}
          />
        </label>
      }
    >
      <path className={styles.missedArea} d={partOf(SAME, [0, line], x, y)} />
      <path className={styles.wrongArea} d={partOf(DIFFERENT, [line, 1], x, y)} />
      <path className={styles.hill} d={partOf(DIFFERENT, [0, 1], x, y)} />
      <path className={styles.hill} d={partOf(SAME, [0, 1], x, y)} />
      <path className={styles.line} d={`M${x(line)} 6V${GROUND + 4}`} />
      {[0, 0.5, 1].map((tick) => (
        <Word key={tick} x={x(tick)} y={GROUND + 16} anchor="middle">
          {score(tick)}
        </Word>
      ))}
      <Word x={x(DIFFERENT.mean)} y={GROUND - 40} anchor="middle">
        ≠
      </Word>
      <Word x={x(SAME.mean)} y={GROUND - 30} anchor="middle">
        =
      </Word>
    </Picture>
  );
}
