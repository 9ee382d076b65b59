package dev.reveille.domain.schedule;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A cron as people write it: five fields (minute, hour, day of month, month, day of week), six with
 * a year at the end, or seven with seconds in front as well; {@code @daily} and its kin; {@code
 * @every 90s}. Where both day fields are restricted, either is enough (Unix OR).
 */
public final class CronExpression {
  private static final Map<String, String> NICKNAMES =
      Map.of(
          "@yearly", "0 0 1 1 *",
          "@annually", "0 0 1 1 *",
          "@monthly", "0 0 1 * *",
          "@weekly", "0 0 * * 0",
          "@daily", "0 0 * * *",
          "@midnight", "0 0 * * *",
          "@hourly", "0 * * * *");
  private static final Pattern WORD = Pattern.compile("\\S+");
  private static final Pattern DURATION = Pattern.compile("(?:(\\d{1,9})(d|h|m|s))");

  private final String text;
  private final @Nullable Duration every;
  private final FieldSet[] fields;

  private CronExpression(String text, @Nullable Duration every, FieldSet[] fields) {
    this.text = text;
    this.every = every;
    this.fields = fields;
  }

  /**
   * Reads an expression.
   *
   * @throws CronSyntaxException naming the place, what stands there and what was expected
   */
  public static CronExpression parse(String text) {
    requireNonNull(text, "text is null");
    List<Word> words = words(text);
    if (words.isEmpty()) {
      throw new CronSyntaxException(
          text, 0, "nothing here (expected: 5 to 7 fields, such as 0 22 * * *)");
    }
    Word first = words.get(0);
    if (first.text.startsWith("TZ=") || first.text.startsWith("CRON_TZ=")) {
      throw new CronSyntaxException(
          text,
          first.position,
          "a zone inside the expression (expected: the zone in schedule.tz, the expression alone"
              + " here)");
    }
    if (first.text.equals("@every")) {
      return new CronExpression(text, duration(text, words), noFields());
    }
    if (first.text.startsWith("@")) {
      String meaning = words.size() == 1 ? NICKNAMES.get(first.text) : null;
      if (meaning == null) {
        throw new CronSyntaxException(
            text,
            first.position,
            "'"
                + text.strip()
                + "' (expected: @yearly, @monthly, @weekly, @daily, @hourly or @every 90s)");
      }
      return new CronExpression(text, null, fields(meaning, words(meaning)));
    }
    return new CronExpression(text, null, fields(text, words));
  }

  private static FieldSet[] noFields() {
    FieldSet[] none = new FieldSet[CronField.values().length];
    for (CronField field : CronField.values()) {
      none[field.ordinal()] = field.all();
    }
    return none;
  }

  private static FieldSet[] fields(String text, List<Word> words) {
    int count = words.size();
    if (count < 5 || count > 7) {
      Word last = words.get(count - 1);
      throw new CronSyntaxException(
          text,
          count < 5 ? last.position + last.text.length() : words.get(7).position,
          count
              + (count == 1 ? " field" : " fields")
              + " (expected: 5: minute, hour, day of month, month, day of week; 6: and a year; 7:"
              + " and seconds in front)");
    }
    FieldSet[] sets = new FieldSet[CronField.values().length];
    sets[CronField.SECOND.ordinal()] = FieldSet.of(0);
    sets[CronField.YEAR.ordinal()] = CronField.YEAR.all();
    int field = count == 7 ? 0 : 1;
    for (Word word : words) {
      sets[field] = CronField.values()[field].parse(text, word.position, word.text);
      field++;
    }
    return sets;
  }

  private static Duration duration(String text, List<Word> words) {
    Word word = words.size() == 2 ? words.get(1) : words.get(0);
    Duration sum = Duration.ZERO;
    Matcher matcher = DURATION.matcher(word.text);
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      long amount = Long.parseLong(matcher.group(1));
      sum =
          switch (matcher.group(2)) {
            case "d" -> sum.plusDays(amount);
            case "h" -> sum.plusHours(amount);
            case "m" -> sum.plusMinutes(amount);
            default -> sum.plusSeconds(amount);
          };
      end = matcher.end();
    }
    if (words.size() != 2 || end != word.text.length() || sum.isZero()) {
      throw new CronSyntaxException(
          text,
          word.position,
          "'"
              + text.strip()
              + "' (expected: @every and a duration of 1s or more, such as 90s or"
              + " 1h30m)");
    }
    return sum;
  }

  private static List<Word> words(String text) {
    List<Word> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      words.add(new Word(matcher.start(), matcher.group()));
    }
    return words;
  }

  /** The expression as it was written. */
  public String text() {
    return text;
  }

  /** The interval of {@code @every}; empty for every other expression. */
  public Optional<Duration> every() {
    return Optional.ofNullable(every);
  }

  /** Whether no date at all can match, such as 31 February. */
  public boolean neverFires() {
    return every == null && nextDate(LocalDate.of(2000, 1, 1)) == null;
  }

  /**
   * Whether the hours are named, as in a nightly job, so that a clock change must not skip or
   * double it; wildcard hours follow elapsed time instead.
   */
  public boolean fixedHours() {
    FieldSet hours = field(CronField.HOUR);
    return every == null && !hours.wild() && hours.size() < 24;
  }

  /** Whether both day fields are restricted, so that either is enough. */
  public boolean eitherDay() {
    return !field(CronField.DAY_OF_MONTH).wild() && !field(CronField.DAY_OF_WEEK).wild();
  }

  /** Whether only minutes and seconds are restricted. */
  public boolean everyHour() {
    return field(CronField.HOUR).size() == 24
        && field(CronField.MONTH).size() == 12
        && field(CronField.YEAR).wild()
        && field(CronField.YEAR).size() == 101
        && everyDay();
  }

  private boolean everyDay() {
    boolean monthDays = field(CronField.DAY_OF_MONTH).size() == 31;
    boolean weekDays = field(CronField.DAY_OF_WEEK).size() == 7;
    return eitherDay() ? monthDays || weekDays : monthDays && weekDays;
  }

  /** How often it is due in an hour that it allows. */
  public int perHour() {
    return field(CronField.MINUTE).size() * field(CronField.SECOND).size();
  }

  public FieldSet field(CronField field) {
    return fields[field.ordinal()];
  }

  boolean matches(LocalDate date) {
    boolean monthDay = field(CronField.DAY_OF_MONTH).has(date.getDayOfMonth());
    boolean weekDay = field(CronField.DAY_OF_WEEK).has(date.getDayOfWeek().getValue() % 7);
    return field(CronField.YEAR).has(date.getYear())
        && field(CronField.MONTH).has(date.getMonthValue())
        && (eitherDay() ? monthDay || weekDay : monthDay && weekDay);
  }

  /** The first matching date not before this one; null when there is none up to 2100. */
  @Nullable LocalDate nextDate(LocalDate from) {
    LocalDate date = from;
    while (true) {
      int year = field(CronField.YEAR).from(Math.max(0, date.getYear()));
      if (year < 0) {
        return null;
      }
      if (year > date.getYear()) {
        date = LocalDate.of(year, 1, 1);
      }
      int month = field(CronField.MONTH).from(date.getMonthValue());
      if (month < 0) {
        date = LocalDate.of(year + 1, 1, 1);
        continue;
      }
      if (month > date.getMonthValue()) {
        date = LocalDate.of(year, month, 1);
      }
      if (matches(date)) {
        return date;
      }
      date = date.plusDays(1);
    }
  }

  @Override
  public String toString() {
    return text;
  }

  private record Word(int position, String text) {}
}
