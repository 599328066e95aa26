import { t } from '../../../locales/translate.ts';
import { PageHead } from '../../app/PageHead.tsx';
import { ExtractionSection } from './triage-extraction.tsx';
import { MatrixSection } from './triage-matrix.tsx';
import { SuggestionSection } from './triage-suggestions.tsx';

/** What the desk makes of a message before anybody reads it. */
export function TriagePage() {
  return (
    <>
      <PageHead
        title={t('Triage')}
        lead={t(
          'What the desk reads out of messages and suggests by itself. It never overwrites what a person chose, and it always says why.',
        )}
      />
      <div className="flex flex-col gap-10">
        <SuggestionSection />
        <ExtractionSection />
        <MatrixSection />
      </div>
    </>
  );
}
