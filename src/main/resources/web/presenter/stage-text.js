import { t } from '../i18n/index.js';
import { onStage } from '../screen/stage.js';

/** What the big screen shows, in words; '' while the stage is not known. */
export function stageText(stage, polls) {
  if (!stage) return '';
  const { shows, poll, pause } = onStage(stage, polls);
  return poll?.question ?? pause?.title ?? t(`remote.now.${shows}`);
}
