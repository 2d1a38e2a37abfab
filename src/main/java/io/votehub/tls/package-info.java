/**
 * The certificate with which the hub itself serves TLS.
 *
 * <p>In: a certificate chain and its private key in PEM files. Out: options for Vert.x's server,
 * again each time the files change; log lines and metrics about expiry and about files that cannot
 * be used. Imports nothing of the hub. Start at {@link io.votehub.tls.CertificateReloader}.
 */
package io.votehub.tls;
