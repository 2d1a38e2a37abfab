/**
 * JSON text (RFC 8259) to plain Java values and back.
 *
 * <p>In: text of clients, presenters and stores. Out: maps, lists, strings, booleans, whole numbers
 * and exact decimals, and the other way round. Imports the JDK and Jackson's streaming core alone.
 * Start at {@link io.votehub.json.Json}.
 */
package io.votehub.json;
