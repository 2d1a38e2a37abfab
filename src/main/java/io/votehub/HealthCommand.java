package io.votehub;

import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.votehub.config.Config;
import io.votehub.config.ConfigException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.concurrent.Callable;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/**
 * {@code votehub health}: asks the hub that runs here by the same settings, for supervisors that
 * have nothing else to ask with, such as a container's health check. Ends with 0 if the hub takes
 * traffic, with 1 if it does not or cannot be asked. A hub whose port is 0 cannot be found.
 */
@Command(
    name = "health",
    mixinStandardHelpOptions = true,
    description = "Exits with 0 if the local hub is ready for traffic, else with 1.")
final class HealthCommand implements Callable<Integer> {
  private static final int TIMEOUT_MS = 4000;

  @ParentCommand private Votehub votehub;

  @Override
  public Integer call() {
    try {
      Config settings = votehub.settings();
      int status = ask(URI.create(address(settings)));
      if (status == HttpURLConnection.HTTP_OK) {
        return CommandLine.ExitCode.OK;
      }
      System.err.println("The hub is not ready: HTTP " + status);
    } catch (ConfigException fault) {
      System.err.println(fault.getMessage());
    } catch (IOException fault) {
      System.err.println("The hub cannot be reached: " + fault.getMessage());
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static String address(Config settings) throws IOException {
    boolean apart = settings.managementPort().isPresent();
    int port = settings.managementPort().orElse(settings.http().port());
    InetAddress listening =
        InetAddress.getByName(apart ? settings.managementHost() : settings.http().host());
    InetAddress own = listening.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : listening;
    String host = own.getHostAddress();
    return (apart || settings.http().tls().isEmpty() ? "http://" : "https://")
        + (host.contains(":") ? "[" + host + "]" : host)
        + ":"
        + port
        + "/health/ready";
  }

  private static int ask(URI address) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
    connection.setConnectTimeout(TIMEOUT_MS);
    connection.setReadTimeout(TIMEOUT_MS);
    if (connection instanceof HttpsURLConnection tls) {
      acceptAnyCertificate(tls);
    }
    try {
      return connection.getResponseCode();
    } finally {
      connection.disconnect();
    }
  }

  /**
   * The certificate is for the public name and not for this machine, and a hub is to be restarted
   * neither for an expired nor for a self-signed one. Nothing secret is sent.
   */
  private static void acceptAnyCertificate(HttpsURLConnection connection) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
      connection.setSSLSocketFactory(context.getSocketFactory());
      connection.setHostnameVerifier((host, session) -> true);
    } catch (GeneralSecurityException fault) {
      throw new IOException("This JVM has no TLS", fault);
    }
  }
}
