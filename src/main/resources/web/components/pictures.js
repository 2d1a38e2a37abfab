/** Pictures of questions and options. Their space is kept before they are loaded, and a phone loads the small form. */
import { html, nothing } from 'lit';
import { codeFromPath } from '../hub/room-code.js';
import { vars } from './css-vars.js';

/** The address of a picture of the page's room. */
export const pictureUrl = (id, small) => `/i/${id}?room=${codeFromPath(location.pathname)}${small ? '&width=640' : ''}`;

/** The picture of an option as a square, if it has one. */
export const optionPicture = ({ image, alt }, size) =>
  image ? html`<img src=${pictureUrl(image, true)} alt=${alt ?? ''} loading="lazy" width=${size} height=${size} />` : nothing;

/** The logo of a room, if it has one; its name is beside it. */
export const logoPicture = ({ logo, logoSize } = {}) =>
  logo ? html`<img class="logo" data-testid="logo" src=${pictureUrl(logo, true)} alt="" ${vars({ w: logoSize?.[0] || 1, h: logoSize?.[1] || 1 })} />` : nothing;

/** The picture of a question, if it has one; its styles are in picture-styles.js. */
export const questionPicture = ({ image, imageSize, alt }, small) =>
  image
    ? html`<img class="shown" data-testid="question-picture" src=${pictureUrl(image, small)} alt=${alt ?? ''} ${vars({ w: imageSize?.[0] || 4, h: imageSize?.[1] || 3 })} />`
    : nothing;
