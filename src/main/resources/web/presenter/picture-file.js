/**
 * Turns what a browser can show into what the hub takes: a JPEG or PNG of at most 1,600 pixels, upright and in sRGB. That is small enough for
 * the network of a conference hotel. Rejects with an error whose message is for people.
 */
import { t } from '../i18n/index.js';

const MAX_SIDE = 1600;
const MAX_BYTES = 5 * 1024 * 1024;
const QUALITY = 0.92;

export async function pictureBlob(file) {
  const bitmap = await decoded(file);
  try {
    const scale = Math.min(1, MAX_SIDE / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(bitmap.width * scale));
    canvas.height = Math.max(1, Math.round(bitmap.height * scale));
    const context = canvas.getContext('2d');
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    // Other formats than JPEG may be transparent, or drawings.
    const png = /jpe?g|hei[cf]/.test(file.type) ? null : await toBlob(canvas, 'image/png');
    return png && png.size <= MAX_BYTES ? png : await toBlob(canvas, 'image/jpeg');
  } finally {
    bitmap.close();
  }
}

async function decoded(file) {
  if (/svg/.test(file.type)) throw new Error(t('picture.svg'));
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    throw new Error(t('picture.unreadable'));
  }
}

function toBlob(canvas, type) {
  return new Promise((done, fail) => canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error(t('picture.unreadable')))), type, QUALITY));
}
