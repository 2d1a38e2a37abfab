/**
 * The HTTP API of the contract under {@code /api/v1}, and the pages.
 *
 * <p>In: requests. Out: JSON, CSV, NDJSON, problem details (RFC 9457) and files. Imports {@code
 * bus}, {@code count}, {@code draft}, {@code fanout}, {@code identity}, {@code json}, {@code
 * limit}, {@code memory}, {@code method}, {@code page}, {@code poll}, {@code protocol} and {@code
 * room}, {@code logging} and {@code trace}. One router is created per event loop. Start reading at
 * {@link io.votehub.http.HttpRouter}.
 */
package io.votehub.http;
