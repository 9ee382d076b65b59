package dev.reveille.gateway;

import static dev.reveille.gateway.HostileBytes.bytes;
import static dev.reveille.gateway.HostileBytes.join;

/** Requests that an agent should not send. */
final class HostileRequests {
  private static final String[] SIZES = {
    "-1", "0x5", "FFFFFFFFFFFFFFFFFF", "7fffffff", "g", "", "5 5", "+3", "1\n2", "0;\r\nSmuggled: 1"
  };
  private static final String[] HEADERS = {
    "X-A: b\r\n folded: c",
    "X A: b",
    "X-A : b",
    ": b",
    "X-\u0000A: b",
    "X-A: \u0000",
    "X-A: \u00ff\u00fe",
    "Transfer-Encoding: xchunked",
    "Transfer-Encoding:\u000bchunked",
    "Content-Length: +5",
    "Content-Length: 5, 5",
    "Host: a\r\nHost: b",
    "Connection: x-case, authorization",
    "Expect: 200-ok",
    "Upgrade: h2c",
    "Content-Encoding: gzip",
    "x-portkey-config: {}",
    "X-A: b\rSmuggled: 1",
    "X-A: b\nX-B: c"
  };
  private static final String[] LINES = {
    "CONNECT 127.0.0.1:1 HTTP/1.1",
    "TRACE / HTTP/1.1",
    "PRI * HTTP/2.0",
    "GET /",
    "post / HTTP/1.1",
    "POST / HTTP/9.9",
    "\u0016\u0003\u0001\u0002",
    "OPTIONS * HTTP/1.1",
    "POST  / HTTP/1.1"
  };

  private final HostileBytes spoil;
  private final String path;
  private final String token;
  private final String otherToken;
  private final String headers;
  private final byte[] body;

  /**
   * @param path the good one
   * @param otherToken another run's, to be reached by no trick with one's own
   */
  HostileRequests(
      HostileBytes spoil, String path, String token, String otherToken, int number, byte[] body) {
    this.spoil = spoil;
    this.path = path;
    this.token = token;
    this.otherToken = otherToken;
    this.headers = "Host: gateway\r\nConnection: close\r\nx-case: " + number + "\r\n";
    this.body = body;
  }

  byte[] good() {
    return spoil.chance()
        ? request("POST " + path + " HTTP/1.1", "Content-Length: " + body.length + "\r\n", body)
        : request(
            "POST " + path + " HTTP/1.1", "Transfer-Encoding: chunked\r\n", spoil.chunked(body));
  }

  byte[] next() {
    String line = "POST " + path + " HTTP/1.1";
    String length = "Content-Length: " + body.length + "\r\n";
    String chunked = "Transfer-Encoding: chunked\r\n";
    byte[] smuggled =
        bytes(
            "POST "
                + path
                + " HTTP/1.1\r\nHost: a\r\nx-smuggled: 1\r\nContent-Length: 2\r\n\r\n{}");
    return switch (spoil.below(14)) {
      case 0, 1, 2 -> request("POST " + trick() + " HTTP/1.1", length, body);
      case 3 -> request(line, length + spoil.flood(), body);
      case 4 -> request(line, length + chunked, join(spoil.chunked(body), smuggled));
      case 5 -> request(line, chunked + length, join(bytes("0\r\n\r\n"), smuggled));
      case 6 -> request(line, length + "Content-Length: 2\r\n", join(body, smuggled));
      case 7 -> request(line, chunked, join(bytes(spoil.one(SIZES) + "\r\n"), body));
      case 8 -> request(line, spoil.one(HEADERS) + "\r\n" + length, body);
      case 9 -> request(spoil.one(LINES), length, body);
      case 10 -> spoil.chance() ? spoil.noise() : spoil.flipped(good(), 0);
      case 11 -> java.util.Arrays.copyOf(good(), spoil.below(good().length));
      case 12 -> oddBody(line);
      default ->
          request("POST /" + "a".repeat(spoil.below(60_000)) + path + " HTTP/1.1", length, body);
    };
  }

  private byte[] oddBody(String line) {
    String[] bodies = {
      "[".repeat(100_000),
      "{\"model\":\"" + GatewayFixture.MODEL + "\",\"a\":" + "{\"a\":".repeat(5000),
      "{\"model\":\"" + GatewayFixture.MODEL + "\"}{\"model\":\"other\"}",
      "{\"model\":\"\\ud800\"}",
      "{\"model\":\"" + GatewayFixture.MODEL + "\",\"model\":\"other\"}",
      "\u0000",
      "{\"a\":1e99999}",
      "null",
      "{\"" + "k".repeat(60_000) + "\":1}",
      "{\"model\":\"" + "m".repeat(60_000) + "\"}"
    };
    byte[] odd = spoil.chance() ? bytes(spoil.one(bodies)) : spoil.flipped(body, 0);
    return request(line, "Content-Length: " + odd.length + "\r\n", odd);
  }

  private String trick() {
    String mine = "/run/" + token;
    String others = "/run/" + otherToken;
    String rest = path.substring(mine.length());
    String[] tricks = {
      mine + "/.." + "/" + otherToken + rest,
      mine + "/%2e%2e/" + otherToken + rest,
      mine + "/..%2f" + otherToken + rest,
      mine + "/..;/" + otherToken + rest,
      mine + "\\..\\" + otherToken + rest,
      mine + rest + "/../../.." + others.substring(4) + rest,
      "/run/" + otherToken.substring(0, 21) + rest,
      "/run/" + otherToken + "A" + rest,
      "/run/" + otherToken.toLowerCase(java.util.Locale.ROOT) + rest,
      "/run/%00" + otherToken + rest,
      "/run/" + token + "," + otherToken + rest,
      "/run//" + otherToken + rest,
      "/run/" + token + "/other" + rest,
      "http://127.0.0.1:1/run/" + token.substring(1) + rest,
      "//169.254.169.254" + mine + rest.replace("v1", "v2"),
      mine + rest + "?token=" + otherToken + "&x=\u0001",
      mine + rest + "#" + others,
      mine + rest + "%20HTTP/1.1%0d%0aSmuggled:%201",
      "*",
      ""
    };
    return spoil.one(tricks);
  }

  private byte[] request(String line, String more, byte[] content) {
    return join(bytes(line + "\r\n" + headers + more + "\r\n"), content);
  }
}
