/**
 * What the hub says over HTTP: the calls of the contract under {@code /api/v1}, and the pages.
 *
 * <p>In: requests. Out: JSON, CSV, NDJSON, problem details (RFC 9457) and files. Imports {@code
 * poll}, {@code json}, {@code protocol}, {@code identity}, {@code memory}, {@code limit}, {@code
 * page} and {@code count}. One router is made for each event loop. Start at {@link
 * io.votehub.http.HttpRouter}.
 */
package io.votehub.http;
