/** The big screen as a page of its own. The presenter's page shows the same, beside the modules that it has already: see presenter/single-window-screen.js. */
import './screen.js';
