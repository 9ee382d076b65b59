package dev.reveille.domain.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.reveille.domain.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an answer in JSON says of itself. */
enum JsonClaim {
  NOT_JSON,
  RESULT,
  NO_DATA,
  ERROR;

  private static final ObjectReader READER =
      Json.mapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** Longer ones are read as text, which is then too long for a claim. */
  private static final int LONGEST = 6000;

  private static final Pattern FENCED =
      Pattern.compile("^```\\w*\\s*\\n(.*)\\n\\s*```$", Pattern.DOTALL);

  /** A count of these says nothing of how much there was to do. */
  private static final Pattern TROUBLE =
      Pattern.compile("(?i)err|fail|warn|dupl|skip|retr|code|exit|错|錯|失败|失敗|警告|跳过|跳過|重复|重複");

  private static final Pattern NEW = Pattern.compile("(?i)new|新");

  /** Numbers that are no count at all. */
  private static final Pattern META =
      Pattern.compile(
          "(?i)time|date|stamp|version|duration|elapsed|(?:^|_)ms$|seconds|checked|scanned|total"
              + "|(?:^|_)id$|时间|時間|日期|耗时|耗時|检查|檢查");

  static JsonClaim in(String text) {
    if (text.length() > LONGEST) {
      return NOT_JSON;
    }
    Matcher fenced = FENCED.matcher(text);
    String json = fenced.matches() ? fenced.group(1).strip() : text;
    if (!json.startsWith("{")) {
      return NOT_JSON;
    }
    try {
      return of(READER.readTree(json));
    } catch (JsonProcessingException | StackOverflowError e) {
      return NOT_JSON;
    }
  }

  private static JsonClaim of(JsonNode json) {
    JsonNode error = json.has("error") ? json.get("error") : json.get("错误");
    Gathered gathered = new Gathered();
    gathered.take("", json);
    if (gathered.results > 0) {
      return RESULT;
    }
    if (error != null && !error.isNull() && !isNothing(error)) {
      return ERROR;
    }
    String said = String.join("\n", gathered.texts);
    List<Saying> sayings = Saying.all(said);
    if (gathered.zeros > 0 || sayings.stream().anyMatch(Saying::claimsNoData)) {
      return NO_DATA;
    }
    boolean excused = sayings.stream().anyMatch(each -> each.kind() == Saying.Kind.EXCUSE);
    return excused ? ERROR : RESULT;
  }

  private static boolean isNothing(JsonNode node) {
    return node.isContainerNode()
        ? node.isEmpty()
        : node.isBoolean() ? !node.asBoolean() : node.asText().isBlank();
  }

  /** The counts and words of a whole document. */
  private static final class Gathered {
    private int results;
    private int zeros;
    private final List<String> texts = new ArrayList<>();

    void take(String name, JsonNode node) {
      if (node.isObject()) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
          if (!field.getKey().equals("error")) {
            take(field.getKey(), field.getValue());
          }
        }
      } else if (node.isArray()) {
        boolean trouble = TROUBLE.matcher(name).find();
        results += node.isEmpty() || trouble ? 0 : 1;
        zeros += node.isEmpty() && !trouble ? 1 : 0;
      } else if (node.isNumber()) {
        count(name, node.asDouble());
      } else if (node.isTextual()) {
        texts.add(node.asText().replace('_', ' '));
      }
    }

    private void count(String name, double value) {
      boolean meta = META.matcher(name).find() && !NEW.matcher(name).find();
      if (TROUBLE.matcher(name).find() || meta) {
        return;
      }
      if (value == 0) {
        zeros++;
      } else {
        results++;
      }
    }
  }
}
