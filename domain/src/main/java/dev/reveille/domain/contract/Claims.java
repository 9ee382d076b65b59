package dev.reveille.domain.contract;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What an agent says of its own work where it did none: that there was nothing to do, that it could
 * not, that it waits for somebody or is only about to begin. Such words are a claim only where the
 * answer holds no result beside them: a report may say of one of its parts that nothing is new, and
 * a draft may say sorry to a customer.
 */
final class Claims {
  /** In the weight of {@link Saying}: what is longer is work, whatever words are in it. */
  private static final int LONGEST = 2500;

  /** Of letters and all else, so that no text takes long. */
  private static final int MOST_LETTERS = 6000;

  /** So much may stand beside a claim without being a result. */
  private static final int SMALL_TALK = 130;

  /** So much may stand beside what only may be a claim. */
  private static final int LITTLE = 25;

  /** An observation that leads to a question may be longer; what was done ends the matter. */
  private static final int OBSERVATIONS = 550;

  /** A question stands near the end, before its choices. */
  private static final int LAST = 4;

  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Cc}\\p{Z}]");
  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "`{3}\\w*`{3}|[\\p{P}&&[^\\[\\]{}]]*"
              + "|\\(?(?:null|none|undefined|nil|n/a|nooutput|nocontent|empty|noresponserequested|"
              + "noresponse|emptyresponse|emptymessage|无输出|無輸出|无内容|無內容)[.)]*",
          Pattern.CASE_INSENSITIVE);

  private final Map<Saying.Kind, Integer> weights = new EnumMap<>(Saying.Kind.class);
  private final boolean tooLong;
  private final boolean done;
  private final boolean asksLast;
  private final boolean wondersLast;

  private Claims(String text) {
    tooLong = isTooLong(text);
    boolean did = false;
    List<Saying.Kind> order = new ArrayList<>();
    for (Saying saying : tooLong ? List.<Saying>of() : Saying.all(text)) {
      weights.merge(saying.kind(), saying.weight(), Integer::sum);
      did |= saying.kind() == Saying.Kind.DONE;
      if (saying.kind() != Saying.Kind.FILLER) {
        order.add(saying.kind());
      }
    }
    done = did;
    int size = order.size();
    asksLast =
        order.subList(Math.max(0, size - LAST), size).contains(Saying.Kind.ASKS)
            || (size > 0 && order.get(size - 1) == Saying.Kind.PROMISE);
    wondersLast = size > 0 && order.get(size - 1) == Saying.Kind.WONDERS;
  }

  private static boolean isTooLong(String text) {
    return text.length() > MOST_LETTERS || Saying.weight(text) > LONGEST;
  }

  /** Whether a reader would see nothing, or only a word by which programs say nothing. */
  static boolean blank(String output) {
    if (output.length() > MOST_LETTERS) {
      return output.isBlank();
    }
    String text = INVISIBLE.matcher(output).replaceAll("");
    return text.length() < 40 && PLACEHOLDER.matcher(text).matches();
  }

  /**
   * Whether the answer says that there was nothing to do.
   *
   * @param own a job's own expressions for it
   */
  static boolean noData(String output, List<String> own) {
    String text = output.strip();
    if (isSaidIn(text, own)) {
      return true;
    }
    if (blank(text)) {
      return false;
    }
    JsonClaim json = JsonClaim.in(text);
    if (json != JsonClaim.NOT_JSON) {
      return json == JsonClaim.NO_DATA;
    }
    Claims claims = new Claims(text);
    return claims.only(Saying.Kind.NO_DATA) || claims.merely(Saying.Kind.QUIET);
  }

  /** A job's own words are taken as they are: in JSON too, and in a word that says nothing else. */
  private static boolean isSaidIn(String text, List<String> own) {
    return !text.isEmpty()
        && !own.isEmpty()
        && !isTooLong(text)
        && own.stream().anyMatch(each -> BoundedMatch.find(each, text) == BoundedMatch.Found.YES);
  }

  /** Whether the answer is no more than an apology or an error. */
  static boolean sorry(String output) {
    String text = output.strip();
    if (blank(text)) {
      return false;
    }
    JsonClaim json = JsonClaim.in(text);
    if (json != JsonClaim.NOT_JSON) {
      return json == JsonClaim.ERROR;
    }
    Claims claims = new Claims(text);
    return claims.only(Saying.Kind.EXCUSE) || claims.merely(Saying.Kind.STUCK);
  }

  /** Whether the answer ends in a question, or in a promise, before anything was done. */
  static boolean unfinished(String output) {
    Claims claims = new Claims(output.strip());
    int beside = claims.weight(Saying.Kind.RESULT) + claims.weight(Saying.Kind.LOOKED);
    return !claims.done
        && ((claims.asksLast && beside <= OBSERVATIONS)
            || (claims.wondersLast && beside <= SMALL_TALK));
  }

  private boolean only(Saying.Kind kind) {
    boolean excuse = kind == Saying.Kind.EXCUSE;
    int looked = excuse ? weight(Saying.Kind.LOOKED) : 0;
    return weight(kind) > 0
        && !(excuse && done)
        && weight(Saying.Kind.RESULT) + weight(Saying.Kind.DONE) + looked <= SMALL_TALK;
  }

  private boolean merely(Saying.Kind kind) {
    int looked = kind == Saying.Kind.STUCK ? weight(Saying.Kind.LOOKED) : 0;
    int put = weight(Saying.Kind.ASKS) + weight(Saying.Kind.PROMISE);
    return weight(kind) > 0 && !done && weight(Saying.Kind.RESULT) + looked + put <= LITTLE;
  }

  private int weight(Saying.Kind kind) {
    return weights.getOrDefault(kind, 0);
  }
}
