/** Who may use which file, in words for operators. Imports only the JDK. */
package io.votehub.files;
