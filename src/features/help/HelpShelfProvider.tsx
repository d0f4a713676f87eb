import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type HelpShelf, HelpShelfContext, type HelpTopic } from '../../ui/help-topics';
import { TopicText } from './TopicText';

/** Gives the marks on all screens what they explain. */
export function HelpShelfProvider(props: { readonly onOpen: (topic: HelpTopic) => void; readonly children: ReactNode }) {
  const { t } = useTranslation();
  const { onOpen } = props;
  const shelf = useMemo(
    (): HelpShelf => ({
      titleOf: (topic) => t(`tour.topics.${topic}.title`),
      contentOf: (topic) => <TopicText topic={topic} />,
      open: onOpen,
    }),
    [t, onOpen],
  );
  return <HelpShelfContext value={shelf}>{props.children}</HelpShelfContext>;
}
