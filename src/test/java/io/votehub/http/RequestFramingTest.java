package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A request that two programs could parse differently is answered with 400 or not at all, and its
 * connection is closed, so that no bytes after it are taken for a request.
 */
class RequestFramingTest {
  private static final String END = "\r\n\r\n";
  private static final String HIDDEN = "GET /api/v1/hidden HTTP/1.1\r\nHost: x\r\n\r\n";
  private static HttpKit hub;

  @BeforeAll
  static void start() {
    hub = new HttpKit();
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Transfer-Encoding: chunked, xchunked",
        "Transfer-Encoding: xchunked, chunked",
        "Transfer-Encoding: chunked, chunked",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: identity",
        "Transfer-Encoding: Xchunked",
        "Transfer-Encoding:\r\n chunked",
        "Transfer-Encoding: chunked\r\n , xchunked",
        "Transfer-Encoding : chunked",
        "Transfer-Encoding: \u000bchunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 5",
        "Content-Length: 5\r\nTransfer-Encoding: chunked",
        "Content-Length: 5\r\nContent-Length: 6",
        "Content-Length: 5\r\nContent-Length: 5",
        "Content-Length: 5, 5",
        "Content-Length: +5",
        "Content-Length: -5",
        "Content-Length: 0x5",
        "Content-Length: 5 5",
        "Content-Length:\r\n 5",
        "Content-Length: 5\r\n 0",
        "Content-Length: 99999999999999999999",
        "Content-Length : 5",
        "X-Other: a\rTransfer-Encoding: chunked",
        "X-Other: a\u0000b",
        "X Other: a",
        "Host: y",
      })
  void aBodyOfAmbiguousLengthIsRefused(String headers) throws IOException {
    assertRefused("POST /api/v1/rooms HTTP/1.1\r\nHost: x\r\n" + headers + END + "0\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10000000d\r\n",
        "ffffffffffffffff5\r\n",
        "-1\r\n",
        "0x5\r\n",
        "\r\n",
        "5 5\r\nhello\r\n",
        "5\nhello\n",
        "5\r\nhelloX\r\n",
        "5;a=\"\nhello\r\n",
        "g\r\n"
      })
  void aChunkOfAmbiguousLengthClosesTheConnection(String chunk) throws IOException {
    String head = "POST /api/v1/rooms HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked";
    assertRefused(head + END + chunk + "0\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST / HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 5",
        "POST / HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked",
        "GET / HTTP/1.1",
        "GET / HTTP/1.1\r\nHost: x\r\nHost: x",
        "GET / HTTP/1.1\r\nHost:",
        "GET / HTTP/1.1\r\nHost: x y",
        "GET / HTTP/1.1\r\nHost: x, y",
        "GET / HTTP/1.1\r\nHost: x/y",
        "GET / HTTP/1.1\r\nHost: x@y",
        "GET / HTTP/1.1\r\nHost: x\r\n y",
        "GET / HTTP/1.1\nHost: x",
        "GET /\u0001 HTTP/1.1\r\nHost: x",
        "GET / HTTP/9.9\r\nHost: x",
        "\u0016\u0003\u0001"
      })
  void aMalformedRequestHeadIsRefused(String head) throws IOException {
    assertRefused(head + END);
  }

  @Test
  void validRequestsShareOneConnection() throws IOException {
    String body = "5\r\n{\"tit\r\n9\r\nle\":\"ab\"}\r\n0\r\n\r\n";
    String post =
        "POST /api/v1/rooms HTTP/1.1\r\nHost: [::1]:8080\r\nContent-Type: application/json\r\n"
            + "Transfer-Encoding: chunked"
            + END
            + body;
    String last = "GET /api/v1/none HTTP/1.1\r\nHost: a.example\r\nConnection: close" + END;

    String answers = answers(post + HIDDEN + last);

    assertThat(answers.split("HTTP/1.1 ", -1)).hasSize(4);
    assertThat(answers).startsWith("HTTP/1.1 201 ");
  }

  private static void assertRefused(String request) throws IOException {
    String answers = answers(request + HIDDEN + HIDDEN);
    assertThat(answers.split("HTTP/[19].[019] ", -1).length - 1).as(answers).isLessThanOrEqualTo(1);
    if (!answers.isEmpty()) {
      assertThat(answers).containsPattern("^HTTP/[19].[019] (400|501) ");
    }
  }

  /** Everything answered until the hub closes the connection. */
  private static String answers(String requests) throws IOException {
    try (Socket socket = new Socket("localhost", hub.port)) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write(requests.getBytes(StandardCharsets.ISO_8859_1));
      StringBuilder read = new StringBuilder();
      byte[] buffer = new byte[8192];
      try {
        for (int n; (n = socket.getInputStream().read(buffer)) > 0; ) {
          read.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
        }
      } catch (SocketException reset) {
        // Reset while something was in transit: it is closed, too.
        return read.toString();
      }
      return read.toString();
    }
  }
}
