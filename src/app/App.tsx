import { useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Route, Switch, useLocation } from 'wouter';
import { AliasesPage } from '../features/aliases/AliasesPage';
import { AliasSetUp } from '../features/aliases/AliasSetUp';
import { TeachDialog } from '../features/aliases/TeachDialog';
import { CapabilitiesPage } from '../features/capabilities/CapabilitiesPage';
import { LettersNote } from '../features/capabilities/LettersNote';
import { ChainPage } from '../features/chains/ChainPage';
import { ComparedChecks } from '../features/checks/ComparedChecks';
import { FileChecks } from '../features/checks/FileChecks';
import { ClassifyPage } from '../features/classify/ClassifyPage';
import { CleaningSection } from '../features/cleaning/CleaningSection';
import { ClustersPage } from '../features/clusters/ClustersPage';
import { CLUSTER_COMMANDS, type ClusterCommandId } from '../features/clusters/commands';
import { SetUpPage } from '../features/columns/SetUpPage';
import { AdapterDrift } from '../features/drift/AdapterDrift';
import { RecipeDrift } from '../features/drift/RecipeDrift';
import { EvaluatePage } from '../features/evaluate/EvaluatePage';
import { ReportPanel } from '../features/evaluate/ReportPanel';
import { ClusterExportPage } from '../features/export/ClusterExportPage';
import { ExportPage } from '../features/export/ExportPage';
import { FilesPage } from '../features/files/FilesPage';
import { HelpDialog } from '../features/help/HelpDialog';
import { HelpShelfProvider } from '../features/help/HelpShelfProvider';
import { EmbeddingSection } from '../features/llm/EmbeddingSection';
import { JudgementNote } from '../features/llm/JudgementNote';
import { JudgePanel } from '../features/llm/JudgePanel';
import { LlmProvider } from '../features/llm/LlmProvider';
import { TransformSection } from '../features/llm/TransformSection';
import { WithdrawButton } from '../features/llm/WithdrawButton';
import { WithSaid } from '../features/llm/WithSaid';
import { MapPage } from '../features/map/MapPage';
import { RunPanel } from '../features/matching/RunPanel';
import { AdaptersSection } from '../features/models/adapters/AdaptersSection';
import { MissingAdapter } from '../features/models/adapters/MissingAdapter';
import { HubSection } from '../features/models/hub/HubSection';
import { MissingModel } from '../features/models/own/MissingModel';
import { ModelsPage } from '../features/models/own/ModelsPage';
import { ModelField } from '../features/models/picker/ModelField';
import { ModelHint } from '../features/models/picker/ModelHint';
import { OfflineSection } from '../features/offline/OfflineSection';
import { UpdateNotice } from '../features/offline/UpdateNotice';
import { AuditLog } from '../features/projects/AuditLog';
import { MergeFileDialog } from '../features/projects/MergeFileDialog';
import { MergePanel } from '../features/projects/MergePanel';
import { PassphraseDialog } from '../features/projects/PassphraseDialog';
import { RecentProjects } from '../features/projects/RecentProjects';
import { ReviewerName } from '../features/projects/ReviewerName';
import { SaveProject } from '../features/projects/SaveProject';
import { ProofPage } from '../features/proof/ProofPage';
import { RecipeBanner } from '../features/recipe/RecipeBanner';
import { RecipePanel } from '../features/recipe/RecipePanel';
import { RerankField } from '../features/rerank/RerankField';
import { RerankSection } from '../features/rerank/RerankSection';
import { COMMANDS, type CommandId } from '../features/review/decide/commands';
import { ReviewPage } from '../features/review/ReviewPage';
import type { AskedToTeach } from '../features/review/teaching';
import { SharingSection } from '../features/sharing/SharingSection';
import { UploadPanel } from '../features/sharing/UploadPanel';
import { SingleNote } from '../features/storage/SingleNote';
import { TourEntry } from '../features/tour/TourEntry';
import { TourGuide } from '../features/tour/TourGuide';
import { TourOffer } from '../features/tour/TourOffer';
import { useTour } from '../features/tour/use-tour';
import { TrainedHow } from '../features/tuning/TrainedHow';
import { TuningPage } from '../features/tuning/TuningPage';
import { WeakSpots } from '../features/weak-spots/WeakSpots';
import { WeakSpotsLink } from '../features/weak-spots/WeakSpotsLink';
import { EDITION } from '../session/edition';
import { useSession, useSessionState } from '../session/react';
import { useKeySettings } from '../ui/key-settings';
import { useDroppedFiles } from '../ui/use-dropped-files';
import styles from './App.module.css';
import { ErrorBoundary } from './ErrorBoundary';
import { closeHelp, openHelp, useHelpChapter } from './hash-location';
import { Notices } from './Notices';
import { PLACES, STEPS } from './steps';
import { TopBar } from './TopBar';
import { useKeptFocus } from './use-kept-focus';
import { useLeaveWarning } from './use-leave-warning';
import { useSaveKey } from './use-save-key';

const MODEL_CHOICE = {
  field: (isDisabled: boolean) => <ModelField isDisabled={isDisabled} />,
  hint: (isDisabled: boolean) => <ModelHint isDisabled={isDisabled} />,
  ranking: (isDisabled: boolean) => <RerankField isDisabled={isDisabled} />,
};

/** The shell and its four pages. */
export function App() {
  const { t } = useTranslation();
  const [path, navigate] = useLocation();
  const chapter = useHelpChapter();
  const { digitsAccept } = useKeySettings();
  const savedByKey = useSaveKey();
  const tour = useTour();
  const main = useRef<HTMLElement>(null);
  usePageChange(path, main);
  useKeptFocus();
  useLeaveWarning();
  const isWithin = useSessionState((state) => state.project?.settings.task === 'deduplicate');

  const session = useSession();
  /** After a project file was opened: to where its work goes on. */
  const goToWork = useCallback(() => {
    const { review, project, recipe } = session.state();
    if (recipe && recipe.project === project?.id && !recipe.isApplied) navigate('/');
    else if (review) navigate('/review');
    else if (project?.settings.task === 'deduplicate' && project.candidates) navigate('/clusters');
  }, [session, navigate]);

  const droppedElsewhere = useCallback(
    async (file: File) => {
      if (await session.takeAdapter(file)) return;
      if (await session.takeDropped(file)) goToWork();
    },
    [session, goToWork],
  );
  const page = (
    <HelpShelfProvider onOpen={openHelp}>
      <div className={styles.shell}>
        {OWN_DROPS.has(path) ? null : <DropTaker onFile={(file) => void droppedElsewhere(file)} />}
        <button type="button" className={styles.skip} onClick={() => main.current?.focus()}>
          {t('app.skip')}
        </button>
        <TopBar onHelp={() => openHelp()} withdraw={EDITION === 'connected' ? <WithdrawButton /> : null} />
        <main id="main" ref={main} tabIndex={-1} className={styles.main}>
          <ErrorBoundary of={path}>
            <Switch>
              <Route path="/">
                <FilesPage
                  recipe={<RecipeBanner drift={<RecipeDrift />} />}
                  recent={
                    <>
                      <SingleNote />
                      <RecentProjects />
                    </>
                  }
                  checksOf={(side) => <FileChecks side={side} />}
                  offer={<TourOffer tour={tour} />}
                  offline={EDITION === 'single' ? null : <OfflineSection />}
                  onOpened={goToWork}
                />
              </Route>
              <Route path="/set-up">
                <SetUpPage
                  progress={
                    <>
                      <LettersNote isLinked />
                      <MissingModel isShort />
                      <MissingAdapter />
                      <AdapterDrift />
                      <RunPanel onPreview={() => navigate('/review')} />
                    </>
                  }
                  cleaning={
                    <>
                      <CleaningSection />
                      <AliasSetUp />
                      {EDITION === 'connected' ? (
                        <>
                          <TransformSection />
                          <EmbeddingSection />
                        </>
                      ) : null}
                    </>
                  }
                  checks={
                    <>
                      <ComparedChecks />
                      <WeakSpotsLink />
                    </>
                  }
                  models={MODEL_CHOICE}
                />
              </Route>
              <Route path="/review">
                {EDITION === 'connected' ? (
                  <WithSaid>
                    {(said) => (
                      <ReviewPage
                        progress={<RunPanel />}
                        teaching={teach}
                        onHelp={openKeys}
                        reviewerName={<ReviewerName />}
                        judging={(now) => <JudgePanel now={now} />}
                        judgementOf={(left, right) => <JudgementNote left={left} right={right} />}
                        said={said}
                      />
                    )}
                  </WithSaid>
                ) : (
                  <ReviewPage progress={<RunPanel />} teaching={teach} onHelp={openKeys} reviewerName={<ReviewerName />} />
                )}
              </Route>
              <Route path="/clusters">
                <ClustersPage progress={<RunPanel />} onHelp={openKeys} reviewerName={<ReviewerName />} />
              </Route>
              <Route path="/chain">
                <ChainPage />
              </Route>
              <Route path="/export">
                {isWithin ? (
                  <ClusterExportPage
                    project={
                      <>
                        <SaveProject />
                        <RecipePanel />
                        <ReportPanel />
                        <MergePanel />
                        <AuditLog />
                      </>
                    }
                  />
                ) : (
                  <ExportPage
                    project={
                      <>
                        <SaveProject />
                        <RecipePanel />
                        <ReportPanel />
                        <AuditLog />
                        <MergePanel />
                      </>
                    }
                  />
                )}
              </Route>
              <Route path="/aliases">
                <AliasesPage progress={<RunPanel />} />
              </Route>
              <Route path="/map">
                <MapPage />
              </Route>
              <Route path="/proof">
                <ProofPage />
              </Route>
              <Route path="/capabilities">
                <CapabilitiesPage version={__VERSION__} />
              </Route>
              <Route path="/models">
                <ModelsPage hub={EDITION === 'connected' ? <HubSection /> : null} />
              </Route>
              <Route path="/tune">
                <TuningPage
                  adapters={<AdaptersSection more={(adapter) => <TrainedHow adapter={adapter} />} />}
                  weakSpots={<WeakSpots />}
                  rerank={<RerankSection />}
                  sharing={
                    <SharingSection upload={EDITION === 'connected' ? (share) => <UploadPanel share={share} /> : undefined} />
                  }
                />
              </Route>
              <Route path="/classify">
                <ClassifyPage model={MODEL_CHOICE.field} />
              </Route>
              <Route path="/evaluate">
                <EvaluatePage />
              </Route>
              <Route>
                <div className={styles.crash}>
                  <h1>{t('app.notFound')}</h1>
                  <Link href="/">{t('app.toFiles')}</Link>
                </div>
              </Route>
            </Switch>
          </ErrorBoundary>
        </main>
        <TourGuide tour={tour} />
        <Notices>
          {savedByKey}
          <UpdateNotice />
        </Notices>
        <PassphraseDialog onOpened={goToWork} />
        <MergeFileDialog
          onMerged={(differing) => navigate(isWithin ? '/clusters' : differing > 0 ? '/review?status=differs' : '/review')}
          onOpened={goToWork}
        />
        {chapter === null ? null : (
          <HelpDialog
            chapter={chapter}
            tour={
              <>
                <TourEntry tour={tour} onEnter={closeHelp} />
                <p>
                  <Link href="/capabilities">{t('capabilities.title')}</Link>
                </p>
                <p>
                  <Link href="/models">{t('ownModels.title')}</Link>
                </p>
                <p>
                  <Link href="/aliases">{t('aliases.title')}</Link>
                </p>
                <p>
                  <Link href="/tune">{t('tuning.title')}</Link>
                </p>
                <p>
                  <Link href="/classify">{t('classifying.title')}</Link>
                </p>
              </>
            }
            review={COMMANDS.map((command) => ({
              ...command,
              does: t(command.id === 'pick' && !digitsAccept ? 'help.pickOnly' : `help.actions.${command.id}`),
            }))}
            clusters={CLUSTER_COMMANDS.map((command) => ({
              ...command,
              does: isShared(command.id) ? t(`help.actions.${command.id}`) : t(`help.clusterActions.${command.id}`),
            }))}
            onClose={closeHelp}
          />
        )}
      </div>
    </HelpShelfProvider>
  );
  return EDITION === 'connected' ? <LlmProvider>{page}</LlmProvider> : page;
}

const teach = (asked: AskedToTeach) => <TeachDialog {...asked} />;

const openKeys = (): void => openHelp('keys');

type SharedId = ClusterCommandId & CommandId;
const SHARED: ReadonlySet<string> = new Set(COMMANDS.map(({ id }) => id));
const isShared = (id: ClusterCommandId): id is SharedId => SHARED.has(id);

/** Pages that take dropped files themselves. */
const OWN_DROPS: ReadonlySet<string> = new Set(['/', '/evaluate', '/chain', '/models', '/classify']);

/** A browser shows a file that is dropped on a page which does not take it, and leaves the page for it. */
function DropTaker({ onFile }: { readonly onFile: (file: File) => void }) {
  useDroppedFiles(([file]) => {
    if (file) onFile(file);
  });
  return null;
}

/** On another page: its name in the title of the window, and focus at its start, as a loaded page would have it. */
function usePageChange(path: string, main: React.RefObject<HTMLElement | null>): void {
  const { t } = useTranslation();
  const shown = useRef(path);
  useEffect(() => {
    const step = STEPS.find((candidate) => candidate.path === path);
    const place = PLACES.find((candidate) => candidate.path === path);
    const placeName =
      place?.name === 'proof' && EDITION === 'connected' ? t('proof.titleConnected') : place && t(`places.${place.name}`);
    const page = placeName ?? (step && path !== '/' ? t(`steps.${step.name}`) : null);
    const name = EDITION === 'connected' ? t('connected.name') : t('app.name');
    document.title = page === null ? name : t('app.pageTitle', { page, name });
    if (shown.current === path) return;
    shown.current = path;
    main.current?.focus({ preventScroll: true });
    main.current?.scrollTo(0, 0);
  }, [path, main, t]);
}
