/**
 * Access to the JVM, the C library and the operating system.
 *
 * <p>Imports no other package of the hub. Start at {@link io.votehub.jvm.SystemProperties}.
 */
package io.votehub.jvm;
