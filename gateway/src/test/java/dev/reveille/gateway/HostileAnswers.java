package dev.reveille.gateway;

import static dev.reveille.gateway.HostileBytes.bytes;
import static dev.reveille.gateway.HostileBytes.join;

import dev.reveille.gateway.HostileProvider.Script;

/** Answers that a provider should not give. Whatever another model says in them says EVIL-WORD. */
final class HostileAnswers {
  static final String EVIL = "EVIL-WORD";

  private static final String GOOD_MODEL = "\"model\":\"" + GatewayFixture.MODEL + "\"";
  private static final String[] SIZES = {
    "-1", "0x5", "FFFFFFFFFFFFFFFFFF", "7fffffff", "g", "", "5 5", "+3", "1\n2"
  };
  private static final String[] TYPES = {
    "text/html", "application/json", "text/event-stream", "image/png", "", "a/b; charset=\"", "x"
  };
  private static final String[] SPOILED = {
    "data: {\"a\":\n\n",
    "data: [DONE\n\n",
    "data\n\n",
    "\u0000\u0000\n\n",
    ":\r\r",
    "data: \ufeff{}\n\n",
    "event: error\ndata: {\"type\":\"error\"}\n\n",
    "data: {\"error\":{\"m\":1}}\n\n",
    "data: \"x\"\n\n"
  };

  private final HostileBytes spoil;
  private final String mark;
  private final boolean anthropic;

  HostileAnswers(HostileBytes spoil, String mark, boolean anthropic) {
    this.spoil = spoil;
    this.mark = mark;
    this.anthropic = anthropic;
  }

  /** A good answer in one of its forms. */
  Script good() {
    byte[] body = bytes(spoil.chance() ? stream(spoil.below(5)) : document(GOOD_MODEL, mark));
    return new Script(
        join(bytes(head(200, "Transfer-Encoding: chunked")), spoil.chunked(body)), false);
  }

  Script next() {
    boolean close = spoil.chance();
    byte[] good = bytes(spoil.chance() ? stream(spoil.below(9)) : document(GOOD_MODEL, mark));
    byte[] evil = evil();
    byte[] any = spoil.chance() ? good : evil;
    return switch (spoil.below(18)) {
      case 0 -> good();
      case 1, 2, 3 -> new Script(whole("", evil), close);
      case 4 -> new Script(whole("Content-Type: " + spoil.one(TYPES) + "\r\n", any), close);
      case 5 -> new Script(whole("Content-Encoding: gzip\r\n", spoil.zipped(any)), close);
      case 6 ->
          new Script(
              whole("Content-Encoding: gzip\r\n", spoil.flipped(spoil.zipped(good), 0)), true);
      case 7 ->
          new Script(
              whole(
                  "Content-Encoding: "
                      + spoil.one(new String[] {"br", "gzip, gzip", "deflate"})
                      + "\r\n",
                  any),
              close);
      case 8 -> new Script(whole(spoil.flood(), any), close);
      case 9 ->
          new Script(
              join(
                  bytes(head(200, "Content-Length: 3\r\nTransfer-Encoding: chunked")),
                  spoil.chunked(any)),
              true);
      case 10 ->
          new Script(join(bytes(head(200, "Content-Length: 3\r\nContent-Length: 9")), any), true);
      case 11 ->
          new Script(
              join(
                  bytes(head(200, "Transfer-Encoding: chunked")),
                  bytes(spoil.one(SIZES) + "\r\n"),
                  any),
              true);
      case 12 -> cutShort(any);
      case 13 -> new Script(spoil.flipped(whole("", good), 13), true);
      // A second answer that nobody asked for must not be the next request's.
      case 14 -> new Script(join(whole("", good), whole("", any)), close);
      case 15 -> oddStatus(any);
      case 16 -> new Script(whole("", join(good, bytes(spoil.one(SPOILED)), evil)), close);
      default ->
          new Script(
              spoil.chance() ? spoil.noise() : join(bytes("HTTP/1.0 200 OK\r\n\r\n"), any), true);
    };
  }

  private Script cutShort(byte[] any) {
    byte[] whole =
        spoil.chance()
            ? join(bytes(head(200, "Transfer-Encoding: chunked")), spoil.chunked(any))
            : whole("X-A: b\r\n folded\r\n", any);
    return new Script(java.util.Arrays.copyOf(whole, spoil.below(whole.length)), true);
  }

  private Script oddStatus(byte[] any) {
    int[] statuses = {100, 101, 103, 199, 201, 204, 205, 206, 299, 302, 304, 307, 600, 999, 0};
    String head = head(statuses[spoil.below(statuses.length)], "Content-Length: " + any.length);
    String early = spoil.chance() ? "HTTP/1.1 103 Early Hints\r\n\r\n".repeat(spoil.below(50)) : "";
    return new Script(join(bytes(early + head), any), true);
  }

  private byte[] whole(String headers, byte[] body) {
    return join(bytes(head(200, headers + "Content-Length: " + body.length)), body);
  }

  private static String head(int status, String headers) {
    return "HTTP/1.1 " + (status == 0 ? "000" : status) + " Fine\r\n" + headers + "\r\n\r\n";
  }

  /** The first model named is sometimes the pinned one, and then the other comes behind it. */
  private byte[] evil() {
    String[] models = {
      "other", GatewayFixture.MODEL + "-mini", GatewayFixture.MODEL + "\u0000", "模型"
    };
    String model = "\"model\":\"" + spoil.one(models).replace("\u0000", "\\u0000") + "\"";
    String words = EVIL + mark;
    return switch (spoil.below(5)) {
      case 0 -> bytes(document(model, words));
      case 1 -> bytes(document(GOOD_MODEL + "," + model, words));
      case 2 -> bytes("data: " + document(model, words) + "\r\r" + stream(2));
      case 3 -> bytes(stream(spoil.below(6)) + "data: " + document(model, words) + "\n\n");
      default -> bytes("\ufeffdata: {\"choices\":[\"" + words + "\"],\ndata:" + model + "}\n\n");
    };
  }

  private String stream(int events) {
    StringBuilder stream = new StringBuilder();
    for (int i = 0; i <= events; i++) {
      stream
          .append("event: x\ndata: ")
          .append(document(GOOD_MODEL, mark + " Gr\u00fc\u00dfe 你好 \ud83d\ude00"));
      stream.append(spoil.chance() ? "\n\n" : "\r\n\r\n");
    }
    return stream.toString();
  }

  private String document(String model, String words) {
    String quoted = "\"" + words + "\"";
    return anthropic
        ? "{\"type\":\"message\","
            + model
            + ",\"content\":[{\"type\":\"text\",\"text\":"
            + quoted
            + "}]}"
        : "{" + model + ",\"choices\":[{\"message\":{\"content\":" + quoted + "}}]}";
  }
}
