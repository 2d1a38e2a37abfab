/** Saves pictures of results as files, for the presenter's page and the report, which load this when it is asked for. */
import '../i18n/report.js';
import { t } from '../i18n/index.js';
import { formatCode } from '../hub/room-code.js';
import { saveBlob } from '../presenter/download.js';
import { formatMoment } from '../report/format-moment.js';
import { pictureDocument, pngOf, svgBlob } from './picture-file.js';

export { isPictureReady, leaderboardPicture, pollPicture, questionsPicture } from './poll-picture.js';

/**
 * Saves a picture.
 *
 * @param {object} picture see poll-picture.js
 * @param {{title: string, room: {code: string, title: string}, votes: string, at: number, name: string}} about `votes` is how many took part, as
 *     text, `at` what the numbers are as of, `name` that of the file without its ending
 * @param {'image/png'|'image/svg+xml'} type
 */
export async function savePicture(picture, { title, room, votes, at, name }, type) {
  const source = t('report.source', { room: room.title || formatCode(room.code), votes, when: formatMoment(at), address: `${location.host}/r/${room.code}` });
  const made = pictureDocument(picture, { title, source });
  saveBlob(type === 'image/png' ? await pngOf(made) : svgBlob(made), name, type);
}
