package dev.reveille.activities.alert;

import dev.reveille.domain.Json;
import java.util.regex.Pattern;

/** A notice's id in a form that headers of any protocol can bear. */
final class NoticeId {
  private static final Pattern FIT = Pattern.compile("[A-Za-z0-9._-]{1,120}");
  private static final String PREFIX = "sha256:";

  private NoticeId() {}

  /** The id itself where it is fit, else a digest of it: always the same for the same id. */
  static String of(String id) {
    return FIT.matcher(id).matches() ? id : Json.digest(id).substring(PREFIX.length());
  }
}
