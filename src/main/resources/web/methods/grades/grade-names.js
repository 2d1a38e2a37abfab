/** The usual grades have a name in each language; those that a presenter wrote are shown as they are. */
import { has, t } from '../../i18n/index.js';

export const gradeName = (grade) => (has(`grade.${grade}`) ? t(`grade.${grade}`) : grade);
