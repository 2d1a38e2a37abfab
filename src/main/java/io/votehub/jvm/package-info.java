/**
 * What the hub asks of the JVM, of the C library and of the operating system.
 *
 * <p>Imports nothing of the hub. Start at {@link io.votehub.jvm.SystemProperties}.
 */
package io.votehub.jvm;
