package dev.reveille.bench.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** The answers of {@link CannedProvider}, in the dialect of OpenAI's chat completions. */
final class Canned {
  static final String MODEL = "bench-model";

  private static final String TEXT =
      "Good morning. I read the files that were there, compared them with yesterday's, and found"
          + " nothing that needs a person before breakfast.";

  static final byte[] WHOLE = whole();

  static final byte[] STREAM_HEAD =
      ("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n")
          .getBytes(US_ASCII);

  static final String LAST_EVENT =
      "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1780000000,"
          + "\"model\":\""
          + MODEL
          + "\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],"
          + "\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":7,\"total_tokens\":18}}\n\n";

  private Canned() {}

  static String event(String padding) {
    return "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1780000000,"
        + "\"model\":\""
        + MODEL
        + "\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\" word"
        + padding
        + "\"},\"finish_reason\":null}]}\n\n";
  }

  static byte[] chunk(String text) {
    return (Integer.toHexString(text.length()) + "\r\n" + text + "\r\n").getBytes(US_ASCII);
  }

  private static byte[] whole() {
    String body =
        "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1780000000,\"model\":\""
            + MODEL
            + "\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\""
            + TEXT
            + "\"},\"finish_reason\":\"stop\"}],"
            + "\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":7,\"total_tokens\":18}}";
    return ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body)
        .getBytes(US_ASCII);
  }
}
