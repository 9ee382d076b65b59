package dev.reveille.workflows;

import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.common.SearchAttributeKey;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The search attributes of runs and schedules. */
public final class Attributes {
  public static final SearchAttributeKey<String> JOB = SearchAttributeKey.forKeyword("ReveilleJob");
  public static final SearchAttributeKey<String> TARGET =
      SearchAttributeKey.forKeyword("ReveilleTarget");
  public static final SearchAttributeKey<String> AGENT =
      SearchAttributeKey.forKeyword("ReveilleAgent");
  public static final SearchAttributeKey<String> MODEL =
      SearchAttributeKey.forKeyword("ReveilleModel");
  public static final SearchAttributeKey<String> VERDICT =
      SearchAttributeKey.forKeyword("ReveilleVerdict");
  public static final SearchAttributeKey<List<String>> ANSWERED =
      SearchAttributeKey.forKeywordList("ReveilleAnswered");
  public static final SearchAttributeKey<Long> BOOT_MILLIS =
      SearchAttributeKey.forLong("ReveilleBootMillis");

  /** On schedules: the folder's owner. */
  public static final SearchAttributeKey<String> OWNER =
      SearchAttributeKey.forKeyword("ReveilleOwner");

  /** On schedules: the digest of the whole schedule as we would write it. */
  public static final SearchAttributeKey<String> DEFINITION =
      SearchAttributeKey.forKeyword("ReveilleDefinition");

  /** The server's own: nominal time of a scheduled run, before jitter. */
  public static final SearchAttributeKey<OffsetDateTime> SCHEDULED_START =
      SearchAttributeKey.forOffsetDateTime("TemporalScheduledStartTime");

  /** All of ours, with the type each must be registered with. */
  public static final Map<String, IndexedValueType> ALL =
      Map.of(
          JOB.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
          TARGET.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
          AGENT.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
          MODEL.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
          VERDICT.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
          ANSWERED.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD_LIST,
          BOOT_MILLIS.getName(), IndexedValueType.INDEXED_VALUE_TYPE_INT,
          OWNER.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
          DEFINITION.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD);

  private Attributes() {}

  /** One of those that a list of schedules or workflows gives; null where it is not set. */
  public static @Nullable String text(Map<String, ?> listed, SearchAttributeKey<String> key) {
    Object value = listed.get(key.getName());
    if (value instanceof List<?> list) {
      value = list.isEmpty() ? null : list.get(0);
    }
    return value instanceof String text ? text : null;
  }
}
