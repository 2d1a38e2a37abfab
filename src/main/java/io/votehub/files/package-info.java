/**
 * Who may use which file, in words for operators, and how much space their disk has. Imports only
 * the JDK.
 */
package io.votehub.files;
