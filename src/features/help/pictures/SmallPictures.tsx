import { useTranslation } from 'react-i18next';
import { Missed, Picture, Row, Tick, Word } from './Picture';
import styles from './Picture.module.css';

/** What a score is made of, as bars that add up. */
export function ScorePicture() {
  const { t } = useTranslation();
  return (
    <Picture
      title={t('tour.topics.score.title')}
      summary={t('tour.topics.score.picture')}
      width={320}
      height={104}
      legend={[
        { swatch: 'filled', name: t('tour.topics.score.for') },
        { swatch: 'wrong', name: t('tour.topics.score.against') },
        { swatch: 'pale', name: t('tour.topics.score.sum') },
      ]}
    >
      <Row x={10} y={6} width={150} look="filled" />
      <Row x={160} y={30} width={100} look="filled" />
      <Row x={220} y={54} width={40} look="wrong" />
      <Row x={10} y={82} width={210} look="pale" />
      <path className={styles.cut} d="M160 20v10M260 44v10M220 68v14" />
      <Word x={168} y={18}>
        +
      </Word>
      <Word x={268} y={42}>
        +
      </Word>
      <Word x={268} y={66}>
        −
      </Word>
      <Word x={228} y={94}>
        0.70
      </Word>
    </Picture>
  );
}

/** A row and its ranked candidates, and how far down they are shown. */
export function CandidatesPicture() {
  const { t } = useTranslation();
  return (
    <Picture
      title={t('tour.topics.candidates.title')}
      summary={t('tour.topics.candidates.picture')}
      width={320}
      height={126}
      legend={[
        { swatch: 'pale', name: t('tour.topics.candidates.shown') },
        { swatch: 'empty', name: t('tour.topics.candidates.hidden') },
        { swatch: 'good', name: t('tour.topics.candidates.true') },
      ]}
    >
      <Row x={10} y={4} width={90} />
      {[0, 1, 2, 3, 4].map((place) => (
        <g key={place}>
          <path
            className={styles.link}
            d={`M100 11C130 11 130 ${11 + place * 24} 160 ${11 + place * 24}`}
            opacity={place < 3 ? 1 : 0.35}
          />
          <Word x={172} y={15 + place * 24} anchor="middle">
            {String(place + 1)}
          </Word>
          <Row x={184} y={4 + place * 24} width={100 - place * 10} look={place < 3 ? 'pale' : 'empty'} />
        </g>
      ))}
      <path className={styles.cut} d="M160 72H300" />
      <Tick x={300} y={83} />
    </Picture>
  );
}

/** Where the partner is: in the other table but not among the candidates, or nowhere. */
export function NonePicture() {
  const { t } = useTranslation();
  const table = (x: number) => (
    <>
      <rect className={styles.frame} x={x} y="4" width="120" height="112" rx="5" />
      <rect className={styles.pale} x={x + 6} y="9" width="108" height="56" rx="4" />
      {[0, 1, 2, 3, 4, 5].map((row) => (
        <Row key={row} x={x + 12} y={13 + row * 17} width={80 - (row % 3) * 8} />
      ))}
    </>
  );
  return (
    <Picture
      title={t('tour.topics.none.title')}
      summary={t('tour.topics.none.picture')}
      width={320}
      height={152}
      legend={[
        { swatch: 'pale', name: t('tour.topics.none.shown') },
        { swatch: 'good', name: t('tour.topics.candidates.true') },
        { swatch: 'missed', name: t('tour.topics.none.nowhere') },
      ]}
    >
      {table(20)}
      <Tick x={128} y={88} />
      {table(180)}
      <Missed x={262} y={134} />
      <Word x={80} y={138} anchor="middle">
        1
      </Word>
      <Word x={240} y={138} anchor="middle">
        2
      </Word>
    </Picture>
  );
}

/** Rows of one cluster, the cells that are kept of them, and a row that does not belong. */
export function GoldenPicture() {
  const { t } = useTranslation();
  const kept = [2, 0, 1];
  return (
    <Picture
      title={t('tour.topics.golden.title')}
      summary={t('tour.topics.golden.picture')}
      width={320}
      height={132}
      legend={[
        { swatch: 'filled', name: t('tour.topics.golden.kept') },
        { swatch: 'pale', name: t('tour.topics.golden.record') },
        { swatch: 'wrong', name: t('tour.topics.golden.stranger') },
      ]}
    >
      <rect className={styles.frame} x="8" y="4" width="222" height="72" rx="6" />
      {[0, 1, 2].map((row) =>
        [0, 1, 2].map((cell) => (
          <Row
            key={`${row} ${cell}`}
            x={16 + cell * 70}
            y={12 + row * 21}
            width={62}
            look={kept[cell] === row ? 'filled' : 'empty'}
          />
        )),
      )}
      {[0, 1, 2].map((cell) => (
        <g key={cell}>
          <path className={styles.link} d={`M${47 + cell * 70} 78V100`} />
          <Row x={16 + cell * 70} y={104} width={62} look="pale" />
        </g>
      ))}
      <Row x={250} y={33} width={62} look="wrong" />
      <path className={styles.cut} d="M240 8V74" />
    </Picture>
  );
}

/** The same candidates with their scores, and as blind mode shows them. */
export function BlindPicture() {
  const { t } = useTranslation();
  const seen = [90, 70, 40];
  const shuffled = [70, 40, 90];
  return (
    <Picture
      title={t('tour.topics.blind.title')}
      summary={t('tour.topics.blind.picture')}
      width={320}
      height={92}
      legend={[
        { swatch: 'filled', name: t('tour.topics.blind.score') },
        { swatch: 'pale', name: t('tour.topics.blind.candidate') },
      ]}
    >
      <rect className={styles.frame} x="6" y="4" width="144" height="84" rx="5" />
      {seen.map((width, place) => (
        <g key={width}>
          <Row x={14} y={14 + place * 25} width={64} look="pale" />
          <rect className={styles.filled} x="86" y={18 + place * 25} width={width * 0.6} height="6" rx="3" />
        </g>
      ))}
      <path className={styles.cut} d="M160 4V88" />
      <rect className={styles.frame} x="170" y="4" width="144" height="84" rx="5" />
      {shuffled.map((width, place) => (
        <Row key={width} x={178} y={14 + place * 25} width={64} look="pale" />
      ))}
      <Word x={286} y={52} anchor="middle">
        ?
      </Word>
    </Picture>
  );
}

/** The candidates of a row before and after a training: the right partner moves to the first place. */
export function TuningPicture() {
  const { t } = useTranslation();
  const list = (x: number, trueAt: number, name: string) => (
    <>
      <Word x={x} y={12}>
        {name}
      </Word>
      {[0, 1, 2].map((place) => (
        <g key={place}>
          <Word x={x} y={36 + place * 24}>
            {String(place + 1)}
          </Word>
          <Row x={x + 14} y={25 + place * 24} width={86 - place * 10} look={place === trueAt ? 'filled' : 'pale'} />
          {place === trueAt ? <Tick x={x + 116 - place * 10} y={32 + place * 24} /> : null}
        </g>
      ))}
    </>
  );
  return (
    <Picture
      title={t('tour.topics.tuning.title')}
      summary={t('tour.topics.tuning.picture')}
      width={320}
      height={98}
      legend={[{ swatch: 'good', name: t('tour.topics.tuning.true') }]}
    >
      {list(10, 2, t('tour.topics.tuning.before'))}
      <path className={styles.cut} d="M160 8V94" />
      {list(178, 0, t('tour.topics.tuning.after'))}
    </Picture>
  );
}
