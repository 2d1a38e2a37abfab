/**
 * Conversion between JSON text (RFC 8259) and plain Java values.
 *
 * <p>In: text of clients, presenters and stores. Out: maps, lists, strings, booleans, whole numbers
 * and exact decimals. Imports only the JDK and Jackson's streaming core. Start at {@link
 * io.votehub.json.Json}.
 */
package io.votehub.json;
