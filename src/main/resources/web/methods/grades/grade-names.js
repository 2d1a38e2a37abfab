/** The default grades are translated; a presenter's own grades are shown as they are. */
import { has, t } from '../../i18n/index.js';

export const gradeName = (grade) => (has(`grade.${grade}`) ? t(`grade.${grade}`) : grade);
