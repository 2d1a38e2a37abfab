/** The entry of the big screen's page. The presenter's page loads screen.js itself: see presenter/single-window-screen.js. */
import './screen.js';
